"""What waits for a moderator, page by page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Subquery

from colonnade.discussion.models import Comment
from colonnade.discussion.rows import counted_details_from
from colonnade.discussion.values import Detail
from colonnade.outbox.prepared import Prepared

WAITING_SIZE = 25


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page of held comments, longest waiting first, and how many wait in all."""

    rows: list[Detail]
    page: int
    total: int

    @property
    def pages(self) -> int:
        """Return how many pages there are, at least one."""
        return max(1, -(-self.total // WAITING_SIZE))


@dataclass(frozen=True, slots=True)
class Head:
    """What an order of all that waits is made from; `changed` is when it was written or edited."""

    id: str
    visibility: str
    section: str
    person: int | None
    guest: int | None
    changed: datetime


def waiting_heads(
    *, also: Iterable[str] = (), sections: Iterable[str] | None = None, limit: int
) -> list[Head]:
    """Return what is held, and those of the comments `also` that are visible; oldest first.

    For staff only (one query). `sections`, where they are given, say which of it.
    """
    rows = Comment.objects.filter(
        Q(visibility="held") | Q(visibility="visible", public_id__in=list(also))
    )
    if sections is not None:
        rows = rows.filter(thread__section__in=list(sections))
    fields = ("public_id", "visibility", "thread__section", "person", "guest")
    found = rows.order_by("created", "pk").values_list(*fields, "created", "edited")[:limit]
    return [
        Head(name, visibility, section, person, guest, edited or created)
        for name, visibility, section, person, guest, created, edited in found
    ]


def waiting_comments(page: int = 1) -> Waiting:
    """Return page number `page` of what waits, or the last one before it: for staff only.

    One query, on an empty page two more.
    """
    held = Comment.objects.filter(visibility="held")
    total = held.order_by().values("visibility").annotate(total=Count("pk")).values("total")
    skip = (page - 1) * WAITING_SIZE
    ordered = held.order_by("created", "pk")[skip : skip + WAITING_SIZE]
    found = list(counted_details_from(ordered, Subquery(total)))
    if not found and page > 1:
        return waiting_comments(min(page - 1, max(1, -(-held.count() // WAITING_SIZE))))
    return Waiting([row for _, row in found], page, found[0][0] if found else 0)


def held_ids() -> list[str]:
    """Return the public ids of all that waits, longest waiting first (one query)."""
    rows = Comment.objects.filter(visibility="held").order_by("created", "pk")
    return list(rows.values_list("public_id", flat=True))


def does_any_wait() -> bool:
    """Return whether a comment is held (one query)."""
    return bool(_FIRST.rows())


def _first() -> "QuerySet[Any, Any]":
    return Comment.objects.filter(visibility="held").order_by("created").values_list("pk")[:1]


_FIRST = Prepared(_first)
