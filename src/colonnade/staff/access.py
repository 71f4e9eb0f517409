"""The two doors of this room: every view stands behind one of them."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from colonnade.moderation.reading.orders import insist_law_desk
from colonnade.people.reading import Actor
from colonnade.people.visitor import moderator_from, owner_from

P = ParamSpec("P")
Inside = Callable[Concatenate[HttpRequest, Actor, P], HttpResponse]
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def for_moderators(view: Inside[P]) -> View[P]:
    """Let moderators, editors and owners in, and hand the view who acts."""
    return _guarded(view, moderator_from)


def for_owners(view: Inside[P]) -> View[P]:
    """Let owners in, and hand the view who acts."""
    return _guarded(view, owner_from)


def for_law_desk(view: Inside[P]) -> View[P]:
    """Let those in who have the law desk, and hand the view who acts."""
    return _guarded(view, _law_from)


def _law_from(request: HttpRequest) -> Actor:
    actor = moderator_from(request)
    insist_law_desk(actor)
    return actor


def _guarded(view: Inside[P], enter: Callable[[HttpRequest], Actor]) -> View[P]:
    """Refuse before anything else is looked at, so that no answer tells what exists."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method in {"GET", "HEAD"} and not request.user.is_authenticated:
            return _to_sign_in(request)
        return view(request, enter(request), *args, **kwargs)

    return guarded


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    query = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('account_login')}?{query}", status=303)
