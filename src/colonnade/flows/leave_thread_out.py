"""Ask search engines to leave out a discussion and the article that it stands below; or not."""

from django.db import transaction

from colonnade.discussion.actions import set_noindex
from colonnade.discussion.reading import ThreadInfo
from colonnade.flows.decidable import decidable_thread_now
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions import keep_decision
from colonnade.moderation.citing import cite
from colonnade.moderation.reading import taken_back_by
from colonnade.moderation.ruling import NO_GROUND, Ground, Ruling, accept_reason
from colonnade.moderation.table import THREAD
from colonnade.people.policy import may_write
from colonnade.people.reading import Actor


@transaction.atomic
def leave_thread_out(
    *, actor: Actor, thread: str, on: bool, reason: str = "", ground: Ground = NO_GROUND
) -> str:
    """Change it on the record, and return the decision's public id; '' where nothing changes.

    An article's page has its discussion on it and is left out with it; editors and owners alone
    decide that. Raises Refusal moderators_only, article_out, thread_missing, leave_out_why.
    """
    found = decidable_thread_now(actor, thread)
    if stands_below(found) and not may_write(actor):
        raise Refusal("article_out", Kind.DENIED)
    if found.noindex == on:
        return ""
    if on and not (reason.strip() or ground.is_named):
        raise Refusal("leave_out_why", Kind.INVALID)
    set_noindex(thread=found.id, noindex=on)
    state = "closed" if found.closed else "open"
    act = "noindex" if on else "index"
    ruling = Ruling(
        thread,
        act,
        state,
        state,
        kind=THREAD,
        reason=accept_reason(reason),
        ground=cite(ground),
        section=found.section,
        undoes=taken_back_by(thread, act),
    )
    return keep_decision(actor=actor, ruling=ruling)


def stands_below(thread: ThreadInfo) -> bool:
    """Return whether a discussion is a part of an article's own page."""
    return thread.path != f"/t/{thread.public_id}/"
