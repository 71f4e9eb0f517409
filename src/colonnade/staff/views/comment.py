"""One comment in any state: its history, and what may be decided on it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from colonnade.discussion.policy import acts_on
from colonnade.discussion.reading import comment_for, revisions_for
from colonnade.flows.decidable import decidable
from colonnade.flows.decide import decide
from colonnade.flows.undo import undo
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.policy import undoable
from colonnade.moderation.reading import cases_of, decisions_on, in_hand, notes_on
from colonnade.moderation.reading.orders import has_law_desk, orders_about
from colonnade.people.policy import may_own
from colonnade.people.reading import Actor, staff
from colonnade.staff.access import for_moderators
from colonnade.staff.asked import ground_from, seen_from, worded
from colonnade.staff.done import done_from
from colonnade.staff.pages import see, staff_page, staff_path
from colonnade.staff.reasons import joined, standard_reasons
from colonnade.transfer.identities import is_imported


@for_moderators
@require_GET
def comment(request: HttpRequest, actor: Actor, comment: str) -> HttpResponse:
    """Show the comment with its wordings and decisions."""
    return comment_page(request, actor, comment)


@for_moderators
@require_POST
def decide_on(request: HttpRequest, actor: Actor, comment: str) -> HttpResponse:
    """Carry out one act; show the comment as it is now, with what was typed, if it cannot be."""
    fields = request.POST
    ground = ground_from(fields)
    reason = worded(joined(fields.getlist("reason")), ground)
    try:
        if fields.get("undoes"):
            undo(actor=actor, comment=comment, decision=fields["undoes"])
        else:
            decide(
                actor=actor,
                comment=comment,
                act=fields.get("act", ""),
                reason=reason,
                ground=ground,
                seen=seen_from(fields),
            )
    except Refusal as refusal:
        if refusal.kind is Kind.MISSING:
            raise
        return comment_page(
            request, actor, comment, refusal=refusal, typed=joined(fields.getlist("reason"))
        )
    return see(staff_path(fields.get("next", "")) + "#done", done=comment)


def comment_page(
    request: HttpRequest,
    actor: Actor,
    comment: str,
    *,
    refusal: Refusal | None = None,
    typed: str = "",
) -> HttpResponse:
    """Answer with the comment's page, with what could not be carried out."""
    found = decidable(actor, comment)
    history = decisions_on(comment)
    reasons = standard_reasons()
    law = has_law_desk(actor)
    context = {
        "comment": found,
        "case": cases_of([comment]).get(comment),
        "titles": {one.number: one.title for one in reasons},
        "parent": comment_for(actor, found.parent) if found.parent else None,
        "wordings": revisions_for(found),
        "history": history,
        "undoable": undoable(history, found.visibility),
        "law": law,
        "rules": reasons,
        "orders": orders_about(comment) if law else [],
        "notes": notes_on([comment]).get(comment, []),
        "colleagues": [one for one in staff() if one.id != actor.person],
        "in_hand": in_hand(comment, besides=actor.person),
        "of_import": may_own(actor) and not found.person and is_imported(comment),
        "acts": acts_on(found.visibility),
        "reasons": reasons,
        "typed": typed,
        "back": reverse("staff_comment", args=[comment]),
        "done": done_from(request, actor) if "done" in request.GET else None,
    }
    return staff_page(request, actor, "comment.html", context, refusal=refusal)
