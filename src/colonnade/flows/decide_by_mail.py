"""Decide on one comment by a link from the staff's mail: once, and only for whom it was sent to."""

from django.db import transaction

from colonnade.discussion.actions import Seen
from colonnade.discussion.reading import Detail
from colonnade.flows.decidable import decidable
from colonnade.flows.decide import decide
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions import use_link
from colonnade.moderation.reading import desk_link
from colonnade.moderation.ruling import NO_GROUND, Ground
from colonnade.people.policy import may_moderate
from colonnade.people.reading import Actor, actor_named


def whom_a_link_is_for(secret: str) -> tuple[Actor, Detail]:
    """Return for whom a link is, as she is today, and the comment that it decides on.

    Raises Refusal desk_link_dead where it was used, is too old, or she is no moderator any more
    or does not answer for the section.
    """
    link = desk_link(secret)
    actor = actor_named(link.person) if link else None
    if link is None or actor is None or not may_moderate(actor):
        raise Refusal("desk_link_dead", Kind.DENIED)
    try:
        return actor, decidable(actor, link.comment)
    except Refusal as refusal:
        raise Refusal("desk_link_dead", Kind.DENIED) from refusal


@transaction.atomic
def decide_by_mail(
    *, secret: str, act: str, reason: str = "", ground: Ground = NO_GROUND, seen: Seen | None = None
) -> str:
    """Approve or remove, and use the link up; return the comment's state.

    What is refused leaves the link as it was. Raises Refusal desk_link_dead, act_impossible and
    those of `decide`.
    """
    actor, found = whom_a_link_is_for(secret)
    if act not in {"approve", "remove"}:
        raise Refusal("act_impossible", Kind.CONFLICT, state=found.visibility, act=act)
    if not use_link(secret=secret):
        raise Refusal("desk_link_dead", Kind.DENIED)
    return decide(actor=actor, comment=found.id, act=act, reason=reason, ground=ground, seen=seen)
