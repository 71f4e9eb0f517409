"""Scores of what waits, what was learned, and the decisions to learn from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from colonnade.moderation.models import Case, Decision, Lesson, Score, Standing, TriageChoices
from colonnade.moderation.standing import first_level
from colonnade.moderation.triage.model import Model, from_bytes

_BATCH = 2_000
_REMOVED, _KEPT = "remove", ("approve", "keep", "restore")
# What a comment's newest decision may be; after a hold nobody has judged it yet.
_JUDGING = (_REMOVED, *_KEPT, "hold")


@dataclass(frozen=True, slots=True)
class ScoreShown:
    """How likely a comment is to be removed, 0 to 1; the words that counted most for it, and the
    facts, names of `triage.features.FACTS`.
    """

    score: float
    words: tuple[str, ...]
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Triage:
    """How triage stands: on or off, when a learning was asked for, and what the last one found.

    `quality` is that of `flows.learn`, empty as long as nothing was learned.
    """

    is_on: bool
    asked: datetime | None
    lesson: int
    learned: datetime | None
    quality: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Label:
    """What the staff decided last on a comment; `bulk`: together with others, as one act."""

    decision: int
    comment: str
    removed: bool
    bulk: bool
    at: datetime


class _Process:
    """The model that this process has read; a number may come again, a lesson's moment does not."""

    lesson: tuple[int, datetime | None] = (0, None)
    model: Model | None = None


def triage() -> Triage:
    """Return how triage stands (two queries)."""
    row = TriageChoices.objects.filter(pk=1).first()
    is_on, asked = (row.is_on, row.asked) if row else (True, None)
    last = Lesson.objects.order_by("-pk").values_list("pk", "learned", "quality").first()
    return Triage(is_on, asked, *(last or (0, None, {})))


def model_now() -> tuple[int, Model] | None:
    """Return the number of the last lesson and its model, or None: triage is off, nothing was
    learned, or it would order no better than chance (two queries, one more for a new lesson).
    """
    now = triage()
    if not now.is_on or not now.quality.get("helps"):
        return None
    if _Process.lesson != (now.lesson, now.learned):
        kept = Lesson.objects.filter(pk=now.lesson).values_list("weights", flat=True).first()
        _Process.model = from_bytes(bytes(kept or b""))
        _Process.lesson = now.lesson, now.learned
    return (now.lesson, _Process.model) if _Process.model else None


def scores_of(comments: Iterable[str]) -> dict[str, ScoreShown]:
    """Return by public id the scores of those of these comments that have one (one query)."""
    rows = Score.objects.filter(comment__in=set(comments))
    return {
        comment: ScoreShown(
            score,
            tuple(word for word in words if word[:1] != ":"),
            tuple(word[1:] for word in words if word[:1] == ":"),
        )
        for comment, score, words in rows.values_list("comment", "score", "words")
    }


def scored_by(lesson: int) -> set[str]:
    """Return the comments that have a score of this lesson (one query)."""
    return set(Score.objects.filter(lesson=lesson).values_list("comment", flat=True))


def reported_open() -> list[str]:
    """Return the comments that readers reported and nobody has decided on since (one query)."""
    rows = Case.objects.filter(state="open").order_by("opened", "pk")
    return list(rows.values_list("subject", flat=True))


def labels(limit: int) -> list[Label]:
    """Return the newest decisions of people on comments, the newest of each comment (one query)."""
    rows = Decision.objects.filter(kind="comment", automated=False, act__in=_JUDGING)
    fields = ("pk", "subject", "act", "batch", "created")
    found: dict[str, Label | None] = {}
    for pk, subject, act, batch, at in rows.order_by("-pk").values_list(*fields)[: 2 * limit]:
        judged = None if act == "hold" else Label(pk, subject, act == _REMOVED, bool(batch), at)
        found.setdefault(subject, judged)
    return [label for label in found.values() if label][:limit]


def decided_after(decision: int) -> bool:
    """Return whether somebody decided on a comment after this decision (one query)."""
    rows = Decision.objects.filter(kind="comment", automated=False, act__in=_JUDGING)
    return rows.filter(pk__gt=decision).exists()


def never_minded(comments: Sequence[str]) -> set[str]:
    """Return those of these comments that nobody reported or decided on."""
    found = set(comments)
    for some in _batches(list(comments)):
        found -= set(Case.objects.filter(subject__in=some).values_list("subject", flat=True))
        found -= set(Decision.objects.filter(subject__in=some).values_list("subject", flat=True))
    return found


Writing = tuple[int | None, int | None, datetime]


def levels_then(writings: Sequence[Writing]) -> list[str]:
    """Return the level of each writer (person, guest) at that moment, by what was kept then.

    What she lost by a decision on this comment counts only afterwards.
    """
    history = _histories(writings)
    found = []
    for person, guest, at in writings:
        level = first_level(person)
        for since, later in history.get((person, guest), ()):
            level = later if since < at else level
        found.append(level)
    return found


_Histories = dict[tuple[int | None, int | None], list[tuple[datetime, str]]]


def _histories(writings: Sequence[Writing]) -> _Histories:
    people = sorted({person for person, _, _ in writings if person is not None})
    guests = sorted({guest for person, guest, _ in writings if person is None and guest})
    found: _Histories = {}
    wanted = [Q(person__in=some) for some in _batches(people)]
    wanted += [Q(guest__in=some) for some in _batches(guests)]
    for some in wanted:
        rows = Standing.objects.filter(some).order_by("pk")
        for person, guest, since, level in rows.values_list("person", "guest", "since", "level"):
            key = (person, None if person is not None else guest)
            found.setdefault(key, []).append((since, level))
    return found


def _among(comments: Sequence[str]) -> Any:  # noqa: ANN401 - Django's query of two columns
    return Score.objects.filter(comment__in=comments)


def _batches(values: list[Any]) -> Iterable[list[Any]]:
    return (values[start : start + _BATCH] for start in range(0, len(values), _BATCH))
