"""The viewing options that a visitor's cookie holds."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from colonnade.discussion.viewing import DEFAULT, Viewing, from_short
from colonnade.people.cookies import VIEWING_COOKIE

_YEAR = 60 * 60 * 24 * 365


def saved_viewing(request: HttpRequest) -> Viewing:
    """Return the viewing options that the visitor's cookie holds."""
    return from_short(request.COOKIES.get(VIEWING_COOKIE, ""))


def keep_viewing_cookie(response: HttpResponseBase, viewing: Viewing) -> None:
    """Keep viewing options in the visitor's cookie; the defaults need none."""
    if viewing == DEFAULT:
        response.delete_cookie(VIEWING_COOKIE, samesite="Lax")
        return
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(VIEWING_COOKIE, viewing.short, max_age=_YEAR, secure=secure, samesite="Lax")
