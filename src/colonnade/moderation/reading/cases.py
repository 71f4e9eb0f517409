"""What readers reported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Case as Either
from django.db.models import Count, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from colonnade.kit import ids
from colonnade.moderation.models import Appeal, Case, Decision, Report
from colonnade.moderation.reading.gates import choices_now
from colonnade.moderation.reports import ESTABLISHED, NOTICES, RULE, HoldRule, is_burst
from colonnade.people.reading import Actor
from colonnade.people.whom import whose

CASES_SIZE = 25
# Of a case that many reported, the staff are shown so many, notices first.
_SHOWN = 50
_HOUR = timedelta(hours=1)
_NOTICES_FIRST = Either(When(kind=RULE, then=Value(1)), default=Value(0))
_CASE = ("public_id", "subject", "state", "weight", "urgent", "opened", "revision")
_REPORT = (
    "public_id",
    "kind",
    "rule",
    "policy",
    "words",
    "name",
    "email",
    "good_faith",
    "weight",
    "created",
    "person",
    "guest",
)


@dataclass(frozen=True, slots=True)
class ReportSeen:
    """One report as the staff see it; `by` is `member`, `guest` or `nobody` (without account)."""

    id: str
    kind: str
    rule: int
    policy: int
    words: str
    name: str
    email: str
    good_faith: bool
    weight: float
    created: datetime
    by: str


@dataclass(frozen=True, slots=True)
class CaseSeen:
    """What was reported of one comment (public id): `total` reports, the first of them here."""

    id: str
    comment: str
    state: str
    weight: float
    urgent: bool
    opened: datetime
    revision: int
    total: int
    reports: tuple[ReportSeen, ...]

    @property
    def notices(self) -> int:
        """Return how many of those shown are notices that the law knows."""
        return sum(report.kind in NOTICES for report in self.reports)

    @property
    def light(self) -> int:
        """Return how many of those shown say that a rule is broken and weigh little.

        They come from young or linked accounts, or in a crowd; a notice is read whoever sends it.
        """
        rules = (report for report in self.reports if report.kind == RULE)
        return sum(report.weight < ESTABLISHED for report in rules)

    @property
    def is_burst(self) -> bool:
        """Return whether strangely many of those shown came within one hour."""
        times = sorted(report.created for report in self.reports)
        return any(
            is_burst(sum(1 for later in times[at:] if later - first < _HOUR))
            for at, first in enumerate(times)
        )

    @property
    def rules(self) -> list[tuple[int, int]]:
        """Return each rule that is said to be broken with how many say so, the most first."""
        named = [report.rule for report in self.reports if report.rule]
        counts = {rule: named.count(rule) for rule in named}
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


@dataclass(frozen=True, slots=True)
class OwnReport:
    """A report as its sender sees it.

    `decision` is the public id of what settled it, `act` and `cites` (rule, version, law) what
    that was; empty as long as the case is open.
    """

    id: str
    comment: str
    case: str
    kind: str
    rule: int
    policy: int
    words: str
    email: str
    created: datetime
    state: str
    settled: datetime | None
    told: datetime | None
    decision: str = ""
    act: str = ""
    cites: tuple[int, int, str] = (0, 0, "")


def cases_of(comments: Iterable[str]) -> dict[str, CaseSeen]:
    """Return the open case of each of these comments (public ids) that has one (one query)."""
    wanted = set(comments)
    if not wanted:
        return {}
    found = _seen(Q(case__state="open", case__subject__in=wanted))
    return {case.comment: case for case in found}


def open_cases(page: int = 1) -> tuple[list[CaseSeen], int]:
    """Return a page of open cases and how many there are: urgent first, then the oldest.

    Three queries; one where there is none.
    """
    rows = Case.objects.filter(state="open")
    total = rows.count()
    if not total:
        return [], 0
    skip = (page - 1) * CASES_SIZE
    ordered = rows.order_by("-urgent", "opened", "pk")[skip : skip + CASES_SIZE]
    keys = list(ordered.values_list("pk", flat=True))
    return list(_seen(Q(case__in=keys))), total


def open_case_of(comment: str) -> str:
    """Return the public id of the comment's open case, or '' (one query)."""
    rows = Case.objects.filter(subject=comment, state="open")
    return rows.values_list("public_id", flat=True).first() or ""


