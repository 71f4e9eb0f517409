"""Everything that somebody wrote since a moment, decided as one act, and taken back as one."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from colonnade.flows.decide_many import MOST, decide_many, undo_many, written_since
from colonnade.kit.refusals import Refusal
from colonnade.people.reading import Actor
from colonnade.staff.access import for_moderators
from colonnade.staff.asked import since_from, why_from
from colonnade.staff.done import told_of
from colonnade.staff.pages import see, staff_page
from colonnade.staff.reasons import standard_reasons
from colonnade.staff.views.person import bearer_of

_SHOWN = 20


@for_moderators
@require_POST
def since(request: HttpRequest, actor: Actor, kind: str, word: str) -> HttpResponse:
    """Show what it would meet, with the count; carry it out once that was confirmed."""
    bearer, typed = bearer_of(kind, word), request.POST
    act, refusal = typed.get("act", ""), None
    start = since_from(typed.get("days", ""))
    found = written_since(actor=actor, whom=bearer.whom, act=act, since=start)
    # Only what was shown is met: what came since then nobody has looked at.
    known = set(typed.getlist("comment"))
    chosen = [row for row in found if row.id in known]
    if known:
        why = why_from(typed)
        try:
            many = decide_many(
                actor=actor, comments=chosen, act=act, reason=why.reason, ground=why.ground
            )
            return see(bearer.path + "#since", **told_of(many, chosen=len(known)))
        except Refusal as caught:
            refusal = caught
    context = {
        "bearer": bearer,
        "act": act,
        "days": typed.get("days", ""),
        "typed": typed,
        "found": found,
        "shown": found[:_SHOWN],
        "most": MOST,
        "rules": standard_reasons(),
    }
    return staff_page(request, actor, "person_since.html", context, refusal=refusal)


@for_moderators
@require_POST
def undo(request: HttpRequest, actor: Actor, kind: str, word: str) -> HttpResponse:
    """Take such an act back."""
    bearer = bearer_of(kind, word)
    many = undo_many(actor=actor, batch=request.POST.get("batch", ""))
    return see(bearer.path + "#since", **told_of(many, chosen=many.done + len(many.left)))
