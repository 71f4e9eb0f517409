"""A discussion's page, the same for everybody, and the little that is personal about it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from colonnade.discussion.fragment import pen_of
from colonnade.discussion.reading import ThreadInfo, own_numbers, thread_of
from colonnade.discussion.viewing import from_query
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.reading import statements_on
from colonnade.people.actions import keep_viewing
from colonnade.people.policy import may_comment, may_moderate
from colonnade.people.visitor import actor_from, same_origin
from colonnade.sites.reading import SiteInfo, current_site
from colonnade.web.bearing import told_at_form
from colonnade.web.discussion_part import discussion_context, opened, redirect_to_saved, see_now
from colonnade.web.keeping import discussed
from colonnade.web.local import local_path
from colonnade.web.viewing import keep_viewing_cookie
from colonnade.web.views.pages import public_page


def thread_or_refuse(site: SiteInfo, public_id: str) -> ThreadInfo:
    """Return the thread if readers may see it, or raise Refusal thread_missing."""
    thread = thread_of(site, public_id)
    if thread is None:
        raise Refusal("thread_missing", Kind.MISSING)
    return thread


@require_safe
def thread(request: HttpRequest, thread: str) -> HttpResponse:
    """Show one page of a discussion; lead a reader to the article it stands below, if any.

    A reader with saved options is led to hers.
    """
    site = current_site()
    there = opened(request, site, public_id=thread)
    if there is None or there[0].hidden:
        raise Refusal("thread_missing", Kind.MISSING)
    found = there[0]
    if found.path != request.path:
        words = request.GET.urlencode()
        return see_now(f"{found.path}?{words}" if words else found.path)
    hers = redirect_to_saved(request)
    if hers is not None:
        return hers
    context = discussion_context(request, site, there, found.path)
    keeping = discussed(request, found, context["page"].rows)
    return public_page(request, "web/thread.html", context, keeping=keeping)


@csrf_exempt  # it changes nothing but how this reader's pages are laid out; see same_origin
@require_POST
def save_viewing(request: HttpRequest) -> HttpResponse:
    """Keep the viewing options a reader chose and lead her back to the first page under them."""
    viewing = from_query(request.POST.dict())
    back = local_path(request.POST.get("next", "/"))
    response = see_now(f"{back}{viewing.query()}#comments")
    keep_viewing_cookie(response, viewing)
    if same_origin(request):
        actor = actor_from(request)
        if actor.person is not None:
            short = "" if viewing.is_default else viewing.short
            keep_viewing(person=actor.person, viewing=short)
    return response


@require_safe
def visitor(request: HttpRequest) -> HttpResponse:
    """Answer who reads a page without a discussion: whether the ways in are for her."""
    return _own({"member": actor_from(request).is_member})


@require_safe
def personal(request: HttpRequest, thread: str) -> HttpResponse:
    """Answer what is this visitor's own on a thread's page: laid over it by the script."""
    site = current_site()
    found = thread_or_refuse(site, thread)
    actor = actor_from(request)
    numbers = own_numbers(actor, found.id)
    mine = list(numbers)
    at_form = told_at_form(actor, found)
    may = may_comment(actor, found.commenting) and not found.closed
    told = statements_on(actor, mine)
    body = {
        "token": get_token(request),
        "name": actor.name,
        "member": actor.is_member,
        "staff": may_moderate(actor),
        "moderate": _("Moderate"),
        "may_comment": may and not at_form.keeps_out,
        "mine": mine,
        "numbers": numbers,
        "acts": pen_of(site).own_acts,
        "told": {one: reverse("decision", args=[decision]) for one, decision in told.items()},
        "why": _("The decision, and how to object"),
        "bears": [*at_form.bears, *at_form.stricter],
    }
    return _own(body)


def _own(body: dict[str, object]) -> HttpResponse:
    response = JsonResponse(body)
    response.headers["Cache-Control"] = "private, no-store"
    return response
