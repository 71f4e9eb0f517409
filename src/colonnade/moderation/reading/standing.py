"""What bears on somebody, in one statement that is always the same; and how she came there."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from colonnade.kit import clock
from colonnade.moderation.models import Measure, Standing, StandingChoices
from colonnade.moderation.standing import (
    AS_SHIPPED,
    GUEST,
    NEW,
    RECENT_DAYS,
    TRUSTED,
    WARN,
    Bearing,
    Levels,
    levels_from,
)
from colonnade.outbox.rows import first
from colonnade.people.policy import may_moderate
from colonnade.people.reading import Actor
from colonnade.people.whom import whose
from colonnade.sites.reading import with_site

_BEARING = """
SELECT
 (SELECT level FROM moderation_standing WHERE {whose} = %s ORDER BY id DESC LIMIT 1),
 MAX(CASE WHEN kind = 'hold_all' THEN 1 ELSE 0 END),
 MAX(CASE WHEN kind = 'slow' THEN seconds ELSE 0 END),
 MAX(CASE WHEN kind = 'suspend' THEN until END),
 MAX(CASE WHEN kind = 'ban' OR kind = 'suspend' AND until IS NULL THEN 1 ELSE 0 END)
FROM moderation_measure
WHERE {whose} = %s AND lifted IS NULL AND (until IS NULL OR until > %s) AND section IN ('', %s)
"""
# A guest in whose browser a member logged in is met by the measures on both.
_OF_BOTH = _BEARING.replace(
    "\nFROM",
    ",\n MAX(CASE WHEN kind IN ('ban', 'suspend') AND guest IS NULL THEN 1 ELSE 0 END)\nFROM",
).replace("WHERE {whose} = %s AND lifted", "WHERE (guest = %s OR person = %s) AND lifted")
_OF_BOTH = _OF_BOTH.format(whose="guest")
_OF_PERSON, _OF_GUEST = _BEARING.format(whose="person"), _BEARING.format(whose="guest")


def bearing_of(actor: Actor, section: str = "") -> Bearing:
    """Return what bears on the actor where she writes: in this section, as threads name it.

    One statement; none for somebody of whom nothing is known. The staff are trusted.
    """
    keys: tuple[int | None, ...]
    if actor.person is not None:
        sql, keys, level = _OF_PERSON, (actor.person,), NEW
    elif actor.known is not None:
        sql, keys, level = _OF_BOTH, (actor.guest, actor.known), GUEST
    elif actor.guest is not None:
        sql, keys, level = _OF_GUEST, (actor.guest,), GUEST
    else:
        return Bearing()
    row = first(sql, keys[0], *keys, clock.now(), section)
    earned, holds, slow, until, banned, *members = row or (None, 0, 0, None, 0)
    level = TRUSTED if may_moderate(actor) else str(earned or level)
    return Bearing(level, bool(holds), int(slow or 0), _moment(until), bool(banned), any(members))


def _moment(raw: object) -> datetime | None:
    """Return a moment as a driver gives it: SQLite's as words, in UTC."""
    found = datetime.fromisoformat(raw) if isinstance(raw, str) else raw
    if not isinstance(found, datetime):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of somebody's standing; `decision` is the public id of the one that caused it."""

    level: str
    cause: str
    decision: str
    since: datetime


def standing_history(*, person: int | None, guest: int | None) -> list[Change]:
    """Return how somebody's standing changed, newest first (one query)."""
    rows = Standing.objects.filter(whose(person, guest)).order_by("-id")
    return [Change(*row) for row in rows.values_list("level", "cause", "decision", "since")]


def measured_lately(*, person: int | None, guest: int | None) -> tuple[bool, bool]:
    """Return whether a measure, and whether a warning, counts against her standing (one query).

    One that was lifted does not; another does while it holds, and for `RECENT_DAYS` days.
    """
    now = clock.now()
    recent = Q(since__gt=now - timedelta(days=RECENT_DAYS))
    going = ~Q(kind=WARN) & (Q(until=None) | Q(until__gt=now))
    rows = Measure.objects.filter(whose(person, guest), recent | going, lifted=None)
    kinds = set(rows.values_list("kind", flat=True))
    return bool(kinds - {WARN}), WARN in kinds


def levels() -> Levels:
    """Return what the owner asks for a level.

    No query where the site is remembered: it is read beside it.
    """
    return with_site("standing levels", _levels)


def _levels() -> Levels:
    row = StandingChoices.objects.filter(pk=1).first()
    return levels_from(row.data) if row else AS_SHIPPED


def people_measured_since(moment: datetime) -> set[tuple[int | None, int | None]]:
    """Return (person, guest) of all whose measures began or ended since (one query)."""
    now = clock.now()
    changed = Q(since__gt=moment) | Q(lifted__gt=moment) | Q(until__gt=moment, until__lte=now)
    return set(Measure.objects.filter(changed).values_list("person", "guest"))
