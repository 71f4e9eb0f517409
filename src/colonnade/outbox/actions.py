"""Keep an event with the write that caused it."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import connection

from colonnade.kit import clock
from colonnade.outbox.models import Event

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def record(event: "DataclassInstance") -> None:
    """Keep `event` (a frozen dataclass of plain values) in the transaction now open.

    Raises RuntimeError outside a transaction: an event without its write would be a rumor.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an event is recorded in the transaction of its write")
    Event.objects.create(name=type(event).__name__, payload=asdict(event), recorded=clock.now())
