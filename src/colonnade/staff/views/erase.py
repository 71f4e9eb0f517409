"""The owner erases somebody who asked for it by another way; there is a day to undo it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from colonnade.flows.ask_erase import HOURS, ask_erase_for, keep_after_all
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.erasures import erasure_of
from colonnade.people.reading import Actor
from colonnade.staff.access import for_owners
from colonnade.staff.pages import see, staff_page
from colonnade.staff.views.person import bearer_of

_CHOICES = {"all": True, "name": False}


@for_owners
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, actor: Actor, kind: str, word: str) -> HttpResponse:
    """Show what waits, or the form (GET); keep the wish with its reason, or undo it (POST)."""
    bearer, refusal = bearer_of(kind, word), None
    if request.method == "POST":
        try:
            _act(request, actor, word, kind)
            return see(bearer.path + "erase")
        except Refusal as caught:
            refusal = caught
    context = {
        "bearer": bearer,
        "pending": erasure_of(word),
        "typed": request.POST,
        "hours": HOURS,
    }
    return staff_page(request, actor, "erase.html", context, refusal=refusal)


def _act(request: HttpRequest, actor: Actor, word: str, kind: str) -> None:
    typed = request.POST
    if "keep" in typed:
        keep_after_all(actor=actor, word=word)
        return
    choice = _CHOICES.get(typed.get("what", ""))
    if choice is None:
        raise Refusal("erasure_choice", Kind.INVALID)
    whom = bearer_of(kind, word).whom
    ask_erase_for(actor=actor, whom=whom, texts=choice, reason=typed.get("reason", ""))
