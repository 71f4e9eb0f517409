"""Lists of words and patterns: written, tried on past comments, switched on."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from colonnade.flows.try_gates import Trial, try_list
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions import change_list, create_list, drop_list, switch_list
from colonnade.moderation.lists.accepting import EFFECTS, HOLD, KINDS, WORDS, Plan
from colonnade.moderation.reading import list_of
from colonnade.moderation.reading import lists as all_lists
from colonnade.people.policy import duty_of
from colonnade.people.reading import Actor
from colonnade.staff.access import for_moderators
from colonnade.staff.gate_words import EFFECT_WORDS, KIND_WORDS
from colonnade.staff.pages import number_from, see, staff_page
from colonnade.staff.reasons import standard_reasons
from colonnade.staff.trials import so_far, wants_trial

NEW = "new"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form holds of a list; `id` is '' for a new one."""

    id: str
    plan: Plan
    pasted: str
    is_on: bool = False


@for_moderators
@require_GET
def lists(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show all lists, and which are on."""
    context = {
        "lists": all_lists(),
        "kinds": KIND_WORDS,
        "effects": EFFECT_WORDS,
        "dropped": "dropped" in request.GET,
    }
    return staff_page(request, actor, "lists.html", context)


@for_moderators
@require_http_methods(["GET", "POST"])
def one_list(request: HttpRequest, actor: Actor, which: str) -> HttpResponse:
    """Show a list (GET); try, keep, switch or drop it (POST)."""
    kept = _kept(which)
    if request.method == "GET":
        return _form(request, actor, kept)
    typed = _typed(request, kept)
    try:
        if wants_trial(request):
            trial = try_list(
                actor=actor, plan=typed.plan, pasted=typed.pasted, so_far=so_far(request)
            )
            return _form(request, actor, typed, trial=trial)
        _insist_everywhere(actor)
        return _carry_out(request, typed)
    except Refusal as refusal:
        return _form(request, actor, typed, refusal=refusal)


def _carry_out(request: HttpRequest, typed: Typed) -> HttpResponse:
    if typed.id and "drop" in request.POST:
        drop_list(public_id=typed.id)
        return see(reverse("staff_lists"), dropped="1")
    public_id = typed.id
    if public_id:
        change_list(public_id=public_id, plan=typed.plan, pasted=typed.pasted)
    else:
        public_id = create_list(plan=typed.plan, pasted=typed.pasted)
    if "on" in request.POST or "off" in request.POST:
        switch_list(public_id=public_id, on="on" in request.POST)
    return see(reverse("staff_list", args=[public_id]), saved="1")


def _insist_everywhere(actor: Actor) -> None:
    """Refuse who answers for some sections alone: a list holds for all."""
    if duty_of(actor) is not None:
        raise Refusal("moderators_only", Kind.DENIED)


def _kept(which: str) -> Typed:
    if which == NEW:
        return Typed("", Plan("", WORDS, HOLD), "")
    found = list_of(which)
    if found is None:
        raise Refusal("list_missing", Kind.MISSING)
    info, entries = found
    return Typed(info.id, info.plan, "\n".join(entries), info.is_on)


def _typed(request: HttpRequest, kept: Typed) -> Typed:
    plan = Plan(
        request.POST.get("name", ""),
        kept.plan.kind if kept.id else request.POST.get("kind", ""),
        request.POST.get("effect", ""),
        request.POST.get("sentence", ""),
        number_from(request.POST.get("rule", "")),
    )
    if plan.kind not in KINDS:
        plan = Plan(plan.name, WORDS, plan.effect, plan.sentence, plan.rule)
    return Typed(kept.id, plan, request.POST.get("entries", ""), kept.is_on)


def _form(
    request: HttpRequest,
    actor: Actor,
    typed: Typed,
    *,
    trial: Trial | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    context = {
        "list": typed,
        "kinds": [(word, KIND_WORDS[word]) for word in KINDS],
        "effects": [(word, EFFECT_WORDS[word]) for word in EFFECTS],
        "rules": standard_reasons(),
        "trial": trial,
        "saved": "saved" in request.GET and refusal is None and trial is None,
    }
    return staff_page(request, actor, "list.html", context, refusal=refusal)
