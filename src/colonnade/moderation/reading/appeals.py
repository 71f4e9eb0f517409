"""What was told to whom it meets, and requests to decide again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from colonnade.kit import clock
from colonnade.moderation.appeals import OPEN, WRITER
from colonnade.moderation.models import Appeal, Decision, Statement
from colonnade.moderation.table import ACTS, aspect, restricts
from colonnade.people.reading import Actor
from colonnade.people.whom import whose

APPEALS_SIZE = 25
_WEEKS = 4
_NEWEST = 200


@dataclass(frozen=True, slots=True)
class Told:
    """A decision as it is told: by which role, never by whom.

    `reported`: it came from a notice. `undone_by` is the public id of the decision that took it
    back, or ''. `told` and `seen` are of the statement, None where nobody was told.
    """

    id: str
    kind: str
    subject: str
    act: str
    before: str
    after: str
    reason: str
    rule: int
    policy: int
    law: str
    facts: str
    reported: bool
    automated: bool
    section: str
    until: datetime | None
    undoes: str
    role: str
    created: datetime
    person: int | None = None
    guest: int | None = None
    told: datetime | None = None
    seen: datetime | None = None
    undone_by: str = ""


@dataclass(frozen=True, slots=True)
class AppealSeen:
    """An appeal; `decider_name`, `person`, `guest` and `report` are for the staff alone."""

    id: str
    decision: str
    by: str
    words: str
    state: str
    created: datetime
    due: datetime
    decided: datetime | None
    decider_name: str
    decider_role: str
    reasons: str
    ruling: str
    minutes: int
    person: int | None
    guest: int | None
    report: str

    @property
    def is_open(self) -> bool:
        """Return whether nobody has decided it."""
        return self.state == OPEN

    def is_late(self, now: datetime) -> bool:
        """Return whether it should have been decided by now."""
        return self.is_open and self.due < now


_DECISION = (
    *("public_id", "kind", "subject", "act", "before", "after", "reason", "rule", "policy", "law"),
    *("facts", "notice", "automated", "section", "until", "undoes", "role", "created"),
)
_APPEAL = (
    *("public_id", "decision", "by", "words", "state", "created", "due", "decided"),
    *("decider_name", "decider_role", "reasons", "ruling", "minutes", "person", "guest", "report"),
)
_STATEMENT = ("person", "guest", "created", "seen")


def statements_for(actor: Actor, *, limit: int = 50) -> list[Told]:
    """Return what was decided about this member or guest, newest first (three queries)."""
    mine = _whose(actor)
    if mine is None:
        return []
    rows = Statement.objects.filter(mine).order_by("-id")[:limit]
    return _told(list(rows.values_list("decision", flat=True)))


def statement_for(actor: Actor, decision: str) -> Told | None:
    """Return a decision that was told to her, else None (four queries)."""
    mine = _whose(actor)
    rows = Statement.objects.filter(decision=decision)
    if mine is None or not rows.filter(mine).exists():
        return None
    return next(iter(_told([decision])), None)


def decision_told(decision: str) -> Told | None:
    """Return a decision as it is told, to whomever (three queries)."""
    return next(iter(_told([decision])), None)


def decisions_told(decisions: Iterable[str]) -> dict[str, Told]:
    """Return these decisions by public id (three queries)."""
    return {one.id: one for one in _told(list(decisions))}


def statements_on(actor: Actor, subjects: Iterable[str]) -> dict[str, str]:
    """Return of each subject what was told to her last, where that still takes something away.

    Of her newest statements alone; two queries, one for somebody who was told nothing.
    """
    mine = _whose(actor)
    if mine is None:
        return {}
    rows = Statement.objects.filter(mine).order_by("-id")[:_NEWEST]
    told = list(rows.values_list("decision", flat=True))
    if not told:
        return {}
    found = Decision.objects.filter(public_id__in=told, subject__in=set(subjects)).order_by("id")
    newest = {
        subject: (act, decision)
        for subject, act, decision in found.values_list("subject", "act", "public_id")
    }
    return {subject: decision for subject, (act, decision) in newest.items() if restricts(act)}


def was_told(decision: str) -> bool:
    """Return whether somebody was told of a decision (one query)."""
    return bool(decision) and Statement.objects.filter(decision=decision).exists()


def decider_of(decision: str) -> int | None:
    """Return who decided (a person's id), None where that was no person (one query)."""
    rows = Decision.objects.filter(public_id=decision, automated=False)
    return rows.values_list("person", flat=True).first()


def latest_ruling(subject: str) -> str:
    """Return the newest decision on a subject, or '' (one query)."""
    rows = Decision.objects.filter(subject=subject).order_by("-id")
    return rows.values_list("public_id", flat=True).first() or ""


def taken_back_by(comment: str, act: str) -> str:
    """Return the decision on a comment that this act takes back, or '' (one query).

    Holding what was held before it was removed takes the removal back, too.
    """
    rows = Decision.objects.filter(subject=comment).order_by("-id")
    found = list(rows.values_list("public_id", "act", "before", "undoes"))
    undone = {undoes for *_, undoes in found}
    ends = ACTS[act].ends if act in ACTS else ()
    for decision, past, before, _ in found:
        if past == "keep" or aspect(past) != aspect(act) or decision in undone:
            continue
        back_to_held = (past, before, act) == ("remove", "held", "hold")
        return decision if past in ends or back_to_held else ""
    return ""


def appeal_of(decision: str, by: str = WRITER, report: str = "") -> AppealSeen | None:
    """Return an appeal against a decision, the writer's or by this report, or None (one query)."""
    return _one(Appeal.objects.filter(decision=decision, by=by, report=report))


def joined_with(appeal: AppealSeen) -> list[AppealSeen]:
    """Return the other appeals of the same side that wait on the same decision, oldest first.

    Reporters may be many: they are one case for who decides (one query).
    """
    rows = Appeal.objects.filter(decision=appeal.decision, by=appeal.by, state=OPEN)
    return _seen(rows.exclude(public_id=appeal.id).order_by("pk"))


def appeal_named(public_id: str) -> AppealSeen | None:
    """Return an appeal, or None (one query)."""
    return _one(Appeal.objects.filter(public_id=public_id))


def open_appeals(page: int = 1, *, sections: frozenset[str] | None = None) -> list[AppealSeen]:
    """Return a page of appeals that wait, the one due first first; one more than a page holds.

    Of those that are one case, the first. `sections`: of decisions in these alone (one query).
    """
    rows = _waiting(sections).order_by("due", "pk")
    skip = (page - 1) * APPEALS_SIZE
    return _seen(rows[skip : skip + APPEALS_SIZE + 1])


def decided_appeals(limit: int = 20, *, sections: frozenset[str] | None = None) -> list[AppealSeen]:
    """Return those that were settled last, newest first (one query)."""
    return _seen(_in(sections).exclude(state=OPEN).order_by("-decided", "-pk")[:limit])


def count_appeals(*, sections: frozenset[str] | None = None) -> tuple[int, int]:
    """Return how many cases wait, and how many of them are overdue (one query)."""
    found = _waiting(sections).aggregate(
        all=Count("pk"), late=Count("pk", filter=Q(due__lt=clock.now()))
    )
    return found["all"], found["late"]


def appeal_hours_a_week() -> float:
    """Return the hours a week that appeals cost, in the mean of the last four (one query)."""
    since = clock.now() - timedelta(weeks=_WEEKS)
    spent = Appeal.objects.filter(decided__gte=since).aggregate(all=Sum("minutes"))["all"]
    return (spent or 0) / 60 / _WEEKS


def count_appeals_since(moment: datetime, *, by: Actor, report: str = "") -> int:
    """Return how many appeals this person, guest or reporter made since (one query)."""
    mine = _whose(by)
    if report:
        mine = Q(report=report) if mine is None else Q(report=report) | mine
    if mine is None:
        return 0
    return Appeal.objects.filter(mine, created__gt=moment).count()


def _waiting(sections: frozenset[str] | None) -> "QuerySet[Appeal]":
    """Return the first of each case that waits: what one side says against one decision."""
    same = Appeal.objects.filter(decision=OuterRef("decision"), by=OuterRef("by"), state=OPEN)
    return _in(sections).filter(~Exists(same.filter(pk__lt=OuterRef("pk"))), state=OPEN)


def _in(sections: frozenset[str] | None) -> "QuerySet[Appeal]":
    if sections is None:
        return Appeal.objects.all()
    there = Decision.objects.filter(section__in=sections).values("public_id")
    return Appeal.objects.filter(decision__in=there)


def _whose(actor: Actor) -> Q | None:
    is_known = actor.person is not None or actor.guest is not None
    return whose(actor.person, actor.guest) if is_known else None


def _told(decisions: list[str]) -> list[Told]:
    """Return these decisions in their order, with statement and what took them back."""
    found = Decision.objects.filter(public_id__in=decisions)
    rows = {row[0]: row for row in found.values_list(*_DECISION)}
    hers = Statement.objects.filter(decision__in=decisions)
    told = {first: rest for first, *rest in hers.values_list("decision", *_STATEMENT)}
    later = Decision.objects.filter(undoes__in=decisions).order_by("id")
    undone = dict(later.values_list("undoes", "public_id"))
    nobody = (None, None, None, None)
    return [
        Told(*(*_plain(rows[one]), *told.get(one, nobody), undone.get(one, "")))
        for one in decisions
        if one in rows
    ]


def _plain(row: tuple[Any, ...]) -> list[Any]:
    """Return a decision's columns; of the case it came from, only that there was one."""
    values = list(row)
    at = _DECISION.index("notice")
    values[at] = bool(values[at])
    return values


def _one(rows: "QuerySet[Appeal]") -> AppealSeen | None:
    return next(iter(_seen(rows[:1])), None)


def _seen(rows: "QuerySet[Appeal]") -> list[AppealSeen]:
    return [AppealSeen(*values) for values in rows.values_list(*_APPEAL)]
