"""Deliver what the outbox holds: in order, each handler fenced, with retries."""

import time
from collections.abc import Callable
from datetime import timedelta

from django.db import connection

from colonnade.kit import clock
from colonnade.outbox.delivering import Delivering, groups
from colonnade.outbox.handling import Handler, Wiring, Write, starts_outside, takes_many
from colonnade.outbox.models import Event
from colonnade.outbox.waiting import MAX_ATTEMPTS, ready_events

__all__ = [
    "CHANNEL",
    "MAX_ATTEMPTS",
    "Handler",
    "Wiring",
    "Write",
    "deliver",
    "starts_outside",
    "sweep",
    "takes_many",
]

# On which PostgreSQL passes a notice on; `tail_postgres` listens.
CHANNEL = "colonnade"
BATCH = 200
_KEEP = timedelta(days=30)


def _go_on(_worked: float) -> None:
    """Take no rest."""


def deliver(wiring: Wiring, *, batch: int = BATCH, rest: Callable[[float], object] = _go_on) -> int:
    """Bring up to `batch` waiting events to their handlers; return how many are now settled.

    A handler that fails is tried again after 2, 4, 8 ... seconds, `MAX_ATTEMPTS` times, and
    never stops another: each runs in a savepoint. What it did and that it did are kept by one
    commit, so that a crash between the two cannot make it run twice. Between two groups `rest`
    is called, with the seconds of processor time that the last one took.
    """
    waiting = ready_events(batch)
    if waiting:
        give_notice()
    settled = 0
    for events in groups(waiting, wiring):
        began = time.thread_time()
        settled += Delivering(events, wiring).deliver()
        rest(time.thread_time() - began)
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
