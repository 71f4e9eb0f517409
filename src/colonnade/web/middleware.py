"""What holds for every answer: headers that guard the reader, refusals as pages."""

import logging
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from colonnade.kit.refusals import Refusal
from colonnade.outbox.actions import forget_written, written
from colonnade.outbox.again import again, is_worth_again
from colonnade.sites.reading import current_site
from colonnade.sites.speech import site_speech
from colonnade.web.csp import CSP
from colonnade.web.views.errors import refused

Answer = Callable[[HttpRequest], HttpResponseBase]

_log = logging.getLogger(__name__)
_WORDLESS = ("/static/", "/media/")
_DIGITS = 19
_GUARDS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def guard_headers(get_response: Answer) -> Answer:
    """Set the guarding headers where a view has not set its own."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in _GUARDS.items():
            response.headers.setdefault(name, value)
        # What does not say that it is public is private.
        response.headers.setdefault("Cache-Control", "private, no-store")
        if response.headers["Cache-Control"].startswith("public"):
            _same_for_all(response)
        return response

    return middleware


def tell_writes(get_response: Answer) -> Answer:
    """Tell the edge the number of the last event that a request committed, if it wrote any."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        forget_written()
        response = get_response(request)
        number = written()
        if number:
            response.headers["X-Colonnade-Written"] = str(number)
        return response

    return middleware


def speak_language(get_response: Answer) -> Answer:
    """Answer in the site's language, the same for everybody, and in the site's time zone.

    Files have no words: they do not ask for the site.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(_WORDLESS):
            return get_response(request)
        with site_speech(_site_version(request)):
            return get_response(request)

    return middleware


def _site_version(request: HttpRequest) -> int | None:
    """Return the newest write to the site that the edge knows of; nobody else is believed.

    The edge alone comes by the Unix socket, and passes on no such word of a client's.
    """
    word = request.META.get("HTTP_X_COLONNADE_SITE", "")
    if request.META.get("REMOTE_ADDR") or not (word.isascii() and word.isdigit()):
        return None
    return int(word[:_DIGITS])


def follow_public_address(get_response: Answer) -> Answer:
    """Count a request to the owner's public address as secure where that is an https one.

    A proxy takes HTTPS and passes plain requests on, so nothing else tells. Where the operator
    has set the address, Django's own settings follow from it, and this has nothing to do.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        # Reading needs neither: the site is asked for only where something depends on it.
        if request.method not in {"GET", "HEAD"} and _comes_by_https(request):
            request.META["wsgi.url_scheme"] = "https"
        response = get_response(request)
        if response.cookies and _comes_by_https(request):
            for cookie in response.cookies.values():
                cookie["secure"] = True
        return response

    return middleware


def _comes_by_https(request: HttpRequest) -> bool:
    if settings.PUBLIC_URL:
        return False
    address = urlsplit(current_site().public_url)
    host = str(request.META.get("HTTP_HOST", "")).lower()
    return address.scheme == "https" and host == address.netloc


def _same_for_all(response: HttpResponseBase) -> None:
    """Take from a public answer what a library put there for one visitor.

    Its body was made without looking at any cookie, so that a cache may give it to everybody.
    """
    response.cookies.clear()
    response.headers["Vary"] = "Accept-Encoding"


class _PassingOn:
    """A middleware that has something to do only where a view raised."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self._get_response(request)


class answer_refusals(_PassingOn):  # noqa: N801 - a middleware, named like its neighbors
    """Turns a Refusal that a view let through into a page that says what to do."""

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Answer a Refusal; leave every other exception to Django."""
        return refused(request, exception) if isinstance(exception, Refusal) else None


class do_again(_PassingOn):  # noqa: N801 - a middleware, named like its neighbors
    """Does a request once more whose write the database undid because somebody else wrote.

    All locks are taken in one order, so that this hardly comes; nobody is to see an error for it.
    Only where nothing was kept for the request: then it is as if it came a moment later.
    """

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Answer by another try; leave what fails again to Django."""
        match = request.resolver_match
        if match is None or written() or request.FILES or not is_worth_again(exception):
            return None
        _log.warning("a request is done again: %s", type(exception).__name__)
        try:
            answer: HttpResponseBase = again(
                partial(match.func, request, *match.args, **match.kwargs)
            )
        except Refusal as refusal:
            return refused(request, refusal)
        return answer
