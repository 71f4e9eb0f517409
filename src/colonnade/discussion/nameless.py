"""Comments that an import brought: those who wrote them have neither account nor key here.

For the staff alone, whatever the state of a comment is.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from colonnade.discussion.marks import ABSENT, ACCOUNT, ERASED, UNDATED, marks_from
from colonnade.discussion.models import Comment

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Nameless:
    """One of them; `name` is what stands above it, and leads to nobody.

    `account`: it belonged to an account of the old site. `absent`: an empty place that bears the
    name of somebody who is answered. `created` None where no time is known.
    """

    id: str
    name: str
    thread: str
    title: str
    created: datetime | None
    visibility: str
    excerpt: str
    account: bool
    absent: bool


def nameless(comments: Collection[str]) -> list[Nameless]:
    """Return those of these comments (public ids) that somebody without account or key wrote."""
    listed, found = sorted(set(comments)), list[Nameless]()
    for start in range(0, len(listed), _BATCH):
        found += _values(_rows().filter(public_id__in=listed[start : start + _BATCH]))
    return found


def named(name: str, *, exact: bool, limit: int) -> list[Nameless]:
    """Return those above which this name stands, or (not `exact`) is a part; newest first."""
    wanted = Q(guest_name__iexact=name) if exact else Q(guest_name__icontains=name)
    rows = _rows().filter(wanted).exclude(guest_name="")
    return list(_values(rows.order_by("-created", "-pk")[:limit]))


def replies_to(comments: Collection[str]) -> int:
    """Return how many other comments answer these (public ids) and are shown."""
    listed, mine = sorted(set(comments)), set(comments)
    count = 0
    for start in range(0, len(listed), _BATCH):
        some = listed[start : start + _BATCH]
        rows = Comment.objects.filter(parent__public_id__in=some, visibility="visible")
        count += sum(one not in mine for one in rows.values_list("public_id", flat=True))
    return count


def _rows() -> QuerySet[Comment]:
    rows = Comment.objects.filter(person=None, guest=None, thread__sample=False)
    return rows.exclude(note=ERASED)


def _values(rows: QuerySet[Comment]) -> Iterator[Nameless]:
    columns = ("public_id", "guest_name", "thread__public_id", "thread__title", "created")
    for found in rows.values_list(*columns, "visibility", "excerpt", "marks"):
        public_id, name, thread, title, created, visibility, excerpt, marks = found
        codes = marks_from(marks)
        yield Nameless(
            id=public_id,
            name=name,
            thread=thread,
            title=title,
            created=None if {UNDATED, ABSENT} & set(codes) else created,
            visibility=visibility,
            excerpt=excerpt,
            account=ACCOUNT in codes,
            absent=ABSENT in codes,
        )
