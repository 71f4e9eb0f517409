"""Report a comment: the way of every report, from page and API alike."""

from contextlib import suppress
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from colonnade.discussion.actions import lock_places
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import Detail, comment_for
from colonnade.flows.decide import decide
from colonnade.kit import clock
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.moderation.actions import Kept, NewReport, keep_report
from colonnade.moderation.citing import cite
from colonnade.moderation.reading import bearing_of, hold_rule, levels, weight_in
from colonnade.moderation.reports import (
    KINDS,
    NAME_LIMIT,
    NOTICES,
    RULE,
    WORDS_LIMIT,
    holds,
    needs_name,
    trust_in,
)
from colonnade.moderation.ruling import Ground
from colonnade.people.reading import Actor, joined_of, own_account

_EMAIL_LIMIT = 254
_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Notice:
    """What somebody typed: which comment, what is wrong with it, and who she is.

    `kind` is one of `moderation.reports.KINDS`. A member's own name and address of mail count,
    whatever she typed; `by_mail`: she wants to hear of a broken rule by mail, too.
    """

    comment: str
    kind: str
    rule: int = 0
    words: str = ""
    name: str = ""
    email: str = ""
    good_faith: bool = False
    by_mail: bool = False


@transaction.atomic
def report(*, actor: Actor, notice: Notice) -> Kept:
    """Keep a report and say what becomes of it; it hides nothing unless the owner set a rule.

    The same eyes for everybody: what readers cannot see, nobody reports. Raises Refusal
    comment_missing, report_kind_unknown, report_rule_missing, rule_missing, report_why_missing,
    report_name_missing, report_email_missing, email_invalid, good_faith_missing,
    reports_too_many and those of `accept_text`.
    """
    # Whoever settles a case has the thread first, then the case; so has she whom reports hold.
    lock_places(comments=[notice.comment])
    found = comment_for(Actor(), notice.comment)
    if found is None:
        raise Refusal("comment_missing", Kind.MISSING)
    if notice.kind not in KINDS:
        raise Refusal("report_kind_unknown", Kind.INVALID, known=", ".join(KINDS))
    kept = keep_report(actor=actor, new=_checked(actor, notice, found))
    if not kept.again and kept.state == "open":
        _hold_by_rule(found, kept.case)
    return kept


def _checked(actor: Actor, notice: Notice, found: Detail) -> NewReport:
    """Return what is kept of a notice, or raise the Refusal that says what is missing."""
    ground = _ground(notice)
    words = _line(notice.words, "words", WORDS_LIMIT)
    if notice.kind in NOTICES and not words:
        raise Refusal("report_why_missing", Kind.INVALID, field="words")
    name, email = _who(actor, notice)
    if notice.kind in NOTICES and not notice.good_faith:
        raise Refusal("good_faith_missing", Kind.INVALID, field="good_faith")
    return NewReport(
        comment=notice.comment,
        revision=found.revision,
        kind=notice.kind,
        rule=ground.rule,
        policy=ground.policy,
        words=words,
        name=name,
        email=email,
        good_faith=notice.good_faith,
        trust=_trust(actor),
    )


def _ground(notice: Notice) -> Ground:
    if notice.kind != RULE:
        return Ground()
    if not notice.rule:
        raise Refusal("report_rule_missing", Kind.INVALID, field="rule")
    return cite(Ground(rule=notice.rule))


def _who(actor: Actor, notice: Notice) -> tuple[str, str]:
    """Return name and address of mail, as far as they are asked for or were given."""
    name, email = _line(notice.name, "name", NAME_LIMIT), notice.email.strip().lower()
    if actor.person is not None:
        is_notice = notice.kind in NOTICES
        name = actor.name if is_notice else ""
        wants = is_notice or notice.by_mail
        email = (own_account(actor.person).email or email) if wants else ""
    if needs_name(notice.kind) and not name:
        raise Refusal("report_name_missing", Kind.INVALID, field="name")
    if needs_name(notice.kind) and not email:
        raise Refusal("report_email_missing", Kind.INVALID, field="email")
    return name, _email(email)


def _email(email: str) -> str:
    if not email:
        return ""
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refusal("email_invalid", Kind.INVALID, email=email[:100], field="email") from error
    return accept_text(email, field="email", limit=_EMAIL_LIMIT)


def _line(raw: str, field: str, limit: int) -> str:
    return accept_text(raw, field=field, limit=limit).strip() if raw.strip() else ""


def _trust(actor: Actor) -> float:
    weights = levels().weights
    if actor.person is None:
        return trust_in(days=None, weights=weights)
    seconds = (clock.now() - joined_of(actor.person)).total_seconds()
    return trust_in(days=seconds / _DAY, level=bearing_of(actor).level, weights=weights)


def _hold_by_rule(found: Detail, case: str) -> None:
    """Hold the comment where the owner's rule for reports is met: a decision as any other."""
    rule = hold_rule()
    if not rule.weight:
        return
    weight, people, number = weight_in(case)
    if not number or not holds(rule, weight=weight, people=people):
        return
    facts = _("%(people)s members who have been here for a while reported it.")
    ground = Ground(rule=number, notice=case, automated=True, facts=facts % {"people": people})
    # Somebody may have decided meanwhile, or the policy may have lost that rule: then it stays.
    with suppress(Refusal), transaction.atomic():
        # The house itself decides, which the ground says.
        decide(actor=STAFF, comment=found.id, act="hold", ground=ground)
