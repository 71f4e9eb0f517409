"""Pure questions about comments, and the table of a comment's states."""

from datetime import datetime, timedelta

from colonnade.discussion.values import Detail
from colonnade.people.policy import answers_for, may_moderate
from colonnade.people.reading import Actor

BODY_LIMIT = 20_000
# Whoever asks with these eyes answers for what is shown to whom.
STAFF = Actor(role="moderator")

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


def oversees(actor: Actor, section: str) -> bool:
    """Return whether the actor sees what only the staff sees in a section: one of those who
    answer for it. Whoever answers for others is a reader here.
    """
    return may_moderate(actor) and answers_for(actor, section)


def may_see(actor: Actor, comment: Detail) -> bool:
    """Return whether the actor may read the comment's text where it stands."""
    if comment.thread_hidden:
        return oversees(actor, comment.thread_section)
    return comment.visibility == "visible" or may_see_own(actor, comment)


def may_see_own(actor: Actor, comment: Detail) -> bool:
    """Return whether the comment's own page is open: to its writer, in a hidden thread too."""
    if oversees(actor, comment.thread_section):
        return True
    return is_author(actor, comment) and comment.visibility != "deleted"


def is_closed(*, has_closure: bool, closes: datetime | None, now: datetime) -> bool:
    """Return whether a thread takes no more comments: by a moderator's word or by its date."""
    return has_closure or (closes is not None and closes <= now)


def may_edit(actor: Actor, comment: Detail, *, minutes: int, now: datetime) -> bool:
    """Return whether the actor may change the wording; `minutes` 0 means: at any time."""
    in_time = not minutes or now - comment.created <= timedelta(minutes=minutes)
    return may_delete(actor, comment) and in_time


def may_delete(actor: Actor, comment: Detail) -> bool:
    """Return whether the actor may take the comment back."""
    is_there = comment.visibility in {"visible", "held"} and may_see(actor, comment)
    return is_author(actor, comment) and is_there


def act_between(before: str, after: str) -> str:
    """Return the moderators' act that leads from one state to another, or ''."""
    acts = (act for (state, act), end in TRANSITIONS.items() if (state, end) == (before, after))
    return next((act for act in acts if act != "delete"), "")


def acts_on(state: str) -> list[str]:
    """Return the moderators' acts that a state allows, in the order of the table."""
    return [act for (before, act) in TRANSITIONS if before == state and act != "delete"]
