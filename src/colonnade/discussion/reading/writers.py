"""How somebody's comments fared: counts that cost no more than what is asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from colonnade.discussion.models import Comment
from colonnade.discussion.rows import details_from
from colonnade.discussion.values import Detail
from colonnade.outbox.rows import first
from colonnade.people.whom import whose

_COUNT = (
    "SELECT COUNT(*) FROM (SELECT 1 FROM discussion_comment WHERE {whose} = %s"
    " AND visibility = %s AND kind = '' AND created > %s LIMIT %s) AS counted"
)
_BY_PERSON, _BY_GUEST = _COUNT.format(whose="person_id"), _COUNT.format(whose="guest_id")


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote a comment, by her ids."""

    person: int | None
    guest: int | None

    @classmethod
    def of(cls, person: int | None, guest: int | None) -> "Writer":
        """Return the writer of a row: a member, whichever guest it names beside her."""
        return cls(person, None if person is not None else guest)


def count_by(writer: Writer, *, state: str, since: datetime, most: int) -> int:
    """Return how many comments of hers are in this state, of those made since, `most` at most.

    One statement, always the same.
    """
    if writer.person is not None:
        row = first(_BY_PERSON, writer.person, state, since, most)
    elif writer.guest is not None:
        row = first(_BY_GUEST, writer.guest, state, since, most)
    else:
        return 0
    return int(row[0]) if row else 0


def fates_of(writers: Iterable[Writer]) -> dict[Writer, dict[str, int]]:
    """Return of each of these writers how many comments of hers are in which state (one query)."""
    wanted = set(writers)
    people = {one.person for one in wanted if one.person is not None}
    guests = {one.guest for one in wanted if one.person is None and one.guest is not None}
    rows = Comment.objects.filter(Q(person__in=people) | Q(person=None, guest__in=guests))
    found: dict[Writer, dict[str, int]] = {}
    counted = rows.order_by().values_list("person", "guest", "visibility").annotate(Count("pk"))
    for person, guest, state, count in counted:
        writer = Writer.of(person, guest)
        fates = found.setdefault(writer, {})
        fates[state] = fates.get(state, 0) + count
    return found


def writers_of(comments: list[str]) -> set[Writer]:
    """Return who wrote these comments (public ids; one query); not those whom nobody knows."""
    rows = Comment.objects.filter(public_id__in=comments) if comments else Comment.objects.none()
    return _known(rows.values_list("person", "guest"))


def writers_since(moment: datetime) -> set[Writer]:
    """Return who posted since what readers see (one query)."""
    rows = Comment.objects.filter(visibility="visible", created__gt=moment)
    return _known(rows.values_list("person", "guest").distinct())


def all_by(
    writer: Writer,
    *,
    since: datetime | None = None,
    states: Iterable[str] = (),
    sections: Iterable[str] | None = None,
    limit: int = 50,
    skip: int = 0,
) -> list[Detail]:
    """Return what she wrote in any state, newest first: for staff only (one query).

    `states` and `sections`, where they are given, say which of it.
    """
    rows = Comment.objects.filter(whose(writer.person, writer.guest))
    if since is not None:
        rows = rows.filter(created__gte=since)
    if states:
        rows = rows.filter(visibility__in=list(states))
    if sections is not None:
        rows = rows.filter(thread__section__in=list(sections))
    return list(details_from(rows.order_by("-created", "-pk")[skip : skip + limit]))


def guest_name_of(guest: int) -> str:
    """Return the name under which a guest wrote last, '' where she wrote nothing."""
    rows = Comment.objects.filter(guest=guest).order_by("-created")
    return rows.values_list("guest_name", flat=True).first() or ""


def _known(pairs: Iterable[tuple[int | None, int | None]]) -> set[Writer]:
    return {Writer(*pair) for pair in pairs if pair != (None, None)}
