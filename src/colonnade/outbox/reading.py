"""What waits in the outbox, for the operator."""

from colonnade.outbox.models import Delivery, Event


def count_waiting() -> int:
    """Return how many events have not reached all their handlers."""
    return Event.objects.filter(delivered=None).count()


def count_failed() -> int:
    """Return how many deliveries were given up."""
    return Delivery.objects.filter(done=False).exclude(error="").count()
