"""Stricter rules for some hours, in one discussion or everywhere."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from colonnade.discussion.reading import ThreadInfo, thread_of
from colonnade.flows.raid import MOST_HOURS, MOST_SECONDS, begin_raid, calm_raid
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.gates.rules import Strictness
from colonnade.moderation.reading import raids_now
from colonnade.people.reading import Actor
from colonnade.sites.reading import current_site
from colonnade.staff.access import for_moderators
from colonnade.staff.pages import number_from, see, staff_page


@for_moderators
@require_http_methods(["GET", "POST"])
def raid(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show which switches are on (GET, of a thread where `thread` names one); switch (POST)."""
    asked = (request.POST if request.method == "POST" else request.GET).get("thread", "")
    thread = thread_of(current_site(), asked, actor) if asked else None
    if asked and thread is None:
        raise Refusal("thread_missing", Kind.MISSING)
    if request.method == "GET":
        return _form(request, actor, thread)
    try:
        if "calm" in request.POST:
            calm_raid(actor=actor, raid=request.POST["calm"], thread=asked)
        else:
            _begin(request, actor, asked)
    except Refusal as refusal:
        return _form(request, actor, thread, refusal)
    return see(request.path, **({"thread": asked} if asked else {}), saved="1")


def _begin(request: HttpRequest, actor: Actor, thread: str) -> None:
    strictness = Strictness(
        number_from(request.POST.get("slow_seconds", "")),
        "members_only" in request.POST,
        "hold_all" in request.POST,
    )
    hours = number_from(request.POST.get("hours", ""))
    begin_raid(actor=actor, thread=thread, strictness=strictness, hours=hours)


def _form(
    request: HttpRequest,
    actor: Actor,
    thread: ThreadInfo | None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    where = thread.id if thread else None
    context = {
        "thread": thread,
        "raids": [one for one in raids_now() if one.thread == where],
        "elsewhere": sum(one.thread != where for one in raids_now()),
        "typed": request.POST,
        "most_hours": MOST_HOURS,
        "most_seconds": MOST_SECONDS,
        "saved": "saved" in request.GET and refusal is None,
    }
    return staff_page(request, actor, "raid.html", context, refusal=refusal)
