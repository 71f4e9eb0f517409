"""Measures on persons: those in force, and those that were."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from colonnade.kit import clock
from colonnade.moderation.models import Decision, Measure
from colonnade.people.whom import whose


@dataclass(frozen=True, slots=True)
class Imposed:
    """A measure with what the decision says that imposed it; `by` is a role."""

    id: str
    kind: str
    section: str
    since: datetime
    until: datetime | None
    lifted: datetime | None
    seconds: int
    decision: str
    person: int | None
    guest: int | None
    reason: str = ""
    rule: int = 0
    policy: int = 0
    law: str = ""
    by: str = ""

    def is_in_force(self, now: datetime) -> bool:
        """Return whether it holds at this moment."""
        return self.lifted is None and (self.until is None or self.until > now)


_FIELDS = (
    *("public_id", "kind", "section", "since", "until", "lifted", "seconds", "decision"),
    *("person", "guest"),
)
_GROUNDS = ("reason", "rule", "policy", "law", "role")


def measures_on(*, person: int | None, guest: int | None) -> list[Imposed]:
    """Return all measures on somebody, newest first (two queries, one for none)."""
    return _read(whose(person, guest))


def measures_in_force(*, person: int | None, guest: int | None) -> list[Imposed]:
    """Return what holds on somebody at this moment, newest first; not warnings, which only say."""
    going = Q(until=None) | Q(until__gt=clock.now())
    return _read(whose(person, guest) & Q(lifted=None) & ~Q(kind="warn") & going)


def measure_of(measure: str) -> Imposed | None:
    """Return one measure, or None."""
    return next(iter(_read(Q(public_id=measure))), None)


def measure_by(decision: str) -> Imposed | None:
    """Return the measure that this decision imposed, or None."""
    return next(iter(_read(Q(decision=decision))), None)


def _read(which: Q) -> list[Imposed]:
    rows = list(Measure.objects.filter(which).order_by("-id").values_list(*_FIELDS))
    decisions = [row[_FIELDS.index("decision")] for row in rows]
    grounds = Decision.objects.filter(public_id__in=decisions) if rows else Decision.objects.none()
    known = {first: rest for first, *rest in grounds.values_list("public_id", *_GROUNDS)}
    return [
        Imposed(*row, *known.get(decision, ()))
        for row, decision in zip(rows, decisions, strict=True)
    ]
