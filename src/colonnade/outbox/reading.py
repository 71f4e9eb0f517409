"""What waits in the outbox, for the operator."""

from colonnade.outbox.models import Delivery, Event
from colonnade.outbox.worker import MAX_ATTEMPTS


def count_waiting() -> int:
    """Return how many events have not reached all their handlers."""
    return Event.objects.filter(delivered=None).count()


def count_failed() -> int:
    """Return how many deliveries were given up."""
    return Delivery.objects.filter(done=False, attempts__gte=MAX_ATTEMPTS).count()
