"""The newsroom's door: who gets in, in which words, and what its pages may load."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from wagtail.users.models import UserProfile

from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.policy import may_write
from colonnade.people.visitor import actor_from
from colonnade.project.newsroom_scripts import TOUCH_TEST, inline_hashes, source_of
from colonnade.sites.reading import current_site
from colonnade.web.middleware import answer_refusals
from colonnade.web.views.errors import refused

Answer = Callable[[HttpRequest], HttpResponseBase]

_ROOT = "/newsroom/"
_SAFE = {"GET", "HEAD", "OPTIONS"}
_FRAMED = "SAMEORIGIN"

# Nothing of another host, no eval, no inline script but those of `newsroom_scripts`. Inline
# style: Wagtail's own widgets set it.
_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-hashes'{scripts};"
    " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self';"
    " connect-src 'self'; media-src 'self'; frame-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors {framed}"
)


def guard_newsroom(get_response: Answer) -> Answer:
    """Let only those in who write, and speak with them as the site does."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(_ROOT):
            return get_response(request)
        stopped = _stopped(request)
        if stopped is not None:
            return stopped
        _speak(request, actor_from(request).name)
        return _guarded(get_response(request))

    return middleware


def _stopped(request: HttpRequest) -> HttpResponseBase | None:
    actor = actor_from(request)
    if may_write(actor):
        return None
    if actor.is_member:
        return refused(request, Refusal("newsroom_only", Kind.DENIED))
    if request.method not in _SAFE or "X-Requested-With" in request.headers:
        return refused(request, Refusal("sign_in_first", Kind.DENIED))
    query = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"/accounts/login/?{query}")


def _speak(request: HttpRequest, name: str) -> None:
    """Put the site's language and zone in the place of Wagtail's own wishes of each person.

    For this request alone, nothing is written.
    """
    site = current_site()
    profile = UserProfile.get_for_user(request.user)
    profile.preferred_language, profile.current_time_zone = site.language, site.time_zone
    # Where Wagtail looks for them; it would show the address for want of a first name.
    for place, value in (("wagtail_userprofile", profile), ("first_name", name)):
        setattr(request.user, place, value)


def _guarded(response: HttpResponseBase) -> HttpResponseBase:
    """Set the newsroom's policy; a page of the readers keeps its own, framed by the newsroom."""
    framed = response.headers.get("X-Frame-Options") == _FRAMED
    policy = response.headers.get("Content-Security-Policy")
    if policy is None:
        sources = [source_of(TOUCH_TEST), *inline_hashes(_html(response))]
        words = "".join(f" {source}" for source in sources)
        policy = _POLICY.format(scripts=words, framed="'self'" if framed else "'none'")
    elif framed:
        policy = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    response.headers["Content-Security-Policy"] = policy
    return response


def _html(response: HttpResponseBase) -> str:
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    if not is_page or not isinstance(response, HttpResponse):
        return ""
    return response.content.decode()


class answer_collisions(answer_refusals):  # noqa: N801 - a middleware, named like its neighbors
    """Says so where two requests saved one page at once: the second finds its address taken.

    The newsroom saves drafts by itself, so both may come from the same window.
    """

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Answer what a page says against being saved; leave all else to others."""
        if request.path_info.startswith(_ROOT) and isinstance(exception, ValidationError):
            return refused(request, Refusal("saved_meanwhile", Kind.CONFLICT))
        return None
