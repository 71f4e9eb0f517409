"""The owner's own HTML, place by place; what it would load is shown before it is kept."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from colonnade.flows.sentences import sentence
from colonnade.kit.markup.foreign import foreign_parts
from colonnade.kit.refusals import Refusal
from colonnade.people.reading import Actor
from colonnade.sites.actions import keep_slots
from colonnade.sites.look import PLACES, Slot, check_slot
from colonnade.sites.reading import current_site
from colonnade.staff import words
from colonnade.staff.access import for_owners
from colonnade.staff.fields import faulty
from colonnade.staff.pages import see, staff_page


@dataclass(frozen=True, slots=True)
class Place:
    """A place for own HTML as the screen shows it, with what the HTML would do there."""

    slot: Slot
    label: str
    hint: str
    hosts: tuple[str, ...]
    scripts: int
    warnings: list[str]
    fault: str = ""


@for_owners
@require_http_methods(["GET", "POST"])
def slots(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the HTML of each place (GET); say what it would load, then keep it (POST twice)."""
    if request.method == "GET":
        kept = {slot.place: slot for slot in current_site().slots}
        return _form(request, actor, [kept.get(place, Slot(place, "")) for place in PLACES], {})
    typed = [_typed(request, place) for place in PLACES]
    faults = _faults(typed)
    if faults or "back" in request.POST:
        return _form(request, actor, typed, faults)
    if "confirmed" not in request.POST and any(slot.html for slot in typed):
        places = [_place(slot) for slot in typed if slot.html]
        context = {
            "places": places,
            "hosts": sorted({host for place in places for host in place.hosts}),
            "typed": [slot for slot in typed if slot.html],
        }
        return staff_page(request, actor, "slots_confirm.html", context)
    keep_slots(slots=typed)
    return see(request.path, saved="1")


def _typed(request: HttpRequest, place: str) -> Slot:
    html = request.POST.get(f"html-{place}", "").replace("\r\n", "\n").strip()
    return Slot(place, html, f"consent-{place}" in request.POST)


def _faults(typed: list[Slot]) -> dict[str, Refusal]:
    faults = {}
    for slot in typed:
        try:
            check_slot(slot)
        except Refusal as refusal:
            faults[slot.place] = refusal
    return faults


def _form(
    request: HttpRequest, actor: Actor, typed: list[Slot], faults: dict[str, Refusal]
) -> HttpResponse:
    context = {
        "places": [_place(slot, faults.get(slot.place)) for slot in typed],
        "saved": "saved" in request.GET and request.method == "GET",
    }
    return staff_page(request, actor, "slots.html", context, refusal=faulty(faults))


def _place(slot: Slot, fault: Refusal | None = None) -> Place:
    label, hint = (str(text) for text in words.PLACES[slot.place])
    # What is refused is not looked into: it may not be what it seems.
    html = "" if fault else slot.html
    found = foreign_parts(html)
    return Place(
        slot=slot,
        label=label,
        hint=hint,
        hosts=found.hosts,
        scripts=len(found.scripts),
        warnings=[str(words.FAULTS[code]) for code in found.faults],
        fault=sentence(fault) if fault else "",
    )
