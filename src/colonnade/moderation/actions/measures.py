"""Keep measures on persons: called by `flows.measure` alone, which decides and records."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from colonnade.kit import clock
from colonnade.moderation.models import Measure


@dataclass(frozen=True, slots=True)
class Terms:
    """What is imposed: one of `standing.MEASURES`, in which section (as threads name it; '' means
    everywhere), until when (None: until it is lifted), and of `slow` how many seconds.
    """

    kind: str
    section: str = ""
    until: datetime | None = None
    seconds: int = 0


@transaction.atomic
def keep_measure(*, person: int | None, guest: int | None, terms: Terms, decision: str) -> str:
    """Keep a measure that this decision imposes, and return its public id."""
    row = Measure.objects.create(
        person=person,
        guest=guest,
        kind=terms.kind,
        section=terms.section,
        until=terms.until,
        seconds=terms.seconds,
        decision=decision,
    )
    return row.public_id


def end_measure(*, measure: str) -> bool:
    """End a measure now; False where it has ended already."""
    rows = Measure.objects.filter(public_id=measure, lifted=None)
    return rows.update(lifted=clock.now()) == 1
