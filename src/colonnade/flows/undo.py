"""Take back a decision on a comment, whenever: by another one that names it."""

from django.db import transaction

from colonnade.discussion.actions import Seen
from colonnade.flows.decidable import decidable_now
from colonnade.flows.decide import decide
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.policy import undo_of
from colonnade.moderation.reading import decisions_on
from colonnade.moderation.ruling import Part
from colonnade.moderation.table import aspect
from colonnade.people.reading import Actor


@transaction.atomic
def undo(*, actor: Actor, comment: str, decision: str, reason: str = "") -> str:
    """Take one decision on a comment back as long as the comment stands as it left it.

    Return the state after it. There is no clock; who was told of the decision is told of this.
    Raises Refusal moderators_only, comment_missing, decision_missing, undo_impossible,
    comment_changed, cut_missing.
    """
    found = decidable_now(actor, comment)
    history = decisions_on(comment)
    at = next((at for at, one in enumerate(history) if one.id == decision), None)
    if at is None:
        raise Refusal("decision_missing", Kind.MISSING)
    back = undo_of(history[at:])
    if back is None or any(one.undoes == decision for one in history[:at]):
        raise Refusal("undo_impossible", Kind.CONFLICT)
    if aspect(back.act) == "state" and back.state != found.visibility:
        raise Refusal("undo_impossible", Kind.CONFLICT)
    return decide(
        actor=actor,
        comment=comment,
        act=back.act,
        reason=reason or back.reason,
        ground=back.ground,
        seen=Seen(found.visibility, found.revision),
        part=Part(undoes=decision),
    )
