"""Pages for what did not work."""

from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from colonnade.flows.sentences import sentence, status
from colonnade.kit.refusals import Kind, Refusal
from colonnade.web.views.pages import own_page, passing_page

_FORM_LIMIT = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20


def wants_json(request: HttpRequest) -> bool:
    """Return whether our script asks, which shows the sentence in place."""
    return "application/json" in request.headers.get("Accept", "")


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer a refusal as a page or, for our script, as a problem document."""
    if wants_json(request):
        return problem(refusal)
    if refusal.code == "sign_in_first":
        return passing_page(request, "web/sign_in_first.html", {}, status=403)
    context = {"heading": _heading(status(refusal)), "sentence": sentence(refusal)}
    page = passing_page(request, "web/error.html", context, status=status(refusal))
    return wait_long_enough(page, refusal)


def wait_long_enough(response: HttpResponse, refusal: Refusal | None) -> HttpResponse:
    """Say when to come again where the refusal was about haste."""
    if refusal is not None and refusal.kind is Kind.TOO_FAST:
        response.headers["Retry-After"] = str(refusal.data["seconds"])
    return response


def problem(refusal: Refusal) -> JsonResponse:
    """Return the refusal as an RFC 9457 problem document with a stable code."""
    words = sentence(refusal)
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status(refusal)).phrase,
        "status": status(refusal),
        "code": refusal.code,
        "detail": words,
    }
    response = JsonResponse(body, status=status(refusal), content_type="application/problem+json")
    wait_long_enough(response, refusal)
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    words = _("There is nothing at this address. It may have moved, or been mistyped.")
    context = {"heading": _heading(404), "sentence": words}
    return passing_page(request, "web/error.html", context, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be understood, or that is too large to be read."""
    if isinstance(exception, RequestDataTooBig):
        return refused(request, Refusal("form_too_large", Kind.TOO_LARGE, max_mib=_FORM_LIMIT))
    words = _("The request could not be understood. Please go back and try again.")
    context = {"heading": _heading(400), "sentence": words}
    return passing_page(request, "web/error.html", context, status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours without asking the database for anything."""
    words = _("Something broke on our side")
    more = _("It has been written down. What you typed is still in your browser: go back.")
    head = f"<!doctype html><html lang={get_language()}><meta charset=utf-8><title>{words}</title>"
    view = '<meta name=viewport content="width=device-width, initial-scale=1">'
    page = f"{head}{view}<main><h1>{words}</h1><p>{more}</main>"
    return HttpResponse(page, status=500)


def forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without its safety sign: give back what was typed, with a fresh sign.

    Only texts come back: no foreign page may hand a visitor the button of another act.
    """
    refusal = Refusal("forgery_suspected", Kind.DENIED)
    if wants_json(request):
        return problem(refusal)
    if "body" not in request.POST:
        return refused(request, refusal)
    typed = {
        name: value
        for name, value in request.POST.items()
        if name != "csrfmiddlewaretoken" and "password" not in name
    }
    context = {
        "heading": _("Please press again"),
        "sentence": sentence(refusal),
        "typed": typed,
        "action": request.get_full_path(),
    }
    return own_page(request, "web/forgery.html", context, status=403)


def _heading(code: int) -> str:
    return {
        400: _("This could not be understood"),
        403: _("This is not possible"),
        404: _("Nothing here"),
        409: _("Something changed in between"),
        413: _("Too large"),
        422: _("Something is missing"),
        429: _("A little slower, please"),
    }[code]
