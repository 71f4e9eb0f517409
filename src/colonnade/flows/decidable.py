"""Who decides on which comment."""

from colonnade.discussion.reading import Detail, comment_for
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.policy import answers_for, insist_may_moderate
from colonnade.people.reading import Actor


def decidable(actor: Actor, comment: str) -> Detail:
    """Return the comment if the actor decides on it: one of the staff who answers for its section.

    Raises Refusal moderators_only; comment_missing, too, where somebody else answers for it.
    """
    insist_may_moderate(actor)
    found = comment_for(actor, comment)
    if found is None or not answers_for(actor, found.thread_section):
        raise Refusal("comment_missing", Kind.MISSING)
    return found
