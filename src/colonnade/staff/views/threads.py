"""Discussions: which are open, and who may comment there."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from colonnade.discussion.reading import (
    ThreadInfo,
    commenting_of,
    find_threads,
    latest_comments,
    thread_of,
)
from colonnade.discussion.viewing import page_from
from colonnade.flows.begin_thread import begin_thread
from colonnade.flows.decidable import decidable_thread
from colonnade.flows.leave_thread_out import leave_thread_out
from colonnade.flows.manage_thread import manage_thread
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.reading import Actor
from colonnade.sites.reading import current_site
from colonnade.sites.settings import COMMENTING
from colonnade.staff.access import for_moderators
from colonnade.staff.pages import see, staff_page
from colonnade.transfer.reading import runs_asking

_SIZE = 50
_QUERY_LIMIT = 200


@for_moderators
@require_GET
def threads(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List discussions, the liveliest lately first, or those whose title holds the query."""
    site = current_site()
    page = page_from(request.GET.dict())
    query = request.GET.get("q", "")[:_QUERY_LIMIT].replace("\0", "").strip()
    found = find_threads(site, like=query, limit=_SIZE + 1, skip=(page - 1) * _SIZE)
    context = {
        "site": site,
        "threads": found[:_SIZE],
        "query": query,
        "page": page,
        "more": len(found) > _SIZE,
        "asking": runs_asking(),
    }
    return staff_page(request, actor, "threads.html", context)


@for_moderators
@require_http_methods(["GET", "POST"])
def thread(request: HttpRequest, actor: Actor, thread: str) -> HttpResponse:
    """Show how a discussion stands (GET); close or reopen it, change who may comment (POST)."""
    found = decidable_thread(actor, thread)
    if request.method == "GET":
        return _form(request, actor, found)
    closed = request.POST.get("state") == "closed"
    commenting = request.POST.get("commenting", "")
    try:
        manage_thread(actor=actor, thread=thread, closed=closed, commenting=commenting)
    except Refusal as refusal:
        return _form(request, actor, found, refusal)
    return see(request.path, saved="1")


@for_moderators
@require_POST
def noindex(request: HttpRequest, actor: Actor, thread: str) -> HttpResponse:
    """Ask search engines to leave a discussion out, or let them find it again."""
    typed = request.POST
    on = typed.get("act") == "noindex"
    try:
        leave_thread_out(actor=actor, thread=thread, on=on, reason=typed.get("reason", ""))
    except Refusal as refusal:
        if refusal.kind is Kind.MISSING:
            raise
        return _form(request, actor, decidable_thread(actor, thread), refusal)
    return see(reverse("staff_thread", args=[thread]), saved="1")


@for_moderators
@require_http_methods(["GET", "POST"])
def new_thread(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask what a new discussion is about (GET); begin it and lead there (POST)."""
    names = ("title", "url", "section", "commenting")
    typed = {name: request.POST.get(name, "") for name in names}
    refusal = None
    if request.method == "POST":
        try:
            begun = thread_of(current_site(), begin_thread(actor=actor, **typed), actor)
            return see(_where(begun) if begun else reverse("staff_threads"))
        except Refusal as found:
            refusal = found
    context = {"site": current_site(), "typed": typed, "choices": COMMENTING}
    return staff_page(request, actor, "new_thread.html", context, refusal=refusal)


def _where(thread: ThreadInfo) -> str:
    """Return where the staff reads a discussion: readers' page, unless they see none."""
    if thread.hidden:
        return reverse("staff_thread", args=[thread.public_id])
    return thread.path


def _form(
    request: HttpRequest, actor: Actor, found: ThreadInfo, refusal: Refusal | None = None
) -> HttpResponse:
    site = current_site()
    context = {
        "site": site,
        "thread": found,
        # Readers' page is not there to look at.
        "comments": latest_comments(site, thread=found.id, actor=actor) if found.hidden else [],
        "commenting": commenting_of(found),
        "choices": COMMENTING,
        "saved": "saved" in request.GET and refusal is None,
    }
    return staff_page(request, actor, "thread.html", context, refusal=refusal)
