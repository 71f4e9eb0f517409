"""Who decides on which comment, and on which discussion."""

from colonnade.discussion.actions import lock_places, lock_threads
from colonnade.discussion.reading import Detail, ThreadInfo, comment_for, thread_of
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.policy import answers_for, insist_may_moderate
from colonnade.people.reading import Actor
from colonnade.sites.reading import current_site


def decidable_now(actor: Actor, comment: str) -> Detail:
    """Return the same as `decidable`, the comment's thread locked until the transaction ends.

    So begins what is decided: it is read when nobody else can change it any more.
    """
    insist_may_moderate(actor)
    lock_places(comments=[comment])
    return decidable(actor, comment)


def decidable_thread_now(actor: Actor, thread: str) -> ThreadInfo:
    """Return the same as `decidable_thread`, the thread locked until the transaction ends."""
    insist_may_moderate(actor)
    lock_threads(threads=[thread])
    return decidable_thread(actor, thread)


def decidable(actor: Actor, comment: str) -> Detail:
    """Return the comment if the actor decides on it: one of the staff who answers for its section.

    Raises Refusal moderators_only; comment_missing, too, where somebody else answers for it.
    """
    insist_may_moderate(actor)
    found = comment_for(actor, comment)
    if found is None or not answers_for(actor, found.thread_section):
        raise Refusal("comment_missing", Kind.MISSING)
    return found


def decidable_thread(actor: Actor, thread: str) -> ThreadInfo:
    """Return the discussion if the actor decides on it: one of the staff who answers for it.

    Raises Refusal moderators_only; thread_missing, too, where somebody else answers for it.
    """
    insist_may_moderate(actor)
    found = thread_of(current_site(), thread, actor)
    if found is None or not answers_for(actor, found.section):
        raise Refusal("thread_missing", Kind.MISSING)
    return found
