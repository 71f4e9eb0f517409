"""One delivery: a group of events, each handler fenced by a savepoint, with receipts."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.db import DatabaseError, connection, transaction

from colonnade.kit import clock
from colonnade.outbox.handling import Handler, Wiring, Write, is_for_many, is_outside, name_of
from colonnade.outbox.models import Delivery
from colonnade.outbox.waiting import MAX_ATTEMPTS, Waiting, settle

# So many events at most share a transaction: on SQLite nobody else writes meanwhile.
_MOST = 50
_ERROR_LIMIT = 500
_log = logging.getLogger("colonnade.outbox.worker")


@dataclass(slots=True)
class _Call:
    """One call of a handler: what is to be done in the transaction, or how it went wrong."""

    handler: Handler
    events: list[Waiting]
    write: Write | None = None
    error: Exception | None = None


class Delivering:
    """Brings a group of events to their handlers, and keeps what they did by one commit.

    That an event is delivered is the receipt of all its handlers. Only where one of them failed
    does each have a receipt of its own.
    """

    def __init__(self, events: Sequence[Waiting], wiring: Wiring) -> None:
        self._events = events
        self._kinds = {kind.__name__: kind for kind in wiring}
        self._wiring = wiring
        known = [event.id for event in events if event.is_known]
        rows = Delivery.objects.filter(event__in=known) if known else ()
        self._known = {(row.event_id, row.handler): row for row in rows}
        self._over = {key for key, row in self._known.items() if _is_over(row)}

    def deliver(self) -> int:
        """Call every handler that is due; return how many events are settled now."""
        calls = [begun for call in self._calls() for begun in self._begin(call)]
        with transaction.atomic():
            for call in calls:
                self._finish(call)
            return self._settle()

    def _calls(self) -> list[_Call]:
        calls: list[_Call] = []
        lists: dict[Handler, _Call] = {}
        for event in self._events:
            for handler in filter(partial(self._is_due, event), _handlers(event, self._wiring)):
                if handler in lists:
                    lists[handler].events.append(event)
                    continue
                calls.append(_Call(handler, [event]))
                if is_for_many(handler):
                    lists[handler] = calls[-1]
        return calls

    def _is_due(self, event: Waiting, handler: Handler) -> bool:
        key = _key(event, handler)
        row = self._known.get(key)
        return key not in self._over and (row is None or row.due <= clock.now())

    def _begin(self, call: _Call) -> list[_Call]:
        """Do what is done outside; return the call, or one for each event if it went wrong."""
        told = [self._kinds[event.name](**event.payload) for event in call.events]
        act = partial(call.handler, told if is_for_many(call.handler) else told[0])
        if not is_outside(call.handler):
            call.write = act
            return [call]
        try:
            # Where one is open all the same, an error must not undo it.
            with transaction.atomic() if connection.in_atomic_block else nullcontext():
                call.write = act()  # type: ignore[assignment]
        except OSError as error:
            # The way out is closed, whichever event: nobody waits for as many vain attempts.
            _note(call, error)
            return [_Call(call.handler, [event], error=error) for event in call.events]
        except Exception as error:  # noqa: BLE001 - whatever it is, the others go on
            _note(call, error)
            if len(call.events) > 1:
                return [begun for one in _one_by_one(call) for begun in self._begin(one)]
            call.error = error
        return [call]

    def _finish(self, call: _Call) -> None:
        """Write what a call left to be written; a failure is logged, kept and tried again."""
        if call.error is None and call.write is not None:
            try:
                with transaction.atomic():
                    call.write()
            except Exception as error:  # noqa: BLE001 - whatever it is, the others go on
                _note(call, error)
                call.error = error
        if call.error is None:
            self._over |= {_key(event, call.handler) for event in call.events}
        elif len(call.events) == 1:
            self._keep_failure(call.events[0], call.handler, call.error)
        else:
            for one in _one_by_one(call):
                for begun in self._begin(one):
                    self._finish(begun)

    def _keep_failure(self, event: Waiting, handler: Handler, error: Exception) -> None:
        row = self._row(_key(event, handler))
        row.attempts += 1
        row.done, row.error = False, repr(error)[:_ERROR_LIMIT]
        row.due = clock.now() + timedelta(seconds=2**row.attempts)
        row.save()
        if _is_over(row):
            self._over.add(_key(event, handler))

    def _settle(self) -> int:
        settled = []
        for event in self._events:
            keys = [_key(event, handler) for handler in _handlers(event, self._wiring)]
            if all(key in self._over for key in keys):
                settled.append(event)
                continue
            for key in filter(self._over.__contains__, keys):
                self._keep_receipt(key)
        settle(settled)
        return len(settled)

    def _keep_receipt(self, key: tuple[int, str]) -> None:
        row = self._row(key)
        if not _is_over(row):
            row.done, row.error = True, ""
            row.save()

    def _row(self, key: tuple[int, str]) -> Delivery:
        fresh = Delivery(event_id=key[0], handler=key[1], due=clock.now())
        return self._known.setdefault(key, fresh)


def groups(events: Sequence[Waiting], wiring: Wiring) -> Iterator[list[Waiting]]:
    """Yield the events in order, those that may share a transaction together.

    They may where all their handlers take many; else a long work would keep others waiting.
    """
    group: list[Waiting] = []
    for event in events:
        alone = not all(map(is_for_many, _handlers(event, wiring)))
        if group and (alone or len(group) == _MOST):
            yield group
            group = []
        group.append(event)
        if alone:
            yield group
            group = []
    if group:
        yield group


def _note(call: _Call, error: Exception) -> None:
    """Log an error of a handler; raise DatabaseError where it took the transaction with it."""
    if connection.needs_rollback:
        raise DatabaseError("a delivery's transaction was lost") from error
    name = name_of(call.handler)
    _log.error("delivery of %s to %s failed", call.events[0].name, name, exc_info=error)


def _one_by_one(call: _Call) -> list[_Call]:
    return [_Call(call.handler, [event]) for event in call.events]


def _handlers(event: Waiting, wiring: Wiring) -> Sequence[Handler]:
    return next((found for kind, found in wiring.items() if kind.__name__ == event.name), ())


def _key(event: Waiting, handler: Handler) -> tuple[int, str]:
    return event.id, name_of(handler)


def _is_over(row: Delivery) -> bool:
    return row.done or row.attempts >= MAX_ATTEMPTS
