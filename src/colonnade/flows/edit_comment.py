"""Change the wording of one's own comment."""

from django.db import transaction

from colonnade.discussion.actions import change_visibility, edit, lock_places, ready
from colonnade.discussion.policy import BODY_LIMIT, may_edit
from colonnade.discussion.reading import comment_for, source_for, thread_of
from colonnade.kit import clock
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.moderation.actions import keep_hold, keep_trace
from colonnade.moderation.gates import EDIT_GATES, Facts, insist, screen
from colonnade.moderation.reading import Place, draft_for
from colonnade.people.policy import is_held_first
from colonnade.people.reading import Actor
from colonnade.sites.reading import current_site


@transaction.atomic
def edit_comment(*, actor: Actor, comment: str, body: str, revision: int | None = None) -> bool:
    """Keep a new wording and return whether the comment now waits for a moderator.

    `revision` is the wording that the writer saw; None takes the newest. Where guests' comments
    are seen first by a moderator, so are their edits; and what a gate holds as a new comment
    (`EDIT_GATES`), it holds as a wording. Raises Refusal comment_missing,
    edit_denied, edited_elsewhere and those of the gates.
    """
    site = current_site()
    found = comment_for(actor, comment)
    thread = thread_of(site, found.thread, actor) if found else None
    if found is None or thread is None:
        raise Refusal("comment_missing", Kind.MISSING)
    if not may_edit(actor, found, minutes=site.edit_minutes, now=clock.now()):
        raise Refusal("edit_denied", Kind.DENIED, minutes=site.edit_minutes)
    if revision is not None and revision != found.revision:
        raise Refusal("edited_elsewhere", Kind.CONFLICT)
    text = ready(accept_text(body, field="body", limit=BODY_LIMIT))
    place = Place(thread.id, thread.section, thread.commenting, thread.closed)
    draft = draft_for(actor, site, place, Facts(text.html))
    verdict = screen(draft, EDIT_GATES)
    is_caught = insist(verdict)
    if text.source == source_for(found).source:
        return found.visibility == "held"
    is_first = is_held_first(actor, thread.commenting)
    # Before why it is held: what a check outside holds has the thread first, too.
    lock_places(comments=[comment])
    waits = found.visibility == "visible" and (is_first or is_caught)
    if is_caught:
        keep_hold(comment=comment, verdict=verdict)
    if waits:
        # Before the edit, so that nobody ever sees the new wording unapproved.
        change_visibility(comment=found.pk, act="hold")
    edit(comment=found, text=text)
    keep_trace(actor=actor, thread=thread.id)
    return waits or found.visibility == "held"
