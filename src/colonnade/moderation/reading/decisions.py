"""What was decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from colonnade.moderation.models import Decision

_FIELDS = ("act", "before", "after", "reason", "name", "role", "created")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One past decision on a comment."""

    act: str
    before: str
    after: str
    reason: str
    name: str
    role: str
    created: datetime


def decisions_on(comment: str) -> list[Verdict]:
    """Return what was decided on a comment, newest first."""
    rows = Decision.objects.filter(subject=comment).order_by("-id")
    return [Verdict(*values) for values in rows.values_list(*_FIELDS)]


def latest_decisions(limit: int = 50, *, skip: int = 0) -> list[tuple[str, Verdict]]:
    """Return (subject, decision) of the newest decisions, for the staff's screens."""
    rows = Decision.objects.order_by("-id")[skip : skip + limit]
    return [(str(first), Verdict(*rest)) for first, *rest in rows.values_list("subject", *_FIELDS)]


def newest_decisions_on(comments: Iterable[str]) -> dict[str, Verdict]:
    """Return the newest decision on each of these comments that has one (one query)."""
    rows = Decision.objects.filter(subject__in=set(comments)).order_by("id")
    return {str(first): Verdict(*rest) for first, *rest in rows.values_list("subject", *_FIELDS)}


def subjects_decided_since(moment: datetime) -> list[str]:
    """Return the comments and threads (public ids) on which somebody decided since (one query)."""
    rows = Decision.objects.filter(created__gte=moment)
    return sorted(set(rows.values_list("subject", flat=True)))
