"""Decide on a comment as a moderator."""

from django.db import transaction

from colonnade.discussion.actions import Seen, change_visibility
from colonnade.discussion.reading import comment_for
from colonnade.flows.earn_standing import reassess_writer
from colonnade.flows.settle_case import dealing_with, settle_after
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.moderation.actions import keep_decision
from colonnade.moderation.citing import cite
from colonnade.moderation.ruling import ALONE, NO_GROUND, Ground, Part, Ruling
from colonnade.people.policy import may_moderate
from colonnade.people.reading import Actor

REASON_LIMIT = 500


@transaction.atomic
def decide(
    *,
    actor: Actor,
    comment: str,
    act: str,
    reason: str = "",
    ground: Ground = NO_GROUND,
    seen: Seen | None = None,
    part: Part = ALONE,
) -> str:
    """Carry out approve, hold, remove or restore; record the decision; return the new state.

    Removing needs a reason, which readers see in the comment's place; `ground` is the rule or the
    law behind it. `seen` is what the moderator looked at. Raises Refusal moderators_only,
    comment_missing, reason_missing, rule_missing, act_impossible, comment_changed or
    comment_reworded: of two moderators the first decides.
    """
    if not may_moderate(actor):
        raise Refusal("moderators_only", Kind.DENIED)
    found = comment_for(actor, comment)
    if found is None:
        raise Refusal("comment_missing", Kind.MISSING)
    if act == "remove" and not reason.strip():
        raise Refusal("reason_missing", Kind.INVALID)
    if act == "delete":
        raise Refusal("act_impossible", Kind.CONFLICT, state=found.visibility, act=act)
    words = accept_text(reason, field="reason", limit=REASON_LIMIT) if reason.strip() else ""
    shown = words if act == "remove" else ""
    # Whatever was not said to be seen is what was just read: the record must not err.
    looked_at = seen or Seen(found.visibility)
    after = change_visibility(comment=found.pk, act=act, note=shown, seen=looked_at)
    cited = dealing_with(cite(ground), comment)
    ruling = Ruling(
        comment,
        act,
        looked_at.visibility,
        after,
        reason=words,
        ground=cited,
        undoes=part.undoes,
        batch=part.batch,
    )
    decision = keep_decision(actor=actor, ruling=ruling)
    settle_after(comment=comment, act=act, ground=cited, decision=decision, revision=found.revision)
    if act in {"remove", "restore"}:
        reassess_writer(person=found.person, guest=found.guest, decision=decision)
    return after
