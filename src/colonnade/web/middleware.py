"""What holds for every answer: headers that guard the reader, refusals as pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from colonnade.kit.refusals import Refusal
from colonnade.sites.speech import site_speech
from colonnade.web.views.errors import refused

Answer = Callable[[HttpRequest], HttpResponseBase]

# No inline script or style anywhere, nothing from another host, nobody frames us.
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
    " manifest-src 'self'"
)
_WORDLESS = ("/static/", "/media/")
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


def speak_language(get_response: Answer) -> Answer:
    """Answer in the site's language, the same for everybody, and in the site's time zone.

    Files have no words: they do not ask for the site.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(_WORDLESS):
            return get_response(request)
        with site_speech():
            return get_response(request)

    return middleware


def _same_for_all(response: HttpResponseBase) -> None:
    """Take from a public answer what a library put there for one visitor.

    Its body was made without looking at any cookie, so that a cache may give it to everybody.
    """
    response.cookies.clear()
    response.headers["Vary"] = "Accept-Encoding"


class answer_refusals:  # noqa: N801 - a middleware, named like its neighbors
    """Turns a Refusal that a view let through into a page that says what to do."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self._get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Answer a Refusal; leave every other exception to Django."""
        return refused(request, exception) if isinstance(exception, Refusal) else None
