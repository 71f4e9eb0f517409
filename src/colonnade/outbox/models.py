"""Events on their way, and what became of each delivery."""

from django.db import models


class Event(models.Model):
    """Something that happened, kept in the transaction in which it happened."""

    name = models.CharField(max_length=80)
    payload = models.JSONField()
    recorded = models.DateTimeField()
    delivered = models.DateTimeField(null=True)
    # The keys of finished pages that this write spoiled, with spaces between; see kit.keys.
    spoils = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=models.Q(delivered=None), name="event_waiting")
        ]


class Delivery(models.Model):
    """One handler's work on one event: done, or to be tried again when due."""

    event = models.ForeignKey("outbox.Event", on_delete=models.CASCADE)
    handler = models.CharField(max_length=120)
    attempts = models.PositiveIntegerField(default=0)
    due = models.DateTimeField()
    done = models.BooleanField(default=False)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "handler"], name="delivery_once")]


class Epoch(models.Model):
    """The one word by which this database knows itself: another after it was put back."""

    value = models.CharField(max_length=32)
