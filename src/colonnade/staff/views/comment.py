"""One comment in any state: its history, and what may be decided on it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from colonnade.discussion.actions import Seen
from colonnade.discussion.policy import acts_on
from colonnade.discussion.reading import comment_for, revisions_for
from colonnade.flows.decide import decide
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.reading import cases_of, decisions_on
from colonnade.people.reading import Actor
from colonnade.staff.access import for_moderators
from colonnade.staff.done import done_from
from colonnade.staff.pages import number_from, see, staff_page, staff_path
from colonnade.staff.reasons import joined, standard_reasons


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
    reason = joined(fields.getlist("reason"))
    try:
        decide(
            actor=actor,
            comment=comment,
            act=fields.get("act", ""),
            reason=reason,
            seen=_seen(fields.get("state", ""), fields.get("revision", "")),
        )
    except Refusal as refusal:
        if refusal.kind is Kind.MISSING:
            raise
        return comment_page(request, actor, comment, refusal=refusal, typed=reason)
    return see(staff_path(fields.get("next", "")) + "#done", done=comment)


def _seen(state: str, revision: str) -> Seen | None:
    """Return what the form says that the moderator looked at, if it says anything."""
    return Seen(state, number_from(revision)) if state else None


def comment_page(
    request: HttpRequest,
    actor: Actor,
    comment: str,
    *,
    refusal: Refusal | None = None,
    typed: str = "",
) -> HttpResponse:
    """Answer with the comment's page, with what could not be carried out."""
    found = comment_for(actor, comment)
    if found is None:
        raise Refusal("comment_missing", Kind.MISSING)
    reasons = standard_reasons()
    context = {
        "comment": found,
        "case": cases_of([comment]).get(comment),
        "titles": {one.number: one.title for one in reasons},
        "parent": comment_for(actor, found.parent) if found.parent else None,
        "wordings": revisions_for(found),
        "history": decisions_on(comment),
        "acts": acts_on(found.visibility),
        "reasons": reasons,
        "typed": typed,
        "back": reverse("staff_comment", args=[comment]),
        "done": done_from(request, actor) if "done" in request.GET else None,
    }
    return staff_page(request, actor, "comment.html", context, refusal=refusal)
