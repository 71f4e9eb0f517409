"""A reader who reported and was not heard objects on the page of her report."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from colonnade.flows.appeal import Objector, appeal
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.reading import report_behind
from colonnade.people.visitor import actor_from
from colonnade.web.typed import insist_decodable
from colonnade.web.views.report import SECRET_LIMIT, status_page


@require_POST
def object_to(request: HttpRequest, secret: str) -> HttpResponse:
    """Keep a reporter's objection; show her report's page with what was typed otherwise."""
    found = report_behind(secret[:SECRET_LIMIT])
    if found is None:
        raise Refusal("report_missing", Kind.MISSING)
    words = request.POST.get("words", "")
    try:
        insist_decodable(request)
        by = Objector(actor_from(request), report=found.id)
        appeal(by=by, decision=found.decision, words=words)
    except Refusal as refusal:
        return status_page(request, found, secret, typed=words, refusal=refusal)
    response = HttpResponseRedirect(reverse("report_status", args=[secret]) + "#appeal", status=303)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
