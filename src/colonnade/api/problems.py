"""What the API says when it cannot do what was asked: RFC 9457 documents with a stable code."""

from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from colonnade.api.shapes import Fault, Problem
from colonnade.flows.sentences import sentence, status
from colonnade.kit.refusals import Refusal

MEDIA_TYPE = "application/problem+json"

# What only the API can refuse, beside the refusals of the rooms: code -> (status, sentence).
OWN: dict[str, tuple[int, str]] = {
    "request_malformed": (400, _("The request could not be understood.")),
    "json_malformed": (400, _("The body is not JSON in UTF-8.")),
    "json_duplicate_name": (400, _("The body names one field twice.")),
    "guest_key_unknown": (401, _("The guest key opens nothing here.")),
    "address_missing": (404, _("There is nothing at this address of the API.")),
    "method_unknown": (405, _("This address does not know the method.")),
    "request_too_large": (413, _("The request is too large: 256 KiB are possible.")),
    "content_type_unsupported": (415, _("The body must be sent as application/json.")),
    "server_broken": (500, _("Something broke on our side. It has been written down.")),
    "unavailable": (503, _("The server cannot answer now. Please try again soon.")),
}
# For answers that were not made here: the address resolver, Django's own guards.
_BY_STATUS = {
    400: "request_malformed",
    404: "address_missing",
    405: "method_unknown",
    413: "request_too_large",
    415: "content_type_unsupported",
    503: "unavailable",
}


class ApiProblem(Exception):
    """Something only the API knows to refuse; `code` is one of `OWN`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def own_problem(code: str) -> HttpResponse:
    """Answer with one of the API's own problems."""
    number, words = OWN[code]
    response = HttpResponse(problem_body(code, number, gettext(words)), status=number)
    response.headers["Content-Type"] = MEDIA_TYPE
    if number == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Guest"
    return response


def refusal_problem(refusal: Refusal, faults: list[Fault] | None = None) -> HttpResponse:
    """Answer with a room's refusal, naming the field where the room did."""
    number, words = status(refusal), sentence(refusal)
    if "field" in refusal.data and not faults:
        faults = [Fault(field=str(refusal.data["field"]), detail=words)]
    body = problem_body(refusal.code, number, words, faults)
    response = HttpResponse(body, status=number, content_type=MEDIA_TYPE)
    if "seconds" in refusal.data:
        response.headers["Retry-After"] = str(refusal.data["seconds"])
    return response


def problem_body(code: str, number: int, words: str, faults: list[Fault] | None = None) -> bytes:
    """Return a problem document; the title is HTTP's own name of the status."""
    shape = Problem(
        type="about:blank",
        title=HTTPStatus(number).phrase,
        status=number,
        detail=words,
        code=code,
        errors=faults or [],
    )
    return shape.model_dump_json().encode()


def code_of_status(number: int) -> str:
    """Return the code for an error that somebody else answered with this status."""
    broken = number >= HTTPStatus.INTERNAL_SERVER_ERROR
    return _BY_STATUS.get(number, "server_broken" if broken else "request_malformed")
