"""A member's own pages: comments, name, picture, sessions. A guest finds her comments here."""

from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from colonnade.discussion.reading import comments_by
from colonnade.flows.reason_words import what_words
from colonnade.flows.sentences import sentence, status
from colonnade.kit.pictures import make_portraits
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.reading import statements_for
from colonnade.people.actions import (
    end_sessions,
    keep_picture,
    keep_reasons_mail,
    keep_shortcuts,
    rename,
)
from colonnade.people.policy import may_moderate
from colonnade.people.reading import profile_of
from colonnade.people.visitor import actor_from, concerned_from, member_from
from colonnade.web.bearing import level_words, own_measures, own_standing
from colonnade.web.views.pages import own_page

_UPLOAD_LIMIT = 8 * 2**20


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Show the visitor's own comments, in every state; her standing, and what bears on her.

    Who is shut out sees here what was decided, and nothing else, once she gave her password.
    """
    actor = concerned_from(request)
    if not actor.is_member and actor.guest is None:
        raise Refusal("sign_in_first", Kind.DENIED)
    mine = comments_by(actor, person=actor.person, guest=actor.guest, limit=100)
    told = statements_for(actor)
    if actor.known is not None and not (mine or told):
        # A browser's key that came with a sign-in: she never wrote as a guest.
        raise Refusal("sign_in_first", Kind.DENIED)
    context = {
        "actor": actor,
        "comments": mine,
        "moderates": may_moderate(actor),
        "shut_out": actor != actor_from(request),
        "standing": own_standing(actor),
        "measures": own_measures(actor),
        "level_words": level_words,
        "told": [(one, what_words(one)) for one in told],
    }
    return own_page(request, "web/me.html", context)


@require_http_methods(["GET", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Show the member's settings (GET); keep a new name and shortcut switch (POST)."""
    actor = member_from(request)
    if request.method == "GET":
        return _settings(request, name=actor.name)
    name = request.POST.get("name", "")
    try:
        rename(person=actor.person or 0, name=name)
    except Refusal as refusal:
        return _settings(request, name=name, refusal=refusal)
    keep_shortcuts(person=actor.person or 0, on="shortcuts" in request.POST)
    keep_reasons_mail(person=actor.person or 0, on="reasons_mail" in request.POST)
    return HttpResponseRedirect(reverse("my_settings") + "?saved=1", status=303)


@require_POST
def change_picture(request: HttpRequest) -> HttpResponse:
    """Take a new picture, or take the old one away."""
    actor = member_from(request)
    try:
        picture = "" if "remove" in request.POST else _store(request)
    except Refusal as refusal:
        return _settings(request, name=actor.name, refusal=refusal)
    keep_picture(person=actor.person or 0, picture=picture)
    return HttpResponseRedirect(reverse("my_settings") + "?saved=1", status=303)


def _store(request: HttpRequest) -> str:
    upload = request.FILES.get("picture")
    if upload is None:
        raise Refusal("picture_unreadable", Kind.INVALID)
    if (upload.size or 0) > _UPLOAD_LIMIT:
        raise Refusal("picture_too_large", Kind.TOO_LARGE, max_mib=_UPLOAD_LIMIT // 2**20)
    portraits = make_portraits(upload.read())
    name = uuid4().hex
    folder = settings.MEDIA_ROOT / "portraits"
    folder.mkdir(parents=True, exist_ok=True)
    for size, data in portraits.items():
        (folder / f"{name}-{size}.webp").write_bytes(data)
    return name


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of this member, this one too."""
    actor = member_from(request)
    end_sessions(person=actor.person or 0)
    return HttpResponseRedirect(reverse("account_login"), status=303)


def _settings(request: HttpRequest, *, name: str, refusal: Refusal | None = None) -> HttpResponse:
    actor = member_from(request)
    context = {
        "actor": actor,
        "profile": profile_of(actor.handle),
        "name": name,
        "shortcuts": getattr(request.user, "shortcuts", True),
        "reasons_mail": getattr(request.user, "reasons_mail", True),
        "refusal": sentence(refusal) if refusal else "",
        "saved": "saved" in request.GET and refusal is None,
    }
    code = status(refusal) if refusal else 200
    return own_page(request, "web/settings.html", context, status=code)
