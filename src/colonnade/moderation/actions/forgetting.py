"""Forget what sample content left."""

from collections.abc import Sequence

from django.db import transaction

from colonnade.moderation.models import (
    Appeal,
    Case,
    Decision,
    Hold,
    Print,
    Raid,
    Report,
    Score,
    Statement,
    Trace,
)

_BATCH = 5_000


@transaction.atomic
def forget_subjects(*, subjects: Sequence[str], threads: Sequence[int]) -> None:
    """Forget all decisions and reports on these comments and threads (public ids), and traces in
    `threads` (primary keys): only for sample content, of which nobody needs a record.
    """
    for start in range(0, len(subjects), _BATCH):
        some = subjects[start : start + _BATCH]
        decisions = Decision.objects.filter(subject__in=some)
        told = list(decisions.values_list("public_id", flat=True))
        Statement.objects.filter(decision__in=told).delete()
        Appeal.objects.filter(decision__in=told).delete()
        decisions.delete()
        Report.objects.filter(case__subject__in=some).delete()
        Case.objects.filter(subject__in=some).delete()
        Score.objects.filter(comment__in=some).delete()
        Hold.objects.filter(comment__in=some).delete()
        Print.objects.filter(comment__in=some).delete()
    Raid.objects.filter(thread__in=threads).delete()
    Trace.objects.filter(thread__in=threads).delete()
