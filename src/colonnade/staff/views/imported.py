"""The owner looks for somebody of an import, sees what is hers, and has it erased."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from colonnade.flows.ask_erase import HOURS, keep_after_all
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.erasures import Pending, erasure_marked
from colonnade.people.reading import Actor
from colonnade.staff.access import for_owners
from colonnade.staff.pages import see, staff_page
from colonnade.transfer.erasing import Choice, ask_erase_of, try_erase
from colonnade.transfer.identities import MOST, Identity, identity_of, search

_CHOICES = {"all": True, "name": False}
_QUERY_LIMIT = 254
# How many of the comments that would go are shown one by one.
_SAMPLE = 50


@for_owners
@require_http_methods(["GET", "POST"])
def imported(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask for a name or an address (GET), and show who is found (POST: no log keeps either)."""
    query = request.POST.get("q", "")[:_QUERY_LIMIT].replace("\0", "").strip()
    found = search(query) if query else []
    context = {"query": query, "found": found, "asked": bool(query), "most": MOST}
    return staff_page(request, actor, "imported.html", context)


@for_owners
@require_http_methods(["GET", "POST"])
def imported_writer(request: HttpRequest, actor: Actor, comment: str) -> HttpResponse:
    """Show what says whose it is (GET); try, ask for the erasure, or undo the wish (POST)."""
    who = identity_of(comment)
    if who is None:
        raise Refusal("comment_missing", Kind.MISSING)
    refusal, chosen = None, _offered(who, request)
    if request.method == "POST":
        try:
            if "keep" in request.POST or "confirm" in request.POST:
                _act(request, actor, who, chosen)
                return see(reverse("staff_imported_writer", args=[comment]))
            _insist_on_some(chosen)
        except Refusal as caught:
            refusal = caught
    context = _context(request, who, chosen)
    return staff_page(request, actor, "imported_writer.html", context, refusal=refusal)


def _context(request: HttpRequest, who: Identity, chosen: Choice) -> dict[str, object]:
    pending = _waiting(who)
    looks = request.method == "POST" and "back" not in request.POST
    tried = looks and pending is None and (chosen.marks or chosen.comments)
    return {
        "who": who,
        "pending": pending,
        "waiting": try_erase(_all_of(pending.marks)) if pending else None,
        "trial": try_erase(chosen) if tried else None,
        "sample": _SAMPLE,
        "chosen": chosen,
        "is_first": request.method == "GET",
        "ticks_all": "all" in request.GET,
        "typed": request.POST,
        "hours": HOURS,
        "most": MOST,
    }


def _offered(who: Identity, request: HttpRequest) -> Choice:
    """Return what was chosen of what the page offers, and nothing else."""
    marks = {one.mark for one in (*who.bases, *who.further)}
    comments = {one.id for one in who.alike} | {who.comment.id}
    return Choice(
        frozenset(marks & set(request.POST.getlist("mark"))),
        frozenset(comments & set(request.POST.getlist("comment"))),
    )


def _waiting(who: Identity) -> Pending | None:
    return erasure_marked({who.comment.id, *(one.mark for one in who.bases)})


def _all_of(marks: Iterable[str]) -> Choice:
    return Choice(frozenset(marks), frozenset())


def _insist_on_some(chosen: Choice) -> None:
    if not chosen.marks and not chosen.comments:
        raise Refusal("erasure_nothing", Kind.INVALID)


def _act(request: HttpRequest, actor: Actor, who: Identity, chosen: Choice) -> None:
    typed = request.POST
    if "keep" in typed:
        waiting = _waiting(who)
        keep_after_all(actor=actor, word=waiting.word if waiting else "")
        return
    texts = _CHOICES.get(typed.get("what", ""))
    if texts is None:
        raise Refusal("erasure_choice", Kind.INVALID)
    ask_erase_of(actor=actor, choice=chosen, texts=texts, reason=typed.get("reason", ""))
