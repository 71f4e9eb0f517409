"""Decide an appeal: by somebody else than before, with reasons; a reversal restores exactly."""

from dataclasses import dataclass

from django.db import transaction

from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import Detail, comment_for
from colonnade.flows.decide import decide
from colonnade.flows.measure import Why, lift
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.moderation.actions import Answer, settle_appeal
from colonnade.moderation.appeals import (
    MOST_MINUTES,
    REASONS_LIMIT,
    REPORTER,
    REVERSED,
    VERDICTS,
    insist_second,
)
from colonnade.moderation.citing import cite
from colonnade.moderation.reading import (
    AppealSeen,
    Told,
    appeal_named,
    decider_of,
    decision_told,
    joined_with,
    latest_ruling,
    measure_by,
)
from colonnade.moderation.ruling import NO_GROUND, REASON_LIMIT, Ground, Part
from colonnade.moderation.table import COMMENT, ended_by
from colonnade.people.policy import answers_for, insist_may_moderate
from colonnade.people.reading import Actor


@dataclass(frozen=True, slots=True)
class Judgment:
    """What is decided on an appeal: `upheld` or `reversed`, why, and the minutes that it took.

    Where a reporter was right, `act` is what is done to the comment after all, for `ground`.
    """

    verdict: str
    reasons: str
    minutes: int = 0
    act: str = "remove"
    ground: Ground = NO_GROUND


@transaction.atomic
def decide_appeal(*, actor: Actor, appeal: str, judgment: Judgment) -> str:
    """Settle an appeal, and return the public id of the decision that reversed, or ''.

    Others of the same side on the same decision are settled with it: they are one case.

    Raises Refusal moderators_only, appeal_missing, appeal_decided, appeal_first_decider,
    appeal_own, appeal_verdict, appeal_reasons, appeal_overtaken, and what the act raises.
    """
    insist_may_moderate(actor)
    found, told = answerable(actor, appeal)
    if not found.is_open:
        raise Refusal("appeal_decided", Kind.CONFLICT)
    insist_may_answer(actor, found, told)
    if judgment.verdict not in VERDICTS:
        raise Refusal("appeal_verdict", Kind.INVALID)
    if not judgment.reasons.strip():
        raise Refusal("appeal_reasons", Kind.INVALID)
    reasons = accept_text(judgment.reasons, field="reasons", limit=REASONS_LIMIT).strip()
    ruling = ""
    if judgment.verdict == REVERSED:
        ruling = _reverse(actor, found, told, judgment)
    minutes = min(max(judgment.minutes, 0), MOST_MINUTES)
    answer = Answer(judgment.verdict, reasons, minutes, ruling)
    settle_appeal(appeal=appeal, actor=actor, answer=answer)
    return ruling


def answerable(actor: Actor, appeal: str) -> tuple[AppealSeen, Told]:
    """Return an appeal and what it is about, for one of the staff who answers for its section.

    Raises Refusal appeal_missing.
    """
    found = appeal_named(appeal)
    told = decision_told(found.decision) if found else None
    if found is None or told is None or not answers_for(actor, told.section):
        raise Refusal("appeal_missing", Kind.MISSING)
    return found, told


def insist_may_answer(actor: Actor, found: AppealSeen, told: Told) -> None:
    """Raise Refusal appeal_first_decider or appeal_own where the actor may not decide it."""
    comment = comment_for(STAFF, told.subject) if told.kind == COMMENT else None
    parties = {found.person, told.person, comment.person if comment else None}
    parties |= {one.person for one in joined_with(found)}
    insist_second(actor.person, first=decider_of(told.id), parties=parties)


def _reverse(actor: Actor, found: AppealSeen, told: Told, judgment: Judgment) -> str:
    """Take the decision back, and return the one that does; '' where nothing is left to do."""
    if told.undone_by:
        return ""
    reason = judgment.reasons.strip()[:REASON_LIMIT]
    if told.kind != COMMENT:
        measure = measure_by(told.id)
        if measure is None or measure.lifted is not None:
            return ""
        return lift(actor=actor, measure=measure.id, why=Why(reason), ended=True)
    # Where its section is another one by now, `decide` says so.
    comment = comment_for(STAFF, told.subject)
    if comment is None or comment.visibility == "deleted":
        return ""
    act = judgment.act if found.by == REPORTER else ended_by(told.act)
    if found.by != REPORTER:
        _insist_in_force(comment, told)
    ground = _ground(judgment) if found.by == REPORTER else NO_GROUND
    decide(
        actor=actor,
        comment=told.subject,
        act=act,
        reason=reason,
        ground=ground,
        part=Part(undoes=told.id),
    )
    return latest_ruling(told.subject)


def _ground(judgment: Judgment) -> Ground:
    if not judgment.ground.is_named:
        raise Refusal("ground_missing", Kind.INVALID)
    return cite(judgment.ground)


def _insist_in_force(comment: Detail, told: Told) -> None:
    """Raise Refusal appeal_overtaken where something else was decided on the comment since."""
    if told.after != comment.visibility:
        raise Refusal("appeal_overtaken", Kind.CONFLICT, state=comment.visibility)
