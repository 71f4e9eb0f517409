"""Forget somebody: what was decided, counted and logged stays, without name and words.

Called by `flows.erase` alone. The public log holds neither, so it stays as it is.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from colonnade.kit import clock
from colonnade.moderation.actions.appeals import forget_appellant
from colonnade.moderation.appeals import GONE, OPEN
from colonnade.moderation.models import (
    Appeal,
    Case,
    Claim,
    Decision,
    DeskLink,
    Hold,
    LawDuty,
    Measure,
    Note,
    Order,
    PolicyText,
    PolicyVersion,
    Print,
    Report,
    SavedFilter,
    Score,
    Standing,
    Trace,
)

_BATCH = 500
_NO_REPORTER = {"person": None, "guest": None, "name": "", "email": "", "words": "", "address": ""}


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Who is forgotten: her word, her ids, every address of mail that was hers."""

    word: str
    person: int | None
    guest: int | None
    name: str = ""
    mails: tuple[str, ...] = ()


@transaction.atomic
def forget_texts_of(*, comments: Sequence[str]) -> None:
    """Forget what the staff and others said about erased comments (public ids), word for word."""
    for some in _batches(comments):
        decisions = Decision.objects.filter(subject__in=some)
        told = list(decisions.values_list("public_id", flat=True))
        for answered in _batches(told):
            Appeal.objects.filter(decision__in=answered).update(words="", reasons="")
        decisions.update(reason="", facts="")
        Report.objects.filter(case__subject__in=some).update(words="")
        Note.objects.filter(subject__in=some).delete()
        for model in (Hold, Print, Score):
            model.objects.filter(comment__in=some).delete()
        Claim.objects.filter(subject__in=some).delete()
        DeskLink.objects.filter(comment__in=some).delete()


@transaction.atomic
def forget_name_in(*, comments: Sequence[str], strike: Callable[[str], str]) -> None:
    """Let `strike` take her name out of what was said about comments that stay (public ids)."""
    for some in _batches(comments):
        told = list(Decision.objects.filter(subject__in=some).values_list("public_id", flat=True))
        Print.objects.filter(comment__in=some).update(person=None, guest=None, address="")
        _strike(Decision.objects.filter(subject__in=some), ("reason", "facts"), strike)
        _strike(Report.objects.filter(case__subject__in=some), ("words",), strike)
        _strike(Note.objects.filter(subject__in=some), ("words",), strike)
        for answered in _batches(told):
            _strike(Appeal.objects.filter(decision__in=answered), ("words", "reasons"), strike)
        # What a score rests on may be words of her name.
        Score.objects.filter(comment__in=some).delete()


@transaction.atomic
def forget_whom(*, whom: Forgotten) -> None:
    """Forget what is kept about her, as writer, reporter, appellant, and as one of the staff."""
    whose = Q(person=whom.person) if whom.person is not None else Q(guest=whom.guest)
    for model in (Standing, Measure, Print):
        model.objects.filter(whose).delete()
    Note.objects.filter(subject=whom.word).delete()
    _forget_decisions(whom.word)
    _forget_reports(whose, whom.mails)
    Appeal.objects.filter(whose, state=OPEN).update(state=GONE, decided=clock.now())
    Appeal.objects.filter(whose).update(reasons="")
    forget_appellant(person=whom.person, guest=whom.guest)
    if whom.person is not None:
        _forget_staff(whom.person, whom.name)


@transaction.atomic
def forget_mails(*, mails: Sequence[str]) -> None:
    """Forget who reported something by one of these addresses, and what she said."""
    if mails:
        _forget_reports(Q(pk__in=[]), mails)


def forget_scores(*, comments: Sequence[str]) -> None:
    """Let these comments (public ids) be weighed anew: their words are others."""
    for some in _batches(comments):
        Score.objects.filter(comment__in=some).delete()


def _forget_decisions(word: str) -> None:
    """Keep that it was decided, when, and by which rule."""
    decisions = Decision.objects.filter(subject=word)
    told = list(decisions.values_list("public_id", flat=True))
    for some in _batches(told):
        Appeal.objects.filter(decision__in=some).update(words="", reasons="")
    decisions.update(reason="", facts="")


def _forget_reports(whose: Q, mails: Sequence[str]) -> None:
    mine = whose
    for mail in mails:
        mine |= Q(email__iexact=mail)
    reports = Report.objects.filter(mine)
    for some in _batches(list(reports.values_list("public_id", flat=True))):
        Appeal.objects.filter(report__in=some, state=OPEN).update(state=GONE, decided=clock.now())
        Appeal.objects.filter(report__in=some).update(words="", reasons="")
        Report.objects.filter(public_id__in=some).update(**_NO_REPORTER)


def _forget_staff(person: int, name: str) -> None:
    """Forget what she kept for herself at work; what she decided bears her role alone."""
    for texts in (PolicyVersion, PolicyText):
        texts.objects.filter(author=name).update(author="")
    for model in (Claim, SavedFilter, DeskLink, LawDuty, Trace, Note):
        model.objects.filter(person=person).delete()
    Note.objects.filter(to=person).update(to=None)
    Decision.objects.filter(person=person).update(person=None, name="")
    Appeal.objects.filter(decider=person).update(decider=None, decider_name="")
    # Who opened a sealed copy stays named: the law wants to know who did.
    Order.objects.filter(person=person).update(person=None, name="")


def _strike(rows: QuerySet[Model], columns: Sequence[str], strike: Callable[[str], str]) -> None:
    for row in list(rows.values("pk", *columns)):
        fresh = {name: strike(row[name]) for name in columns}
        if any(fresh[name] != row[name] for name in columns):
            rows.filter(pk=row["pk"]).update(**fresh)


def _batches(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]


def open_cases(comments: Sequence[str]) -> list[str]:
    """Return which of these comments (public ids) have an open case of reports."""
    found: list[str] = []
    for some in _batches(comments):
        rows = Case.objects.filter(subject__in=some, state="open")
        found += rows.values_list("subject", flat=True)
    return found
