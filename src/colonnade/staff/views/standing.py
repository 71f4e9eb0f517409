"""What the owner asks of who is known, and of who is trusted."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from colonnade.kit.refusals import Refusal
from colonnade.moderation.actions import keep_levels
from colonnade.moderation.reading import levels
from colonnade.moderation.standing import (
    EARNED_LEVELS,
    MOST,
    MOST_WEIGHT,
    RECENT_DAYS,
    Weights,
    accept_levels,
)
from colonnade.people.reading import Actor
from colonnade.staff.access import for_owners
from colonnade.staff.fields import Field
from colonnade.staff.pages import see, staff_page


@for_owners
@require_http_methods(["GET", "POST"])
def edit_levels(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what the levels ask for (GET); keep it, all or nothing (POST)."""
    if request.method == "GET":
        return _form(request, actor)
    try:
        keep_levels(levels=accept_levels(request.POST.dict(), levels()))
    except Refusal as refusal:
        return _form(request, actor, refusal)
    return see(request.path, saved="1")


def _weights(request: HttpRequest, weights: Weights) -> list[Field]:
    """Return the fields for what a report weighs."""
    labels = {
        "guest": _("By a guest, or somebody without an account"),
        "new": _("By somebody new"),
        "known": _("By somebody known"),
        "trusted": _("By somebody trusted"),
    }
    return [
        Field(
            f"weight_{name}",
            label,
            _("From 0 to %(most)s.") % {"most": MOST_WEIGHT[name]},
            request.POST.get(f"weight_{name}", str(getattr(weights, name))),
            kind="number",
        )
        for name, label in labels.items()
    ]


def _form(request: HttpRequest, actor: Actor, refusal: Refusal | None = None) -> HttpResponse:
    asked = levels()
    labels = {
        "days": (_("Days on this site"), _("At least so many.")),
        "accepted": (_("Comments that stand"), _("At least so many.")),
        "removed": (
            _("Removed comments"),
            _("At most so many among those of the last %(days)s days.") % {"days": RECENT_DAYS},
        ),
    }
    groups = [
        [
            Field(name, *labels[part], value, kind="number")
            for part in MOST
            for name in [f"{level}_{part}"]
            for value in [request.POST.get(name, str(getattr(demands, part)))]
        ]
        for level in EARNED_LEVELS
        for demands in [getattr(asked, level)]
    ]
    context = {
        "groups": list(zip((_("Known"), _("Trusted")), groups, strict=True)),
        "weights": _weights(request, asked.weights),
        "saved": "saved" in request.GET and refusal is None,
    }
    return staff_page(request, actor, "standing.html", context, refusal=refusal)
