"""What an index of words needs to know of comments and threads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from colonnade.discussion.models import Comment, Thread
from colonnade.outbox.prepared import PreparedAmong
from colonnade.sites.reading import SiteInfo

_BATCH = 2000
_SPOKEN = (
    "pk",
    "thread",
    "thread__section",
    "person__name",
    "guest_name",
    "person__handle",
    "html",
    "created",
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A comment's text, writer, time and place; `handle` is empty for guests."""

    pk: int
    thread: int
    section: str
    name: str
    handle: str
    html: str
    created: datetime


def spoken(*, thread: int | None = None, comments: Sequence[str] = ()) -> Iterator[Spoken]:
    """Yield every visible comment: all, those of a thread, or those with these public ids.

    Those of hidden threads are among them, see `hidden_threads`. No statement stays open between
    two of them: whoever writes meanwhile would be refused by SQLite once somebody else had written.
    """
    if comments:
        for start in range(0, len(comments), _BATCH):
            yield from map(_spoken, _NAMED.rows(among=comments[start : start + _BATCH]))
        return
    rows = _visible()
    if thread is not None:
        rows = rows.filter(thread=thread)
    last = 0
    while batch := list(rows.filter(pk__gt=last).values_list(*_SPOKEN)[:_BATCH]):
        yield from map(_spoken, batch)
        last = batch[-1][0]


def spoken_among(comments: Sequence[int]) -> set[int]:
    """Return those of these comments (primary keys) that are visible now (one query)."""
    return {row[0] for row in _STILL.rows(among=comments)}


def count_spoken() -> int:
    """Return how many comments are visible, in hidden threads too (one query)."""
    return Comment.objects.filter(visibility="visible").count()


def hidden_threads() -> list[int]:
    """Return the primary keys of hidden threads that hold visible comments (one query)."""
    rows = Thread.objects.filter(hidden=True, visible__gt=0)
    return list(rows.values_list("pk", flat=True))


def section_labels(site: SiteInfo) -> list[str]:
    """Return the sections that threads of this site name, in order (one query)."""
    rows = Thread.objects.filter(site=site.id, hidden=False).exclude(section="")
    return list(rows.order_by("section").values_list("section", flat=True).distinct())


def _visible() -> "QuerySet[Comment]":
    return Comment.objects.filter(visibility="visible").order_by("pk")


def _spoken(values: tuple[Any, ...]) -> Spoken:
    pk, place, section, name, guest_name, handle, html, created = values
    return Spoken(pk, place, section, name or guest_name, handle or "", html, created)


def _named(ids: list[str]) -> "QuerySet[Any, Any]":
    return _visible().filter(public_id__in=ids).values_list(*_SPOKEN)


def _still(keys: list[int]) -> "QuerySet[Any, Any]":
    return _visible().filter(pk__in=keys).values_list("pk")


_NAMED = PreparedAmong(_named, among=str)
_STILL = PreparedAmong(_still)
