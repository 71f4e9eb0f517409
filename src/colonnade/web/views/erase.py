"""To be erased: what goes, what stays, the wish itself, and a way back for a day."""

from allauth.core.ratelimit import consume
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.flows.ask_erase import (
    HOURS,
    ask_erase,
    keep_after_all,
    keep_after_all_by_link,
    myself,
)
from colonnade.flows.sentences import sentence, status
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.erasures import erasure_behind, erasure_of
from colonnade.people.proving import has_password, prove
from colonnade.people.reading import Actor
from colonnade.people.visitor import actor_from, concerned_from
from colonnade.web.views.errors import wait_long_enough
from colonnade.web.views.pages import own_page

_CHOICES = {"all": True, "name": False}
_WAIT = 60


@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Say what an erasure does, and that one waits (GET); take the wish (POST)."""
    actor = concerned_from(request)
    myself(actor)
    if request.method == "GET":
        return _page(request, actor)
    try:
        _ask(request, actor)
    except Refusal as refusal:
        return wait_long_enough(_page(request, actor, refusal), refusal)
    return HttpResponseRedirect(reverse("my_erase"), status=303)


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Undo one's wish."""
    actor = concerned_from(request)
    keep_after_all(actor=actor, word=myself(actor).word)
    return HttpResponseRedirect(reverse("my_erase") + "?kept=1", status=303)


@require_http_methods(["GET", "POST"])
def keep_by_link(request: HttpRequest, erasure: str, secret: str) -> HttpResponse:
    """Ask for one press (GET), since mail programs open links by themselves; undo it (POST)."""
    if request.method == "POST":
        keep_after_all_by_link(erasure=erasure, secret=secret)
    elif erasure_behind(erasure, secret) is None:
        raise Refusal("erasure_missing", Kind.MISSING)
    return own_page(request, "web/erase_undo.html", {"undone": request.method == "POST"})


def _ask(request: HttpRequest, actor: Actor) -> None:
    choice = _CHOICES.get(request.POST.get("what", ""))
    if choice is None:
        raise Refusal("erasure_choice", Kind.INVALID)
    if actor.person is not None:
        _insist_herself(request, actor.person)
    ask_erase(actor=actor, texts=choice)


def _insist_herself(request: HttpRequest, person: int) -> None:
    """Raise Refusal erasure_proof, erasure_sign_in, or erasure_tries: nobody guesses on."""
    if not consume(request, action="reauthenticate", key=f"erase-{person}"):
        raise Refusal("erasure_tries", Kind.TOO_FAST, seconds=_WAIT)
    prove(person=person, password=request.POST.get("password", "")[:4096])


def _page(request: HttpRequest, actor: Actor, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "actor": actor,
        "pending": erasure_of(myself(actor).word),
        "asks_password": actor.person is not None and has_password(actor.person),
        "shut_out": actor != actor_from(request),
        "hours": HOURS,
        "what": request.POST.get("what", ""),
        "kept": "kept" in request.GET,
        "refusal": sentence(refusal) if refusal else "",
    }
    code = status(refusal) if refusal else 200
    return own_page(request, "web/erase.html", context, status=code)
