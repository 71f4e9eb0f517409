"""Deliver what the outbox holds: in order, each handler fenced, with retries."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from colonnade.kit import clock
from colonnade.outbox.models import Delivery, Event

Handler = Callable[[Any], object]
# On which PostgreSQL passes a notice on; `tail_postgres` listens.
CHANNEL = "colonnade"
Wiring = Mapping[type[Any], Sequence[Handler]]

MAX_ATTEMPTS = 12
_KEEP = timedelta(days=30)
_log = logging.getLogger(__name__)


def deliver(wiring: Wiring, *, batch: int = 200) -> int:
    """Bring up to `batch` waiting events to their handlers; return how many are now settled.

    A handler that fails is tried again after 2, 4, 8 ... seconds, `MAX_ATTEMPTS` times, and
    never stops another; every handler runs in a transaction of its own with its receipt, so
    that a crash between the two cannot make it run twice.
    """
    classes = {kind.__name__: kind for kind in wiring}
    settled = 0
    later = Delivery.objects.filter(done=False, due__gt=clock.now(), attempts__lt=MAX_ATTEMPTS)
    ready = Event.objects.filter(delivered=None).exclude(pk__in=later.values("event"))
    waiting = list(ready.order_by("id")[:batch])
    if waiting:
        give_notice()
    for event in waiting:
        kind = classes.get(event.name)
        handlers = wiring[kind] if kind else ()
        outcomes = [_handle(event, kind, handler) for handler in handlers if kind]
        if all(outcomes):
            Event.objects.filter(pk=event.pk).update(delivered=clock.now())
            settled += 1
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


def _handle(event: Event, kind: type, handler: Handler) -> bool:
    """Run one handler if it is due; return whether nothing is left to do for it."""
    name = f"{handler.__module__}.{handler.__qualname__}"
    delivery, _ = Delivery.objects.get_or_create(
        event=event, handler=name, defaults={"due": event.recorded}
    )
    if delivery.done or delivery.attempts >= MAX_ATTEMPTS:
        return True
    if delivery.due > clock.now():
        return False
    delivery.attempts += 1
    try:
        with transaction.atomic():
            handler(kind(**event.payload))
            delivery.done, delivery.error = True, ""
            delivery.save()
    except Exception as error:  # noqa: BLE001 - the fence: logged, kept and tried again
        _log.exception("delivery of %s to %s failed", event.name, name)
        delivery.done, delivery.error = False, repr(error)[:500]
        delivery.due = clock.now() + timedelta(seconds=2**delivery.attempts)
        delivery.save()
        return delivery.attempts >= MAX_ATTEMPTS
    return True
