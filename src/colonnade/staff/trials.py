"""What a trial over past comments found, from one page of a form to the next."""

from django.http import HttpRequest

from colonnade.flows.try_gates import Trial
from colonnade.staff.pages import number_from


def wants_trial(request: HttpRequest) -> bool:
    """Return whether a form asks for a trial, or for its next portion."""
    return "try" in request.POST or "go_on" in request.POST


def so_far(request: HttpRequest) -> Trial:
    """Return what the earlier portions found, nothing where the trial begins."""
    if "go_on" not in request.POST:
        return Trial()
    return Trial(
        seen=_number(request, "seen"),
        caught=_number(request, "caught"),
        shown=_number(request, "shown"),
        removed=_number(request, "removed"),
        rest=_number(request, "rest"),
    )


def _number(request: HttpRequest, name: str) -> int:
    return number_from(request.POST.get(f"so_far_{name}", ""))
