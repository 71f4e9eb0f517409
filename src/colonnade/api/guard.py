"""Who may come in: no forged request, no body but JSON; and who it is that asks."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware

from colonnade.api.middleware import length_of
from colonnade.api.problems import ApiProblem
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.reading import Actor, guest_actor
from colonnade.people.visitor import GUEST_COOKIE, actor_from, concerned_from

_SAFE = {"GET", "HEAD"}


class _ForgeryCheck(CsrfViewMiddleware):
    """Django's own check, without a page for its verdict."""

    def is_forged(self, request: HttpRequest) -> bool:
        """Return whether a request with cookies lacks the token or comes from another site."""
        return self.process_view(request, _nothing, (), {}) is not None

    def is_foreign(self, request: HttpRequest) -> bool:
        """Return whether a browser says that a page of another site sent this."""
        if "HTTP_ORIGIN" not in request.META:
            return False
        verified: bool = self._origin_verified(request)  # type: ignore[attr-defined]
        return not verified

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponseForbidden:
        return HttpResponseForbidden(reason)


def _nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


_check = _ForgeryCheck(_nothing)


def guard(request: HttpRequest) -> bool:
    """Let a request pass, or raise ApiProblem content_type_unsupported, Refusal forgery_suspected.

    Cookies that stand for somebody are sent by a browser without her doing, so with them Django's
    token is needed. Without them only JSON is: no page of another site can send that here.
    """
    if request.method in _SAFE:
        return True
    is_bare = request.method == "DELETE" and not request.content_type and not length_of(request)
    if not is_bare and request.content_type != "application/json":
        raise ApiProblem("content_type_unsupported")
    cookies = request.COOKIES.keys() & {settings.SESSION_COOKIE_NAME, GUEST_COOKIE}
    if _check.is_foreign(request) or (cookies and _check.is_forged(request)):
        raise Refusal("forgery_suspected", Kind.DENIED)
    return True


def asking(request: HttpRequest) -> Actor:
    """Return who asks: the session's member, else the guest whose key is in header or cookie.

    Raises ApiProblem guest_key_unknown where the header's key opens nothing.
    """
    return _or_guest(request, actor_from(request))


def concerned(request: HttpRequest) -> Actor:
    """Return who asks for what was decided about her: a member who is shut out, too.

    Raises ApiProblem guest_key_unknown.
    """
    return _or_guest(request, concerned_from(request))


def _or_guest(request: HttpRequest, actor: Actor) -> Actor:
    key = sent_key(request)
    if actor.is_member or not key:
        return actor
    guest = guest_actor(key, address=actor.address)
    if guest.guest is None:
        raise ApiProblem("guest_key_unknown")
    return guest


def sent_key(request: HttpRequest) -> str:
    """Return the private key of `Authorization: Guest KEY`, or ''; other schemes are not ours."""
    scheme, _, key = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    return key.strip()[:200] if scheme.lower() == "guest" else ""
