"""Keep an event with the write that caused it, and the keys of the pages that it spoils."""

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import connection

from colonnade.kit import clock
from colonnade.outbox.models import Event

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_written: ContextVar[int] = ContextVar("written", default=0)


def record(event: "DataclassInstance", *, spoils: Iterable[str] = ()) -> None:
    """Keep `event` (a frozen dataclass of plain values) in the transaction now open.

    `spoils` are keys of `kit.keys`: whoever keeps finished pages drops those that carry one.
    Raises RuntimeError outside a transaction: an event without its write would be a rumor.
    """
    _keep(Event(name=type(event).__name__, payload=asdict(event), recorded=clock.now()), spoils)


def spoil(*keys: str) -> None:
    """Keep, in the transaction now open, that finished pages with these keys are out of date.

    For writes of which nobody else needs to be told. Raises RuntimeError outside a transaction.
    """
    now = clock.now()
    _keep(Event(name="Spoiled", payload={}, recorded=now, delivered=now), keys)


def written() -> int:
    """Return the number of the last event that this request recorded, 0 where it wrote none."""
    return _written.get()


def forget_written() -> None:
    """Begin anew: another request's writes are not this one's."""
    _written.set(0)


def _keep(event: Event, spoils: Iterable[str]) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("an event is recorded in the transaction of its write")
    event.spoils = " ".join(dict.fromkeys(spoils))
    event.save(force_insert=True)
    _written.set(event.pk)
