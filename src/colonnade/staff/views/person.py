"""One person or guest as the staff see her: what she wrote, what was decided, what bears on her."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from colonnade.discussion.reading import Writer, all_by, guest_name_of, section_labels
from colonnade.discussion.viewing import page_from
from colonnade.flows.decidable import decidable
from colonnade.flows.earn_standing import facts_about
from colonnade.flows.measure import MOST_SECONDS, impose, lift, may_judge
from colonnade.flows.note import note_on_person
from colonnade.kit import clock
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions import Terms
from colonnade.moderation.reading import (
    Imposed,
    batches_on,
    cases_of,
    decisions_on,
    levels,
    measure_of,
    measures_on,
    newest_decisions_on,
    notes_on,
    reports_by,
    standing_history,
)
from colonnade.moderation.standing import MEASURES, TRUSTED, first_level
from colonnade.people.policy import duty_of
from colonnade.people.reading import Actor
from colonnade.people.whom import Whom, whom_by_guest_word, whom_by_handle, whom_of
from colonnade.sites.reading import current_site
from colonnade.staff.access import for_moderators
from colonnade.staff.asked import end_from, why_from
from colonnade.staff.done import together_from
from colonnade.staff.pages import number_from, see, staff_page
from colonnade.staff.reasons import standard_reasons

_SIZE = 50
# Which field of the form a refusal is about.
_AT_FAULT = {
    "measure_days": "days",
    "measure_until": "days",
    "measure_seconds": "seconds",
    "measure_reason": "reason",
}


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom the page is about, by the name that the staff know, and her page's address."""

    whom: Whom
    name: str
    path: str


@for_moderators
@require_GET
def person(request: HttpRequest, actor: Actor, kind: str, word: str) -> HttpResponse:
    """Show her history, and the forms that impose and lift."""
    return _page(request, actor, bearer_of(kind, word))


@for_moderators
@require_POST
def measure(request: HttpRequest, actor: Actor, kind: str, word: str) -> HttpResponse:
    """Impose a measure; show the page with what was typed if it cannot be."""
    bearer, typed = bearer_of(kind, word), request.POST
    try:
        terms = Terms(
            typed.get("kind", ""),
            section=typed.get("section", ""),
            until=end_from(typed.get("days", "")),
            seconds=number_from(typed.get("seconds", "")),
        )
        impose(actor=actor, whom=bearer.whom, terms=terms, why=why_from(typed))
    except Refusal as refusal:
        return _page(request, actor, bearer, refusal=refusal)
    return see(bearer.path + "#measures", saved="measure")


@for_moderators
@require_POST
def lift_measure(request: HttpRequest, actor: Actor, kind: str, word: str) -> HttpResponse:
    """Lift one of her measures."""
    bearer = bearer_of(kind, word)
    found = measure_of(request.POST.get("measure", ""))
    mine = (bearer.whom.person, bearer.whom.guest)
    if found is None or (found.person, found.guest) != mine:
        raise Refusal("measure_missing", Kind.MISSING)
    try:
        lift(actor=actor, measure=found.id, why=why_from(request.POST))
    except Refusal as refusal:
        return _page(request, actor, bearer, refusal=refusal)
    return see(bearer.path + "#measures", saved="lift")


@for_moderators
@require_POST
def note(request: HttpRequest, actor: Actor, kind: str, word: str) -> HttpResponse:
    """Keep a note about her among the staff; show the page with what was typed if it cannot be."""
    bearer = bearer_of(kind, word)
    try:
        words = request.POST.get("words", "")
        note_on_person(actor=actor, subject=bearer.whom.word, words=words)
    except Refusal as refusal:
        return _page(request, actor, bearer, refusal=refusal)
    return see(bearer.path + "#notes", saved="note")


@for_moderators
@require_GET
def writer(request: HttpRequest, actor: Actor, comment: str) -> HttpResponse:
    """Lead to the page of who wrote this comment."""
    found = decidable(actor, comment)
    whom = whom_of(person=found.person, guest=found.guest)
    if whom is None:
        raise Refusal("person_missing", Kind.MISSING, name=comment)
    return see(_path(whom))


def bearer_of(kind: str, word: str) -> Bearer:
    """Return whom an address names; raises Refusal person_missing."""
    whom = whom_by_handle(word) if kind == "people" else whom_by_guest_word(word)
    if whom is None:
        raise Refusal("person_missing", Kind.MISSING, name=word)
    name = whom.name or guest_name_of(whom.guest or 0)
    return Bearer(whom, name, _path(whom))


def _path(whom: Whom) -> str:
    return reverse("staff_guest" if whom.person is None else "staff_person", args=[whom.word])


def _page(
    request: HttpRequest, actor: Actor, bearer: Bearer, *, refusal: Refusal | None = None
) -> HttpResponse:
    page, whom = page_from(request.GET.dict()), bearer.whom
    duty = duty_of(actor)
    writer = Writer(whom.person, whom.guest)
    wrote = all_by(writer, sections=duty, limit=_SIZE + 1, skip=(page - 1) * _SIZE)
    shown = wrote[:_SIZE]
    ids = [row.id for row in shown]
    context = {
        "bearer": bearer,
        "whom": whom,
        "judged": may_judge(actor, whom),
        "comments": shown,
        "decided": newest_decisions_on(ids),
        "cases": cases_of(ids),
        "batches": batches_on(ids),
        "together": together_from(request),
        "reported": reports_by(Actor(person=whom.person, guest=whom.guest)),
        "decisions": decisions_on(whom.word),
        "notes": notes_on([whom.word]).get(whom.word, []),
        "page": page,
        "more": len(wrote) > _SIZE,
        "duty": duty,
        "typed": request.POST,
        "at_fault": _AT_FAULT.get(refusal.code, "") if refusal else "",
        "saved": request.GET.get("saved", ""),
        **_bearing(whom),
        **_offered(duty),
    }
    return staff_page(request, actor, "person.html", context, refusal=refusal)


def _bearing(whom: Whom) -> dict[str, object]:
    """Return her standing with what it follows from, and her measures: those in force first."""
    history = standing_history(person=whom.person, guest=whom.guest)
    earned = history[0].level if history else first_level(whom.person)
    level = TRUSTED if whom.is_staff else earned
    found = measures_on(person=whom.person, guest=whom.guest)
    now = clock.now()
    return {
        "level": level,
        "changes": history,
        "facts": facts_about(whom),
        "asked": levels(),
        "in_force": [one for one in found if one.is_in_force(now)],
        "former": [_ended(one, now) for one in found if not one.is_in_force(now)],
    }


def _ended(one: Imposed, now: datetime) -> tuple[Imposed, datetime]:
    """Return a measure with the moment it ended."""
    return one, min(end for end in (one.lifted, one.until, now) if end is not None)


def _offered(duty: frozenset[str] | None) -> dict[str, object]:
    """Return what the forms offer."""
    labels = section_labels(current_site())
    return {
        "kinds": MEASURES,
        "sections": labels if duty is None else [one for one in labels if one in duty],
        "rules": standard_reasons(),
        "most_seconds": MOST_SECONDS,
    }
