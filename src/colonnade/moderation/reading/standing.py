"""What bears on somebody, in one statement that is always the same."""

from datetime import UTC, datetime

from colonnade.kit import clock
from colonnade.moderation.standing import GUEST, NEW, TRUSTED, Bearing
from colonnade.outbox.rows import first
from colonnade.people.policy import may_moderate
from colonnade.people.reading import Actor

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
_OF_PERSON, _OF_GUEST = _BEARING.format(whose="person"), _BEARING.format(whose="guest")


def bearing_of(actor: Actor, section: str = "") -> Bearing:
    """Return what bears on the actor where she writes in this section (its slug, '' for none).

    One statement; none for somebody of whom nothing is known. The staff are trusted.
    """
    if actor.person is not None:
        sql, key, level = _OF_PERSON, actor.person, NEW
    elif actor.guest is not None:
        sql, key, level = _OF_GUEST, actor.guest, GUEST
    else:
        return Bearing()
    row = first(sql, key, key, clock.now(), section)
    earned, holds, slow, until, banned = row or (None, 0, 0, None, 0)
    level = TRUSTED if may_moderate(actor) else str(earned or level)
    return Bearing(level, bool(holds), int(slow or 0), _moment(until), bool(banned))


def _moment(raw: object) -> datetime | None:
    """Return a moment as a driver gives it: SQLite's as words, in UTC."""
    found = datetime.fromisoformat(raw) if isinstance(raw, str) else raw
    if not isinstance(found, datetime):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