def notices_in(case: str) -> int:
    """Return how many notices that the law knows a case holds (one query)."""
    return Report.objects.filter(case__public_id=case, kind__in=NOTICES).count()


def weight_in(case: str) -> tuple[float, int, int]:
    """Return a case's weight, how many established people reported it, and for which rule most.

    People behind one address are one. Two queries.
    """
    weight = Case.objects.filter(public_id=case).values_list("weight", flat=True).first() or 0.0
    rows = Report.objects.filter(case__public_id=case, weight__gte=ESTABLISHED)
    pairs = list(rows.exclude(person=None).values_list("address", "rule"))
    rules = [rule for _, rule in pairs if rule]
    most = max(rules, key=rules.count, default=0)
    return weight, len({address for address, _ in pairs}), most


def hold_rule() -> HoldRule:
    """Return when the owner lets reports alone hold a comment: never, unless she chose it."""
    choices = choices_now()
    return HoldRule(choices.report_weight, choices.report_people)


def report_behind(secret: str) -> OwnReport | None:
    """Return the report whose status page opens with this secret, or None (two queries)."""
    return _own(Report.objects.filter(fingerprint=ids.fingerprint(secret)))


def report_named(public_id: str) -> OwnReport | None:
    """Return the report with this public id, or None (two queries)."""
    return _own(Report.objects.filter(public_id=public_id))


def reports_by(actor: Actor, *, limit: int = 50) -> list[OwnReport]:
    """Return what a member or guest reported, newest first, without what settled it (one query)."""
    rows = Report.objects.filter(whose(actor.person, actor.guest)).order_by("-pk")[:limit]
    return [OwnReport(*values) for values in rows.values_list(*_OWN)]


def untold_in(case: str) -> list[str]:
    """Return the reports (public ids) of a settled case whose senders wait for a mail."""
    rows = Report.objects.filter(case__public_id=case, told=None).exclude(email="")
    return list(rows.order_by("pk").values_list("public_id", flat=True))


def waiting_for_turn(case: str, ruling: str) -> list[str]:
    """Return the reports (public ids) of a case whose senders were not told by mail since `ruling`
    took back what had settled it. Who objected herself is told what became of her appeal.
    """
    made = Decision.objects.filter(public_id=ruling).values_list("created", flat=True).first()
    if made is None:
        return []
    answered = Appeal.objects.filter(ruling=ruling).exclude(report="").values("report")
    rows = Report.objects.filter(Q(told=None) | Q(told__lt=made), case__public_id=case)
    rows = rows.exclude(email="").exclude(public_id__in=answered)
    return list(rows.order_by("pk").values_list("public_id", flat=True))


_OWN = (
    "public_id",
    "case__subject",
    "case__public_id",
    "kind",
    "rule",
    "policy",
    "words",
    "email",
    "created",
    "case__state",
    "case__settled",
    "told",
)


def _own(rows: "QuerySet[Report]") -> OwnReport | None:
    found = rows.values_list(*_OWN, "case__decision").first()
    if found is None:
        return None
    *values, decision = found
    ruled = Decision.objects.filter(public_id=decision) if decision else Decision.objects.none()
    act, rule, policy, law = ruled.values_list("act", "rule", "policy", "law").first() or (
        "",
        0,
        0,
        "",
    )
    return OwnReport(*(*values, decision, act, (rule, policy, law)))


def _seen(condition: Q) -> Iterable[CaseSeen]:
    """Yield cases with their reports, in the order of the staff's list (one query)."""
    place = Window(RowNumber(), partition_by=F("case"), order_by=[_NOTICES_FIRST, F("pk")])
    rows = (
        Report.objects.filter(condition)
        .annotate(place=place, total=Window(Count("pk"), partition_by=F("case")))
        .filter(place__lte=_SHOWN)
        .order_by("-case__urgent", "case__opened", "case", "place")
        .values_list("case", *(f"case__{name}" for name in _CASE), "total", *_REPORT)
    )
    size = 1 + len(_CASE) + 1
    for head, group in groupby(rows, key=lambda values: values[:size]):
        reports = tuple(_report(*values[size:]) for values in group)
        yield CaseSeen(*(*head[1:], reports))


def _report(*values: Any) -> ReportSeen:  # noqa: ANN401 - columns of one query
    *shown, person, guest = values
    by = "member" if person is not None else "guest" if guest is not None else "nobody"
    return ReportSeen(*(*shown, by))
