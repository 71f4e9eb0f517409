"""Every error under the API's addresses is a problem document, whoever answers it."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from colonnade.api.problems import MEDIA_TYPE, code_of_status, own_problem

PREFIX = "/api/v1/"
BODY_LIMIT = 256 * 1024

Answer = Callable[[HttpRequest], HttpResponseBase]


def speak_problems(get_response: Answer) -> Answer:
    """Refuse large bodies unread, and turn pages about errors into problem documents."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return get_response(request)
        if length_of(request) > BODY_LIMIT:
            return own_problem("request_too_large")
        return _as_problem(get_response(request))

    return middleware


def length_of(request: HttpRequest) -> int:
    """Return how many bytes the body has, by its own account: a server passes no more on."""
    word = str(request.META.get("CONTENT_LENGTH") or "")
    return int(word[:18]) if word.isascii() and word.isdigit() else 0


def _as_problem(response: HttpResponseBase) -> HttpResponseBase:
    if response.status_code < HTTPStatus.BAD_REQUEST:
        return response
    if response.headers.get("Content-Type") == MEDIA_TYPE or not isinstance(response, HttpResponse):
        return response
    problem = own_problem(code_of_status(response.status_code))
    response.content = problem.content
    response.status_code = problem.status_code
    response.headers["Content-Type"] = MEDIA_TYPE
    response.headers["Content-Length"] = str(len(response.content))
    response.cookies.clear()
    return response
