"""One delivery: events of one transaction, each handler fenced by a savepoint, with receipts."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from django.db import DatabaseError, connection, transaction

from colonnade.kit import clock
from colonnade.outbox.models import Delivery, Event

Handler = Callable[[Any], object]
Wiring = Mapping[type[Any], Sequence[Handler]]
Many = TypeVar("Many", bound=Callable[[Sequence[Any]], object])

MAX_ATTEMPTS = 12
# So many events at most share a transaction: on SQLite nobody else writes meanwhile.
_MOST = 20
_ERROR_LIMIT = 500
_log = logging.getLogger("colonnade.outbox.worker")


def takes_many(handler: Many) -> Many:
    """Mark a handler that takes a list of events at once.

    It is given a list of one, too: where a longer one failed, each event is tried for itself.
    """
    handler.takes_many = True  # type: ignore[attr-defined]
    return handler


class Delivering:
    """Brings some events to their handlers, in the transaction now open.

    That an event is delivered is the receipt of all its handlers. Only where one of them failed
    does each have a receipt of its own.
    """

    def __init__(self, events: Sequence[Event], wiring: Wiring) -> None:
        self._events = events
        self._kinds = {kind.__name__: kind for kind in wiring}
        self._wiring = wiring
        rows = Delivery.objects.filter(event__in=events)
        self._known = {(row.event_id, row.handler): row for row in rows}
        self._over = {key for key, row in self._known.items() if _is_over(row)}

    def deliver(self) -> int:
        """Call every handler that is due; return how many events are settled now."""
        lists: dict[Handler, list[Event]] = {}
        for event in self._events:
            for handler in _handlers(event, self._wiring):
                if not self._is_due(event, handler):
                    continue
                if _takes_many(handler):
                    lists.setdefault(handler, []).append(event)
                else:
                    self._call_for(event, handler)
        for handler, events in lists.items():
            if len(events) == 1 or not self._call(handler, events):
                for event in events:
                    self._call_for(event, handler)
        return self._settle()

    def _is_due(self, event: Event, handler: Handler) -> bool:
        key = _key(event, handler)
        row = self._known.get(key)
        return key not in self._over and (row is None or row.due <= clock.now())

    def _call_for(self, event: Event, handler: Handler) -> None:
        """Call a handler for one event; a failure is logged, kept and tried again."""
        self._call(handler, [event], keep=True)

    def _call(self, handler: Handler, events: list[Event], *, keep: bool = False) -> bool:
        told = [self._kinds[event.name](**event.payload) for event in events]
        try:
            with transaction.atomic():
                handler(told if _takes_many(handler) else told[0])
        except Exception as error:
            if connection.needs_rollback:
                raise DatabaseError("a delivery's transaction was lost") from error
            _log.exception("delivery of %s to %s failed", events[0].name, _name(handler))
            if keep:
                self._keep_failure(events[0], handler, error)
            return False
        self._over |= {_key(event, handler) for event in events}
        return True

    def _keep_failure(self, event: Event, handler: Handler, error: Exception) -> None:
        key = _key(event, handler)
        fresh = Delivery(event=event, handler=key[1], due=event.recorded)
        row = self._known.setdefault(key, fresh)
        row.attempts += 1
        row.done, row.error = False, repr(error)[:_ERROR_LIMIT]
        row.due = clock.now() + timedelta(seconds=2**row.attempts)
        row.save()
        if _is_over(row):
            self._over.add(key)

    def _settle(self) -> int:
        settled = []
        for event in self._events:
            keys = [_key(event, handler) for handler in _handlers(event, self._wiring)]
            if all(key in self._over for key in keys):
                settled.append(event.pk)
                continue
            for key in filter(self._over.__contains__, keys):
                self._keep_receipt(event, key)
        Event.objects.filter(pk__in=settled).update(delivered=clock.now())
        return len(settled)

    def _keep_receipt(self, event: Event, key: tuple[int, str]) -> None:
        row = self._known.setdefault(key, Delivery(event=event, handler=key[1], due=event.recorded))
        if not _is_over(row):
            row.done, row.error = True, ""
            row.save()


def groups(events: Sequence[Event], wiring: Wiring) -> Iterator[list[Event]]:
    """Yield the events in order, those that may share a transaction together.

    They may where all their handlers take many; else a long work would keep others waiting.
    """
    group: list[Event] = []
    for event in events:
        alone = not all(map(_takes_many, _handlers(event, wiring)))
        if group and (alone or len(group) == _MOST):
            yield group
            group = []
        group.append(event)
        if alone:
            yield group
            group = []
    if group:
        yield group


def _handlers(event: Event, wiring: Wiring) -> Sequence[Handler]:
    return next((found for kind, found in wiring.items() if kind.__name__ == event.name), ())


def _takes_many(handler: Handler) -> bool:
    return getattr(handler, "takes_many", False)


def _key(event: Event, handler: Handler) -> tuple[int, str]:
    return event.pk, _name(handler)


def _name(handler: Handler) -> str:
    return f"{handler.__module__}.{handler.__qualname__}"


def _is_over(row: Delivery) -> bool:
    return row.done or row.attempts >= MAX_ATTEMPTS
