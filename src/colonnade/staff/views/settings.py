"""All settings of the site in one form; none is kept unless all can be."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from colonnade.flows.sentences import sentence
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.reading import Actor
from colonnade.sites.actions import change_settings
from colonnade.sites.reading import current_site, settings_of
from colonnade.sites.settings import SETTINGS, faults_in
from colonnade.staff.access import for_owners
from colonnade.staff.pages import see, staff_page
from colonnade.staff.words import CHOICES, EXPECTED, LABELS


@dataclass(frozen=True, slots=True)
class Field:
    """One setting as the form shows it: `choices` are (value, words), `fault` says what is wrong.

    `value` is what was typed.
    """

    name: str
    label: str
    hint: str
    value: str
    choices: list[tuple[str, str]]
    fault: str


@for_owners
@require_http_methods(["GET", "POST"])
def edit_settings(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the settings (GET); keep all of them, or none with the reasons beside them (POST)."""
    values = settings_of(current_site())
    if request.method == "GET":
        return _form(request, actor, values, {})
    values = {name: request.POST.get(name, value) for name, value in values.items()}
    faults = faults_in(values)
    if faults:
        return _form(request, actor, values, faults)
    change_settings(values=values)
    return see(request.path, saved="1")


def _form(
    request: HttpRequest, actor: Actor, values: dict[str, str], faults: dict[str, Refusal]
) -> HttpResponse:
    fields = [_field(name, value, faults.get(name)) for name, value in values.items()]
    context = {
        "site": current_site(),
        "fields": fields,
        "saved": "saved" in request.GET and not faults,
    }
    refusal = Refusal("settings_faulty", Kind.INVALID, count=len(faults)) if faults else None
    return staff_page(request, actor, "settings.html", context, refusal=refusal)


def _field(name: str, value: str, fault: Refusal | None) -> Field:
    label, hint = LABELS[name]
    choices = [(word, str(CHOICES[word])) for word in SETTINGS[name].choices]
    return Field(name, str(label), str(hint), value, choices, _words(name, fault))


def _words(name: str, fault: Refusal | None) -> str:
    if fault is None:
        return ""
    if fault.code == "setting_invalid":
        return str(EXPECTED.get(name, sentence(fault)))
    return sentence(fault)
