"""Settle what readers reported: by keeping the comment, or by what is decided on it."""

from dataclasses import dataclass, replace

from django.db import transaction

from colonnade.flows.decidable import decidable_now
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions import keep_decision, release, settle_case
from colonnade.moderation.reading import notices_in, open_case_of
from colonnade.moderation.ruling import Ground, Ruling, accept_reason
from colonnade.people.reading import Actor

# What an act on a comment makes of the open case on it; others leave it open.
_OUTCOMES = {"remove": "acted", "cut": "acted", "approve": "kept", "keep": "kept"}


@dataclass(frozen=True, slots=True)
class SeenCase:
    """What a moderator looked at: the wording, and how many notices that the law knows."""

    revision: int
    notices: int


@transaction.atomic
def keep_comment(
    *, actor: Actor, comment: str, reason: str = "", seen: SeenCase | None = None
) -> str:
    """Let a reported comment stand, settle its case, and return the decision's public id.

    Raises Refusal moderators_only, comment_missing, case_missing, case_grown (a notice came in
    meanwhile; a broken rule that one more reports is nothing new), comment_reworded or
    act_impossible where the comment is not visible.
    """
    found = decidable_now(actor, comment)
    case = open_case_of(comment)
    if not case:
        raise Refusal("case_missing", Kind.CONFLICT)
    if found.visibility != "visible":
        raise Refusal("act_impossible", Kind.CONFLICT, state=found.visibility, act="keep")
    if seen is not None and seen.revision != found.revision:
        raise Refusal("comment_reworded", Kind.CONFLICT)
    if seen is not None and seen.notices < notices_in(case):
        raise Refusal("case_grown", Kind.CONFLICT)
    ground = Ground(notice=case)
    ruling = Ruling(
        comment,
        "keep",
        "visible",
        "visible",
        reason=accept_reason(reason),
        ground=ground,
        section=found.thread_section,
    )
    decision = keep_decision(actor=actor, ruling=ruling)
    release(comment=comment)
    settle_case(comment=comment, state="kept", revision=found.revision, decision=decision)
    return decision


def dealing_with(ground: Ground, comment: str) -> Ground:
    """Return the ground of a person's decision with the case that is open on the comment.

    Whoever decides has the reports before her: what she decides rests on them, too.
    """
    if ground.automated or ground.notice:
        return ground
    return replace(ground, notice=open_case_of(comment))


def settle_after(*, comment: str, act: str, ground: Ground, decision: str, revision: int) -> None:
    """Settle the open case on a comment by what was decided on it, where that settles it.

    `revision` is the wording that stands after it. Who reported is told by the outbox.
    """
    outcome = _OUTCOMES.get(act)
    if outcome and ground.notice and not ground.automated:
        settle_case(comment=comment, state=outcome, revision=revision, decision=decision)
