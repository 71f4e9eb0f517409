"""What a run left to look at: its ledger, what is wrong with texts, what waits for an editor."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from colonnade.discussion.viewing import page_from
from colonnade.kit.refusals import Refusal
from colonnade.people.reading import Actor
from colonnade.staff.access import for_moderators, for_owners
from colonnade.staff.pages import number_from, see, staff_page
from colonnade.staff.views.import_words import FINDING_WORDS, KIND_WORDS, OUTCOME_WORDS
from colonnade.staff.views.imports import found_run
from colonnade.transfer.deciding import decline_offer, reopen_offer, take_offer
from colonnade.transfer.reading import findings, ledger_page
from colonnade.transfer.reviewing import questions as questions_of


@for_owners
@require_GET
def ledger(request: HttpRequest, actor: Actor, run: str) -> HttpResponse:
    """Show the lines of the ledger, all or some."""
    outcome = _among(request.GET.get("outcome", ""), OUTCOME_WORDS)
    kind = _among(request.GET.get("kind", ""), KIND_WORDS)
    found = found_run(run)
    lines = ledger_page(run, outcome=outcome, kind=kind, page=page_from(request.GET.dict()))
    context = {
        "run": found,
        "lines": lines,
        "outcome": outcome,
        "kind": kind,
        "outcomes": OUTCOME_WORDS,
        "kinds": {name: words for name, words in KIND_WORDS.items() if name in found.counts},
    }
    return staff_page(request, actor, "import_ledger.html", context)


@for_moderators
@require_GET
def flaws(request: HttpRequest, actor: Actor, run: str) -> HttpResponse:
    """Show what was found wrong with the texts, comment by comment."""
    kind = _among(request.GET.get("kind", ""), FINDING_WORDS)
    listed = findings(run, kind=kind, page=page_from(request.GET.dict()))
    context = {
        "run": found_run(run),
        "listed": listed,
        "kind": kind,
        "kinds": FINDING_WORDS,
    }
    return staff_page(request, actor, "import_flaws.html", context)


@for_moderators
@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest, actor: Actor, run: str) -> HttpResponse:
    """Show what an editor may confirm (GET); confirm, decline, or ask again (POST)."""
    found, refusal = found_run(run), None
    page = page_from(request.GET.dict())
    if request.method == "POST":
        try:
            _decide(request, actor)
            return see(f"{reverse('staff_import_questions', args=[run])}?page={page}")
        except Refusal as why:
            refusal = why
    context = {"run": found, "listed": questions_of(run, page=page)}
    return staff_page(request, actor, "import_questions.html", context, refusal=refusal)


def _decide(request: HttpRequest, actor: Actor) -> None:
    acts = {"take": take_offer, "decline": decline_offer, "reopen": reopen_offer}
    act = acts.get(request.POST.get("act", ""))
    if act:
        act(actor=actor, offer=number_from(request.POST.get("offer", "")))


def _among(word: str, known: Mapping[str, object]) -> str:
    return word if word in known else ""
