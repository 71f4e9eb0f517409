"""Sessions, tokens and messages for those alone who may have any: for all others a way past.

`part` stands before those middlewares and `join` after them. What guards a view stays on both ways:
Django's check of forms is a hook of every view, the newsroom's door stands behind `join`.
"""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase

from colonnade.api.middleware import PREFIX
from colonnade.project.private import PRIVATE, PRIVATE_ENDS

Answer = Callable[[HttpRequest], HttpResponseBase]

_SAFE = frozenset({"GET", "HEAD"})
# Django builds from the inside out, so that `part` finds here what `join` leads to.
_joined: list[Answer] = []


def is_nobodys(request: HttpRequest) -> bool:
    """Tell whether a request can have nothing of a visitor's: it brings no cookie at all, and asks
    for a page that is the same for all, or for the API, which gives nobody a session.
    """
    if request.META.get("HTTP_COOKIE"):
        return False
    path = request.path_info
    if path.startswith(PREFIX):
        return True
    return (
        request.method in _SAFE and not path.startswith(PRIVATE) and not path.endswith(PRIVATE_ENDS)
    )


def part(get_response: Answer) -> Answer:
    """Lead a request past sessions, tokens and messages where `is_nobodys`."""
    short = _joined.pop()

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not is_nobodys(request):
            return get_response(request)
        request.user = AnonymousUser()
        response = short(request)
        if request.method in _SAFE and "CSRF_COOKIE" in request.META:
            # A page with a token after all: the cookie to it is given on the long way alone.
            return get_response(request)
        return response

    return middleware


def join(get_response: Answer) -> Answer:
    """Be where both ways meet."""
    _joined.append(get_response)
    return get_response
