"""Keep what was learned, the scores, and whether there are any."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from colonnade.kit import clock
from colonnade.moderation.models import Lesson, Score, TriageChoices
from colonnade.moderation.triage.lesson import Reading
from colonnade.moderation.triage.model import Model, to_bytes

_BATCH = 500


@transaction.atomic
def switch_triage(*, on: bool) -> None:
    """Let comments have scores, or take all scores away; what was learned stays."""
    values = {"is_on": on} if on else {"is_on": False, "asked": None}
    TriageChoices.objects.update_or_create(pk=1, defaults=values)
    if not on:
        Score.objects.all().delete()


def ask_to_learn() -> None:
    """Ask for a learning: the worker begins it."""
    TriageChoices.objects.update_or_create(pk=1, defaults={"asked": clock.now()})


def take_asked() -> None:
    """Take up what was asked for."""
    TriageChoices.objects.filter(pk=1).update(asked=None)


@transaction.atomic
def keep_lesson(*, model: Model, quality: Mapping[str, object]) -> int:
    """Keep what was learned instead of what was before; return its number."""
    row = Lesson.objects.create(weights=to_bytes(model), quality=dict(quality))
    Lesson.objects.exclude(pk=row.pk).delete()
    return row.pk


@transaction.atomic
def keep_scores(*, lesson: int, found: Mapping[str, Reading]) -> None:
    """Keep the scores of these comments (public ids); none where triage was switched off."""
    if TriageChoices.objects.filter(pk=1, is_on=False).exists():
        return
    rows = [
        Score(comment=comment, score=one.score, words=list(one.words), lesson=lesson)
        for comment, one in found.items()
    ]
    Score.objects.bulk_create(
        rows,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["comment"],
        update_fields=["score", "words", "lesson"],
    )


@transaction.atomic
def sweep_scores(*, waiting: Iterable[str]) -> None:
    """Forget the scores of all comments but those that wait."""
    there = set(Score.objects.values_list("comment", flat=True))
    gone: Sequence[str] = sorted(there - set(waiting))
    for start in range(0, len(gone), _BATCH):
        Score.objects.filter(comment__in=gone[start : start + _BATCH]).delete()
