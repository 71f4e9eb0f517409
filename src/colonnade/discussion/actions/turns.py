"""A thread as its one writer sees it: read in one statement and locked until she is done."""

from dataclasses import dataclass
from typing import Any

from colonnade.kit import clock
from colonnade.outbox.rows import first, locking
from colonnade.sites.reading import SiteInfo

_TURN = """
SELECT thread.id, thread.public_id, thread.url, thread.title, thread.commenting, thread.hidden,
    thread.next_seq, thread.section, thread.closes <= %s,
    EXISTS (SELECT 1 FROM discussion_closure AS closure WHERE closure.thread_id = thread.id)
FROM discussion_thread AS thread WHERE thread.{} = %s
"""
_BY_ADDRESS = _TURN.format("public_id") + "AND thread.site_id = %s AND NOT thread.hidden"
_BY_KEY = _TURN.format("id")


@dataclass(frozen=True, slots=True)
class Turn:
    """What posting needs to know of a thread; `commenting` is its own rule or ''."""

    thread: int
    public_id: str
    url: str
    title: str
    commenting: str
    hidden: bool
    next_seq: int
    section: str
    closed: bool


def look_in(*, site: SiteInfo, thread: str) -> Turn | None:
    """Return the thread with this public id, None where readers see none; nothing is locked."""
    return _turn(first(_BY_ADDRESS, clock.now(), thread, site.id))


def take_turn(*, site: SiteInfo, thread: str) -> Turn | None:
    """Return the same, locked until the transaction ends: one writer for each thread."""
    return _turn(first(locking(_BY_ADDRESS, "thread"), clock.now(), thread, site.id))


def take_turn_in(thread: int) -> Turn:
    """Return the thread with this primary key, hidden or not, locked in the same way."""
    turn = _turn(first(locking(_BY_KEY, "thread"), clock.now(), thread))
    if turn is None:
        raise LookupError(f"there is no thread {thread}")
    return turn


def _turn(row: tuple[Any, ...] | None) -> Turn | None:
    if row is None:
        return None
    *values, is_past, has_closure = row
    values.append(bool(is_past or has_closure))
    return Turn(*values)
