"""Decide an appeal by the link that the outside person was sent: one case, once, no account."""

from dataclasses import dataclass

from django.db import transaction

from colonnade.discussion.reading import Detail, comment_for
from colonnade.flows.decide_appeal import Judgment, answerable, decide_appeal
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions.outside import ask_outside_person, use_judge_link
from colonnade.moderation.reading import AppealSeen, OwnReport, Told, report_named
from colonnade.moderation.reading.outside import JudgesCase, judges_case
from colonnade.moderation.table import COMMENT
from colonnade.people.policy import OUTSIDE, may_own
from colonnade.people.reading import Actor
from colonnade.sites.reading import current_site


@dataclass(frozen=True, slots=True)
class Case:
    """All that the outside person is shown: both sides, and the comment with what it answers."""

    link: JudgesCase
    appeal: AppealSeen
    told: Told
    comment: Detail | None
    parent: Detail | None
    report: OwnReport | None


def case_behind(secret: str) -> Case:
    """Return what a link is for; raises Refusal outside_link_dead where it decides nothing now."""
    link = judges_case(secret)
    if link is None:
        raise _dead()
    judge = _judge(link)
    try:
        appeal, told = answerable(judge, link.appeal)
    except Refusal as refusal:
        raise _dead() from refusal
    if not appeal.is_open:
        raise _dead()
    comment = comment_for(judge, told.subject) if told.kind == COMMENT else None
    parent = comment_for(judge, comment.parent) if comment and comment.parent else None
    report = report_named(appeal.report) if appeal.report else None
    return Case(link, appeal, told, comment, parent, report)


@transaction.atomic
def decide_outside(*, secret: str, judgment: Judgment) -> str:
    """Settle the appeal and use the link up; return the decision that reversed, or ''.

    What is refused leaves the link as it was. Raises Refusal outside_link_dead and those of
    `decide_appeal`.
    """
    case = case_behind(secret)
    if not use_judge_link(secret=secret):
        raise _dead()
    return decide_appeal(actor=_judge(case.link), appeal=case.appeal.id, judgment=judgment)


@transaction.atomic
def send_again(*, actor: Actor, appeal: str) -> None:
    """Have another link sent to whom the owner named; the one before ends.

    Raises Refusal owners_only, appeal_missing, appeal_decided, outside_missing.
    """
    if not may_own(actor):
        raise Refusal("owners_only", Kind.DENIED)
    found, _told = answerable(actor, appeal)
    if not found.is_open:
        raise Refusal("appeal_decided", Kind.CONFLICT)
    if not current_site().is_outside_named:
        raise Refusal("outside_missing", Kind.CONFLICT)
    ask_outside_person(appeal=appeal)


def _judge(link: JudgesCase) -> Actor:
    """Return who decides: nobody's account, in a role of its own."""
    return Actor(name=link.judge, role=OUTSIDE)


def _dead() -> Refusal:
    return Refusal("outside_link_dead", Kind.DENIED)
