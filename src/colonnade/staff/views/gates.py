"""The owner chooses what the gates before posting do."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from colonnade.flows.choose_gates import choose_gates, choose_preset, put_back
from colonnade.flows.try_gates import Trial, try_rules
from colonnade.kit.refusals import Refusal
from colonnade.moderation.gates.choices import (
    PRESET_SETTINGS,
    PRESETS,
    Choices,
    accept_choices,
    typed_choices,
    with_preset,
)
from colonnade.moderation.gates.rules import Rules
from colonnade.moderation.reading import choices_now
from colonnade.people.reading import Actor
from colonnade.sites.reading import current_site, settings_of
from colonnade.staff.access import for_owners
from colonnade.staff.gate_words import PRESET_WORDS, choice_fields, choice_words, value_words
from colonnade.staff.pages import see, staff_page
from colonnade.staff.trials import so_far, wants_trial


@for_owners
@require_http_methods(["GET", "POST"])
def gates(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what the gates do (GET); try choices on past comments, or keep them (POST)."""
    before = choices_now()
    if request.method == "GET":
        return _form(request, actor, before)
    typed = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    chosen = before
    try:
        if "preset" in typed:
            before_it = choose_preset(actor=actor, name=typed["preset"])
            return see(
                request.path, saved="1", **{f"was_{one}": before_it[one] for one in before_it}
            )
        if "back" in typed:
            put_back(actor=actor, typed=typed)
            return see(request.path, saved="1")
        chosen = accept_choices(typed, before)
        if wants_trial(request):
            trial = try_rules(actor=actor, rules=Rules(chosen), so_far=so_far(request))
            return _form(request, actor, chosen, trial=trial)
        choose_gates(actor=actor, typed=typed)
    except Refusal as refusal:
        return _form(request, actor, chosen, refusal=refusal)
    return see(request.path, saved="1")


def _form(
    request: HttpRequest,
    actor: Actor,
    chosen: Choices,
    *,
    trial: Trial | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    now = settings_of(current_site())
    in_force = [
        name
        for name, preset in PRESETS.items()
        if preset.settings.items() <= now.items() and with_preset(chosen, preset) == chosen
    ]
    shown = {**typed_choices(chosen), **now}
    was = {
        name: request.GET[f"was_{name}"][:20]
        for name in (*typed_choices(chosen), *PRESET_SETTINGS)
        if f"was_{name}" in request.GET
    }
    context = {
        "fields": choice_fields(chosen),
        "presets": [(name, *map(str, words)) for name, words in PRESET_WORDS.items()],
        "in_force": in_force,
        "changed": [
            (name, choice_words(name), value_words(name, word), value_words(name, shown[name]))
            for name, word in was.items()
        ],
        "was": was,
        "secret": chosen.check_secret,
        "trial": trial,
        "saved": "saved" in request.GET and refusal is None and trial is None,
    }
    return staff_page(request, actor, "gates.html", context, refusal=refusal)
