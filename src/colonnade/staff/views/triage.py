"""Triage: what it is, how good it is here, on or off, learn now."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions import ask_to_learn, switch_triage
from colonnade.moderation.reading.triage import Triage, labels, triage
from colonnade.moderation.triage.lesson import LEAST
from colonnade.people.policy import may_own
from colonnade.people.reading import Actor
from colonnade.people.visitor import owner_from
from colonnade.staff.access import for_moderators
from colonnade.staff.pages import see, staff_page

# The newest decisions that are counted for whoever waits for the first learning.
_COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class Fifth:
    """Comments whose score lies between two fifths; all but the count in whole percent."""

    low: int
    high: int
    count: int
    score: int
    removed: int


@for_moderators
@require_http_methods(["GET", "POST"])
def triage_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show how triage stands (GET); switch it, or ask for a learning, as the owner (POST)."""
    if request.method == "GET":
        return _page(request, actor)
    owner_from(request)
    act = request.POST.get("act", "")
    if act in {"on", "off"}:
        switch_triage(on=act == "on")
    elif act == "learn":
        if not triage().is_on:
            return _page(request, actor, Refusal("triage_off", Kind.CONFLICT))
        ask_to_learn()
    return see(request.path, **({"saved": "1"} if act in {"on", "off"} else {}))


def _page(request: HttpRequest, actor: Actor, refusal: Refusal | None = None) -> HttpResponse:
    now = triage()
    removed = [label.removed for label in labels(_COUNTED)] if not now.lesson else []
    context = {
        "now": now,
        "quality": now.quality.get("quality") or {},
        "fifths": _fifths(now),
        "least": LEAST,
        "removed": removed.count(True),
        "kept": removed.count(False),
        "owned": may_own(actor),
        "saved": "saved" in request.GET and refusal is None,
    }
    return staff_page(request, actor, "triage.html", context, refusal=refusal)


def _fifths(now: Triage) -> list[Fifth]:
    quality = now.quality.get("quality") or {}
    bins = quality.get("bins", [])
    size = 100 // (len(bins) or 1)
    return [
        Fifth(
            low=place * size,
            high=(place + 1) * size,
            count=one["count"],
            score=round(100 * one["score"]),
            removed=round(100 * one["removed"]),
        )
        for place, one in enumerate(bins)
    ]
