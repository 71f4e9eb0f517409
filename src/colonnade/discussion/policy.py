"""Pure questions about comments, and the table of a comment's states."""

from datetime import datetime, timedelta

from colonnade.discussion.rows import Detail
from colonnade.people.policy import may_moderate
from colonnade.people.reading import Actor

BODY_LIMIT = 20_000

# (state now, act) -> state after; what is absent is refused.
TRANSITIONS: dict[tuple[str, str], str] = {
    ("held", "approve"): "visible",
    ("held", "remove"): "removed",
    ("visible", "hold"): "held",
    ("visible", "remove"): "removed",
    ("removed", "restore"): "visible",
    ("removed", "hold"): "held",
    ("visible", "delete"): "deleted",
    ("held", "delete"): "deleted",
}


def is_author(actor: Actor, comment: Detail) -> bool:
    """Return whether the actor wrote the comment."""
    if actor.person is not None:
        return comment.person == actor.person
    return actor.guest is not None and comment.guest == actor.guest


def may_see(actor: Actor, comment: Detail) -> bool:
    """Return whether the actor may read the comment's text."""
    if comment.visibility == "visible" or may_moderate(actor):
        return True
    return is_author(actor, comment) and comment.visibility != "deleted"


def may_edit(actor: Actor, comment: Detail, *, minutes: int, now: datetime) -> bool:
    """Return whether the actor may change the wording; `minutes` 0 means: at any time."""
    in_time = not minutes or now - comment.created <= timedelta(minutes=minutes)
    return is_author(actor, comment) and comment.visibility in {"visible", "held"} and in_time


def may_delete(actor: Actor, comment: Detail) -> bool:
    """Return whether the actor may take the comment back."""
    return is_author(actor, comment) and comment.visibility in {"visible", "held"}


def act_between(before: str, after: str) -> str:
    """Return the moderators' act that leads from one state to another, or ''."""
    acts = (act for (state, act), end in TRANSITIONS.items() if (state, end) == (before, after))
    return next((act for act in acts if act != "delete"), "")


def acts_on(state: str) -> list[str]:
    """Return the moderators' acts that a state allows, in the order of the table."""
    return [act for (before, act) in TRANSITIONS if before == state and act != "delete"]
