"""Let standing follow from what somebody did here: earned, lost, and given back; never on the way
of a post.
"""

from datetime import UTC, datetime, timedelta

from colonnade.discussion.reading import Writer, count_by, writers_of, writers_since
from colonnade.kit import clock
from colonnade.moderation.actions import EARNED, GIVEN, LOST, keep_standing
from colonnade.moderation.reading import (
    levels,
    measured_lately,
    people_measured_since,
    standing_history,
    subjects_decided_since,
)
from colonnade.moderation.standing import (
    LEVELS,
    RECENT_DAYS,
    Facts,
    first_level,
    level_for,
)
from colonnade.people.whom import Whom, came_between, whom_of

_EVER = datetime(1970, 1, 1, tzinfo=UTC)
# The chore looks back further than it rests: what it saw already changes nothing.
_BACK = timedelta(minutes=2)
_BACK_AT_FIRST = timedelta(days=1)


def facts_about(whom: Whom) -> Facts:
    """Return what her standing follows from (three statements, of bounded cost)."""
    writer, now, asked = Writer(whom.person, whom.guest), clock.now(), levels()
    recent = now - timedelta(days=RECENT_DAYS)
    enough = max(asked.known.accepted, asked.trusted.accepted)
    too_many = max(asked.known.removed, asked.trusted.removed) + 1
    measured, warned = measured_lately(person=whom.person, guest=whom.guest)
    return Facts(
        days=(now - whom.since).days,
        accepted=count_by(writer, state="visible", since=_EVER, most=enough),
        removed=count_by(writer, state="removed", since=recent, most=too_many),
        measured=measured,
        warned=warned,
    )


def reassess(whom: Whom, *, decision: str = "") -> str:
    """Bring somebody's standing up to date, and return her level.

    A change is kept with its cause: `lost` by the decision, `given` back by one, else `earned`.
    Staff are trusted as they are, and sample content needs no standing. Where nothing changed,
    nothing is written: it takes the writer's place from nobody.
    """
    history = standing_history(person=whom.person, guest=whom.guest)
    before = history[0].level if history else first_level(whom.person)
    if whom.is_staff or whom.sample:
        return before
    after = level_for(facts_about(whom), levels(), member=whom.person is not None)
    if after != before:
        cause = _cause(before, after, decision)
        keep_standing(
            person=whom.person, guest=whom.guest, level=after, cause=cause, decision=decision
        )
    return after


def reassess_writer(*, person: int | None, guest: int | None, decision: str = "") -> None:
    """Bring the standing of a comment's writer up to date, whoever she is: it was decided on."""
    whom = whom_of(person=person, guest=guest)
    if whom is not None:
        reassess(whom, decision=decision)


def reassess_lately(*, since: datetime) -> int:
    """Bring all up to date who posted, were decided on, or have been here long enough since.

    Returns how many were looked at.
    """
    found = writers_since(since) | writers_of(subjects_decided_since(since))
    found |= {Writer(*pair) for pair in people_measured_since(since)}
    asked, now = levels(), clock.now()
    for days in {asked.known.days, asked.trusted.days}:
        passed = timedelta(days=days)
        found |= {Writer(*pair) for pair in came_between(since - passed, now - passed)}
    for writer in found:
        reassess_writer(person=writer.person, guest=writer.guest)
    return len(found)


class Assessor:
    """The worker's chore: it remembers in its process how far it came."""

    def __init__(self) -> None:
        self._seen: datetime | None = None

    def __call__(self) -> None:
        """Look at what happened since the last time, at first at one day."""
        now = clock.now()
        since = self._seen - _BACK if self._seen else now - _BACK_AT_FIRST
        reassess_lately(since=since)
        self._seen = now


def _cause(before: str, after: str, decision: str) -> str:
    """Return why a level changed: only what takes something back lets a decision raise one."""
    if LEVELS.index(after) < LEVELS.index(before):
        return LOST
    return GIVEN if decision else EARNED
