"""Keep readers' reports: all on one comment are one case, and a case is settled once."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet

from colonnade.kit import clock, ids
from colonnade.kit.keys import LOG
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions.traces import address_digest
from colonnade.moderation.events import CaseSettled, OutcomeTakenBack, ReportReceived
from colonnade.moderation.models import Case, Report
from colonnade.moderation.reports import (
    DAY_SECONDS,
    MOST_A_DAY,
    URGENT,
    brings_back,
    weight_of,
)
from colonnade.outbox.actions import record, spoil
from colonnade.people.reading import Actor

_HOUR = timedelta(hours=1)
_DAY = timedelta(seconds=DAY_SECONDS)
# As long as the law lets somebody object, and a little more.
_KEEP = timedelta(days=200)


@dataclass(frozen=True, slots=True)
class NewReport:
    """What is reported of a comment (public id) in this wording (`revision`).

    `trust` is what a report counts for who sends it (`reports.trust_in`).
    """

    comment: str
    revision: int
    kind: str
    rule: int = 0
    policy: int = 0
    words: str = ""
    name: str = ""
    email: str = ""
    good_faith: bool = False
    trust: float = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a report: its public id, its case, and the secret of its status page.

    `again`: the same was reported before by the same person. `state` is that of the case.
    """

    report: str
    case: str
    secret: str
    state: str
    again: bool


@transaction.atomic
def keep_report(*, actor: Actor, new: NewReport) -> Kept:
    """Keep a report with its case, which it opens where there is none to join.

    A wording that the staff have settled is not brought back by the same reports: they join the
    settled case. Raises Refusal reports_too_many.
    """
    case = _case_for(actor, new)
    digest = address_digest(actor.address) if actor.address else ""
    found = _same(case, actor, new, digest)
    if found is not None:
        return Kept(found, case.public_id, secret_of(found), case.state, again=True)
    _insist_on_limits(actor, new, digest)
    public_id = ids.new_id()
    secret, weight = secret_of(public_id), _weight_in(case, new, digest)
    Report.objects.create(
        public_id=public_id,
        case=case,
        fingerprint=ids.fingerprint(secret),
        kind=new.kind,
        rule=new.rule,
        policy=new.policy,
        words=new.words,
        name=new.name,
        email=new.email,
        good_faith=new.good_faith,
        person=actor.person,
        guest=actor.guest,
        address=digest,
        weight=weight,
        told=None if case.state == "open" else clock.now(),
    )
    if case.state == "open":
        urgent = case.urgent or new.kind in URGENT
        Case.objects.filter(pk=case.pk).update(weight=F("weight") + weight, urgent=urgent)
    spoil(LOG)  # its numbers of the year
    if new.email:
        record(ReportReceived(public_id))
    return Kept(public_id, case.public_id, secret, case.state, again=False)


def secret_of(report: str) -> str:
    """Return the secret of a report's status page, which only this site can make."""
    return ids.token_from(str(settings.SECRET_KEY), "report", report)


@transaction.atomic
def settle_case(*, comment: str, state: str, revision: int, decision: str = "") -> str:
    """Settle what was reported of a comment: `kept`, `acted` or `gone`; return the case, or ''.

    `revision` is the wording that stands now. There is nothing to settle where no case is open.
    """
    case = Case.objects.select_for_update().filter(subject=comment, state="open").first()
    if case is None:
        return ""
    Case.objects.filter(pk=case.pk).update(
        state=state, revision=revision, decision=decision, settled=clock.now()
    )
    record(CaseSettled(case.public_id), spoils=(LOG,))
    return case.public_id


def turn_case(*, decision: str, ruling: str) -> None:
    """Tell who reported what the `decision` settled that another one, `ruling`, took it back."""
    for case in Case.objects.filter(decision=decision).values_list("public_id", flat=True):
        record(OutcomeTakenBack(case, ruling))


def mark_told(*, report: str) -> None:
    """Keep that the outcome was told to who reported."""
    Report.objects.filter(public_id=report).update(told=clock.now())


def fade_reports(*, address_days: int = 7) -> None:
    """Forget what was kept for a time alone.

    Addresses of visitors after so many days; names, addresses of mail and words some months after
    the case was settled, when nobody can object any more.
    """
    now = clock.now()
    before = now - timedelta(days=address_days)
    Report.objects.filter(created__lte=before).exclude(address="").update(address="")
    old = Report.objects.filter(case__settled__lt=now - _KEEP)
    old.exclude(name="", email="", words="").update(name="", email="", words="")


def forget_reporter(*, person: int) -> None:
    """Take a person's name, address and words from what she reported; the count stays."""
    mine = Report.objects.filter(person=person)
    mine.update(person=None, name="", email="", words="", address="")


def _case_for(actor: Actor, new: NewReport) -> Case:
    """Return the case that this report joins, its row locked."""
    settled = _settled_wording(new)
    kinds = set(settled.reports.values_list("kind", flat=True)) if settled else set()
    if settled is not None and not brings_back(
        new.kind, settled=kinds, is_new_person=not _mine(settled, actor, new.email).exists()
    ):
        return settled
    found = None
    while found is None:  # it may be settled between the two
        Case.objects.get_or_create(subject=new.comment, state="open")
        rows = Case.objects.select_for_update().filter(subject=new.comment, state="open")
        found = rows.first()
    return found


def _settled_wording(new: NewReport) -> Case | None:
    """Return the case in which the staff let this very wording stand, None where one is open."""
    newest = Case.objects.filter(subject=new.comment).order_by("-pk").first()
    if newest is None or newest.state == "open" or newest.revision != new.revision:
        return None
    return newest


def _mine(case: Case, actor: Actor, email: str) -> "QuerySet[Report]":
    """Return the reports in a case that came from the same person, as far as that is known."""
    rows = case.reports.all()
    if actor.person is not None:
        return rows.filter(person=actor.person)
    known = Q(email=email) if email else Q(pk=None)
    if actor.guest is not None:
        known |= Q(guest=actor.guest)
    return rows.filter(known)


def _same(case: Case, actor: Actor, new: NewReport, digest: str) -> str | None:
    """Return the report (public id) by which the same person said the same before."""
    rows = _mine(case, actor, new.email)
    if not (actor.is_member or actor.guest is not None or new.email):
        rows = case.reports.filter(address=digest, person=None, guest=None, email="")
    same = rows.filter(kind=new.kind, rule=new.rule, words=new.words)
    return same.values_list("public_id", flat=True).first()


def _insist_on_limits(actor: Actor, new: NewReport, digest: str) -> None:
    """Raise Refusal reports_too_many where a person, connection or mailbox had its day's share."""
    since = clock.now() - _DAY
    whose = [Q(address=digest)] if digest else []
    whose += [Q(person=actor.person)] if actor.person is not None else []
    whose += [Q(email=new.email)] if new.email else []
    for condition in whose:
        rows = Report.objects.filter(condition, created__gt=since)
        if rows[:MOST_A_DAY].count() >= MOST_A_DAY:
            raise Refusal("reports_too_many", Kind.TOO_FAST, limit=MOST_A_DAY, seconds=DAY_SECONDS)


def _weight_in(case: Case, new: NewReport, digest: str) -> float:
    same = case.reports.filter(address=digest)[:1].count() if digest else 0
    last_hour = case.reports.filter(created__gt=clock.now() - _HOUR).count()
    return weight_of(new.trust, same_address=same, last_hour=last_hour)
