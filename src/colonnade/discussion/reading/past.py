"""Past comments in portions, for whoever wants to know how a rule would have met them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from colonnade.discussion.models import Comment, Thread
from colonnade.outbox.rows import every

_FIELDS = (
    "pk",
    "public_id",
    "html",
    "excerpt",
    "visibility",
    "person",
    "person__role",
    "guest",
    "created",
)
_ACCEPTED = """
SELECT comment.id, (SELECT COUNT(*) FROM (SELECT 1 FROM discussion_comment AS other
    WHERE other.visibility = 'visible' AND other.id < comment.id
    AND {whose} LIMIT %s) AS counted)
FROM discussion_comment AS comment WHERE comment.id >= %s AND comment.id <= %s AND {has}
"""
_BY_PERSON = _ACCEPTED.format(
    whose="other.person_id = comment.person_id", has="comment.person_id IS NOT NULL"
)
_BY_GUEST = _ACCEPTED.format(
    whose="other.guest_id = comment.guest_id", has="comment.guest_id IS NOT NULL"
)


@dataclass(frozen=True, slots=True)
class Past:
    """A comment in any state but deleted, and who wrote it."""

    pk: int
    id: str
    html: str
    excerpt: str
    visibility: str
    person: int | None
    role: str
    guest: int | None
    created: datetime


def past_comments(*, before: int = 0, limit: int) -> list[Past]:
    """Return the newest comments whose primary key is below `before` (0: all), oldest first.

    One query; for the staff alone.
    """
    rows = Comment.objects.filter(kind="").exclude(visibility="deleted")
    if before:
        rows = rows.filter(pk__lt=before)
    return [_past(values) for values in reversed(_portion(rows, limit))]


def accepted_before(first: int, last: int, *, most: int) -> dict[int, int]:
    """Return for each comment from `first` to `last` (primary keys) how many of its writer's
    earlier ones readers see, `most` at most (two statements).
    """
    found = [row for sql in (_BY_PERSON, _BY_GUEST) for row in every(sql, most, first, last)]
    return {int(comment): int(count) for comment, count in found}


def old_open_threads(began_before: datetime, *, limit: int) -> list[tuple[int, str]]:
    """Return (primary key, public id) of discussions that began before and have no end, neither
    now nor to come, oldest first (one query).
    """
    rows = Thread.objects.filter(created__lt=began_before, closes=None, closure=None, hidden=False)
    return list(rows.order_by("created").values_list("pk", "public_id")[:limit])


def _portion(rows: "QuerySet[Comment]", limit: int) -> list[tuple[Any, ...]]:
    return list(rows.order_by("-pk").values_list(*_FIELDS)[:limit])


def _past(values: tuple[Any, ...]) -> Past:
    pk, public_id, html, excerpt, visibility, person, role, guest, created = values
    return Past(pk, public_id, html, excerpt, visibility, person, role or "", guest, created)
