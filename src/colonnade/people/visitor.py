"""Who is asking: read from a request, once, for all doors."""

from dataclasses import replace
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare

from colonnade.kit import clock, ids
from colonnade.kit.network import client_address
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.actions.keeping import know_browser
from colonnade.people.cookies import MARKER_COOKIE
from colonnade.people.models import Person
from colonnade.people.policy import insist_may_moderate, may_own
from colonnade.people.reading import Actor, actor_of, guest_actor

# Over HTTPS no neighboring host can set it.
GUEST_COOKIE = "__Host-guest" if settings.SESSION_COOKIE_SECURE else "guest"
_YEAR = 60 * 60 * 24 * 365
_HOUR = 60 * 60
# Where a session keeps who is shut out and has said who she is.
_SHUT_OUT = "shut-out"


def actor_from(request: HttpRequest) -> Actor:
    """Return who acts: the signed-in member, the guest whose key the cookie holds, or nobody."""
    address = client_address(request.META, settings.PROXIES)
    user = request.user
    if user.is_authenticated:
        return actor_of(user, address=address)
    return guest_actor(guest_token(request), address=address)


def concerned_from(request: HttpRequest) -> Actor:
    """Return who may look at what was decided about her, and object to it.

    That is who acts; and a member who is shut out, for an hour after she gave her password: she
    is nobody to all that does not ask here, and has no role.
    """
    actor = actor_from(request)
    found = None if actor.is_member else _shut_out(request)
    return replace(actor_of(found, address=actor.address), role="member") if found else actor


def know_shut_out(request: HttpRequest, person: Person) -> None:
    """Remember in a session of nobody's that somebody who is shut out gave her password."""
    request.session[_SHUT_OUT] = {
        "person": person.pk,
        "hash": person.get_session_auth_hash(),
        "since": clock.now().timestamp(),
    }


def _shut_out(request: HttpRequest) -> Person | None:
    session = getattr(request, "session", None)
    known = session.get(_SHUT_OUT) if session is not None else None
    if not known or clock.now().timestamp() - known["since"] > _HOUR:
        return None
    row = Person.objects.filter(pk=known["person"]).first()
    if row is None or row.is_active:
        return None
    same = constant_time_compare(known["hash"], row.get_session_auth_hash())
    return row if same else None


def guest_token(request: HttpRequest) -> str:
    """Return the private key in the guest's cookie, or ''."""
    return request.COOKIES.get(GUEST_COOKIE, "")[:200]


def new_guest_token(thread: str, key: UUID) -> str:
    """Return the private key of a guest who posts for the first time, with this form's key.

    The same post again, its answer having been lost on the way, gives the same private key.
    """
    return ids.token_from(str(settings.SECRET_KEY), "guest", thread, str(key))


def moderator_from(request: HttpRequest) -> Actor:
    """Return the acting moderator; raises Refusal sign_in_first or moderators_only."""
    actor = member_from(request)
    insist_may_moderate(actor)
    return actor


def owner_from(request: HttpRequest) -> Actor:
    """Return the acting owner; raises Refusal sign_in_first or owners_only."""
    actor = member_from(request)
    if not may_own(actor):
        raise Refusal("owners_only", Kind.DENIED)
    return actor


def member_from(request: HttpRequest) -> Actor:
    """Return the acting member; raises Refusal sign_in_first."""
    actor = actor_from(request)
    if not actor.is_member:
        raise Refusal("sign_in_first", Kind.DENIED)
    return actor


def member_named(request: HttpRequest) -> str:
    """Return the name of the member who asks, or ''; for a page's head."""
    user = getattr(request, "user", None)
    return str(user.name) if user is not None and user.is_authenticated else ""


def keep_guest(response: HttpResponseBase, token: str) -> None:
    """Give the guest her private key as a cookie that no script can read."""
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(
        GUEST_COOKIE, token, max_age=_YEAR, httponly=True, secure=secure, samesite="Lax"
    )
    response.set_cookie(MARKER_COOKIE, "1", max_age=_YEAR, secure=secure, samesite="Lax")


def know_member(request: HttpRequest, response: HttpResponseBase, person: Person) -> None:
    """Remember that this member logged in in this browser, by the guest's key that it has or gets.

    Without it, whoever is shut out could log out and go on as a guest.
    """
    token = guest_token(request)
    if not token:
        token = ids.new_token()
        keep_guest(response, token)
    know_browser(person=person.pk, token=token)


def forget_guest(response: HttpResponseBase) -> None:
    """Take the guest's private key from the browser."""
    response.delete_cookie(GUEST_COOKIE, samesite="Lax")


def same_origin(request: HttpRequest) -> bool:
    """Return whether the browser says that a page of ours sent this request."""
    origin = request.headers.get("Origin", "")
    return urlsplit(origin).netloc == request.get_host() and origin != "null"
