"""Cut a part out of a comment: tick its sentences, name the rule, and see what readers will see."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from colonnade.discussion.pieces import is_words, pieces_of
from colonnade.discussion.reading import source_for
from colonnade.flows.cut_out import cut_out as cut
from colonnade.flows.decidable import decidable
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.reading import Actor
from colonnade.staff.access import for_moderators
from colonnade.staff.asked import ground_from, seen_from
from colonnade.staff.pages import number_from, see, staff_page
from colonnade.staff.reasons import standard_reasons


@for_moderators
@require_http_methods(["GET", "POST"])
def cut_out(request: HttpRequest, actor: Actor, comment: str) -> HttpResponse:
    """Show the text in pieces (GET); cut out those that were ticked (POST)."""
    found, refusal = decidable(actor, comment), None
    ticked = {number_from(word) for word in request.POST.getlist("piece") if word.isascii()}
    if request.method == "POST":
        try:
            cut(
                actor=actor,
                comment=comment,
                pieces=ticked,
                ground=ground_from(request.POST),
                reason=request.POST.get("reason", ""),
                seen=seen_from(request.POST),
            )
            return see(reverse("staff_comment", args=[comment]) + "#done", done=comment)
        except Refusal as caught:
            refusal = caught
    if found.visibility not in {"visible", "held"}:
        raise Refusal("act_impossible", Kind.CONFLICT, state=found.visibility, act="cut")
    pieces = pieces_of(source_for(found).source)
    context = {
        "comment": found,
        "pieces": [(at, one) for at, one in enumerate(pieces) if is_words(one)],
        "ticked": ticked,
        "reasons": standard_reasons(),
        "typed": request.POST,
    }
    return staff_page(request, actor, "cut_out.html", context, refusal=refusal)
