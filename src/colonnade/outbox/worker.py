"""Deliver what the outbox holds: in order, each handler fenced, with retries."""

import time
from datetime import timedelta

from django.db import connection, transaction

from colonnade.kit import clock
from colonnade.outbox.delivering import (
    MAX_ATTEMPTS,
    Delivering,
    Handler,
    Wiring,
    groups,
    takes_many,
)
from colonnade.outbox.models import Delivery, Event

__all__ = ["CHANNEL", "MAX_ATTEMPTS", "Handler", "Wiring", "deliver", "sweep", "takes_many"]

# On which PostgreSQL passes a notice on; `tail_postgres` listens.
CHANNEL = "colonnade"
_KEEP = timedelta(days=30)
_BREATH = 0.003


def deliver(wiring: Wiring, *, batch: int = 200) -> int:
    """Bring up to `batch` waiting events to their handlers; return how many are now settled.

    A handler that fails is tried again after 2, 4, 8 ... seconds, `MAX_ATTEMPTS` times, and
    never stops another: each runs in a savepoint. What it did and that it did are kept by one
    commit, so that a crash between the two cannot make it run twice.
    """
    later = Delivery.objects.filter(done=False, due__gt=clock.now(), attempts__lt=MAX_ATTEMPTS)
    ready = Event.objects.filter(delivered=None).exclude(pk__in=later.values("event"))
    waiting = list(ready.order_by("id")[:batch])
    if waiting:
        give_notice()
    settled = 0
    for events in groups(waiting, wiring):
        with transaction.atomic():
            settled += Delivering(events, wiring).deliver()
        # On SQLite readers' posts wait for this very place: they find it free between two groups.
        time.sleep(_BREATH)
    return settled


def give_notice() -> None:
    """Tell those who listen on PostgreSQL that something was written."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


def sweep() -> None:
    """Forget events that were settled more than thirty days ago, but for the newest.

    By that one a tail knows that the database is still the same.
    """
    newest = Event.objects.order_by("-pk").values("pk")[:1]
    old = Event.objects.filter(delivered__lt=clock.now() - _KEEP)
    old.exclude(pk__in=list(newest.values_list("pk", flat=True))).delete()
