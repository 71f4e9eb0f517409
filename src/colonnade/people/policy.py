"""Pure questions about persons and their roles."""

from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.models import NEWSROOM
from colonnade.people.reading import Actor

ROLES = ("member", "moderator", "editor", "owner")
# Who decides one appeal by a link that the owner had sent to her; no account ever has this role.
OUTSIDE = "outside"


def may_moderate(actor: Actor) -> bool:
    """Return whether the actor may decide on other people's comments."""
    return actor.role in {"moderator", "editor", "owner", OUTSIDE}


def insist_may_moderate(actor: Actor) -> None:
    """Raise Refusal moderators_only where the actor may not."""
    if not may_moderate(actor):
        raise Refusal("moderators_only", Kind.DENIED)


def duty_of(actor: Actor) -> frozenset[str] | None:
    """Return the sections that one of the staff answers for, None where she answers for all."""
    return actor.sections or None


def answers_for(actor: Actor, section: str) -> bool:
    """Return whether one of the staff answers for a section (as threads name it)."""
    return not actor.sections or section in actor.sections


def may_write(actor: Actor) -> bool:
    """Return whether the actor may enter the newsroom: write, publish, correct."""
    return actor.role in NEWSROOM


def may_own(actor: Actor) -> bool:
    """Return whether the actor may change the site's settings, its policy and its people."""
    return actor.role == "owner"


def may_comment(actor: Actor, commenting: str) -> bool:
    """Return whether the site's or thread's rule `commenting` lets the actor write."""
    return actor.is_member or commenting in {"guests", "guests-held"}


def is_held_first(actor: Actor, commenting: str) -> bool:
    """Return whether the rule keeps the actor's comments back until a moderator has seen them."""
    return not actor.is_member and commenting != "guests"
