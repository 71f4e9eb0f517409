"""What was decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from colonnade.moderation.models import Decision, Report

_FIELDS = (
    *("act", "before", "after", "reason", "name", "role", "created"),
    *("public_id", "rule", "policy", "law", "undoes", "batch", "kind"),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One past decision, with what it rests on; `undoes` is the one that it takes back.

    `kind` is what its subject is (`moderation.table`).
    """

    act: str
    before: str
    after: str
    reason: str
    name: str
    role: str
    created: datetime
    id: str = ""
    rule: int = 0
    policy: int = 0
    law: str = ""
    undoes: str = ""
    batch: str = ""
    kind: str = "comment"


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
    """Return the comments and threads (public ids) on which somebody decided since, or that
    somebody reported (two queries).
    """
    decided = Decision.objects.filter(created__gte=moment).values_list("subject", flat=True)
    reported = Report.objects.filter(created__gte=moment).values_list("case__subject", flat=True)
    return sorted({*decided, *reported})


@dataclass(frozen=True, slots=True)
class PartOf:
    """One decision of a batch: its public id, and what it did to which comment."""

    id: str
    subject: str
    act: str
    before: str
    after: str
    reason: str
    created: datetime


_PART = ("public_id", "subject", "act", "before", "after", "reason", "created")


def batch_of(batch: str) -> list[PartOf]:
    """Return the decisions that were made as one act, in their order (one query)."""
    rows = Decision.objects.filter(batch=batch) if batch else Decision.objects.none()
    return [PartOf(*values) for values in rows.order_by("id").values_list(*_PART)]


def taken_back_on(subjects: Iterable[str]) -> set[str]:
    """Return which decisions on any of these were taken back by another one (one query)."""
    rows = Decision.objects.filter(subject__in=set(subjects)).exclude(undoes="")
    return set(rows.values_list("undoes", flat=True))


def batches_on(subjects: Iterable[str]) -> dict[str, int]:
    """Return the batches that met any of these, newest first, and how many they are (two
    queries).
    """
    met = Decision.objects.filter(subject__in=set(subjects)).exclude(batch="")
    names = set(met.values_list("batch", flat=True))
    rows = Decision.objects.filter(batch__in=names).values("batch")
    counted = rows.annotate(count=Count("pk"), last=Max("id")).order_by("-last")
    return {row["batch"]: row["count"] for row in counted}
