"""Forget what sample content left."""

from collections.abc import Sequence

from django.db import transaction

from colonnade.moderation.models import Decision, Trace

_BATCH = 5_000


@transaction.atomic
def forget_subjects(*, subjects: Sequence[str], threads: Sequence[int]) -> None:
    """Forget all decisions on these comments and threads (public ids), and traces in `threads`
    (primary keys): only for sample content, of which nobody needs a record.
    """
    for start in range(0, len(subjects), _BATCH):
        Decision.objects.filter(subject__in=subjects[start : start + _BATCH]).delete()
    Trace.objects.filter(thread__in=threads).delete()
