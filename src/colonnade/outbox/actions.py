"""Keep an event with the write that caused it, and the keys of the pages that it spoils."""

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from colonnade.kit import clock, ids
from colonnade.outbox.models import Delivery, Epoch, Event
from colonnade.outbox.rows import insert

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# A request's own: a list, since the thread that commits for her may be another.
_written: ContextVar[list[int] | None] = ContextVar("written", default=None)


def record(event: "DataclassInstance", *, spoils: Iterable[str] = ()) -> None:
    """Keep `event` (a frozen dataclass of plain values) in the transaction now open.

    `spoils` are keys of `kit.keys`: whoever keeps finished pages drops those that carry one.
    Raises RuntimeError outside a transaction: an event without its write would be a rumor.
    """
    name = type(event).__name__
    _keep(name=name, payload=_plain(event), spoils=_words(spoils), recorded=clock.now())


def spoil(*keys: str) -> None:
    """Keep, in the transaction now open, that finished pages with these keys are out of date.

    For writes of which nobody else needs to be told. Raises RuntimeError outside a transaction.
    """
    now = clock.now()
    _keep(name="Spoiled", payload={}, spoils=_words(keys), recorded=now, delivered=now)


def overwrite_what_goes() -> None:
    """Let SQLite write zeros over what this connection deletes from now on."""
    if connections[DEFAULT_DB_ALIAS].vendor == "sqlite":
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def empty_log() -> None:
    """Let SQLite's log of writes hold nothing any more; one that somebody reads is left alone."""
    way = connections[DEFAULT_DB_ALIAS]
    if way.vendor == "sqlite" and not way.in_atomic_block:
        with way.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def forget_in_errors(*, words: Iterable[str]) -> None:
    """Take what a delivery's failure was where it names one of these: an address that refused."""
    for word in filter(None, words):
        Delivery.objects.filter(error__icontains=word).update(error="")


def written() -> int:
    """Return the number of the last event that this request committed, 0 where it wrote none."""
    return max(_own(), default=0)


def forget_written() -> None:
    """Begin anew: another request's writes are not this one's."""
    _written.set([])


def ensure_epoch() -> None:
    """Let the database have a word for itself: whoever keeps finished pages asks for it."""
    if not Epoch.objects.exists():
        new_epoch()


@transaction.atomic
def new_epoch() -> None:
    """Tell by a new word that this database was put back: pages kept from before are worthless."""
    Epoch.objects.all().delete()
    Epoch.objects.create(value=ids.new_id())


def _plain(event: "DataclassInstance") -> dict[str, object]:
    return {one.name: getattr(event, one.name) for one in fields(event)}


def _words(keys: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(keys))


def _keep(**values: object) -> None:
    way = connections[DEFAULT_DB_ALIAS]
    if not way.in_atomic_block:
        raise RuntimeError("an event is recorded in the transaction of its write")
    # An event that was undone with its write is nothing to wait for.
    way.on_commit(partial(_own().append, insert(Event, **values)))


def _own() -> list[int]:
    found = _written.get()
    if found is None:
        found = []
        _written.set(found)
    return found
