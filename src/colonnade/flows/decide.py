"""Decide on a comment as a moderator."""

from django.db import transaction

from colonnade.discussion.actions import Seen, change_visibility
from colonnade.discussion.reading import comment_for
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.moderation.actions import keep_decision
from colonnade.people.policy import may_moderate
from colonnade.people.reading import Actor

REASON_LIMIT = 500


@transaction.atomic
def decide(
    *, actor: Actor, comment: str, act: str, reason: str = "", seen: Seen | None = None
) -> str:
    """Carry out approve, hold, remove or restore; record the decision; return the new state.

    Removing needs a reason, which readers see in the comment's place. `seen` is what the
    moderator looked at. Raises Refusal moderators_only, comment_missing, reason_missing,
    act_impossible, comment_changed or comment_reworded: of two moderators the first decides.
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
    keep_decision(
        actor=actor,
        subject=comment,
        act=act,
        states=(looked_at.visibility, after),
        reason=words,
    )
    return after
