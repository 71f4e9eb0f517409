"""A discussion's page, the same for everybody, and the little that is personal about it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from colonnade.discussion.reading import ThreadInfo, own_ids, thread_of, thread_page
from colonnade.discussion.viewing import (
    Viewing,
    from_query,
    names_options,
    page_from,
)
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.actions import keep_viewing
from colonnade.people.policy import may_comment, may_moderate
from colonnade.people.visitor import actor_from, same_origin
from colonnade.sites.reading import SiteInfo, current_site, public_address
from colonnade.web.local import local_path
from colonnade.web.viewing import keep_viewing_cookie, saved_viewing
from colonnade.web.views.pages import public_page


def thread_or_refuse(site: SiteInfo, public_id: str) -> ThreadInfo:
    """Return the thread, or raise Refusal thread_missing."""
    thread = thread_of(site, public_id)
    if thread is None:
        raise Refusal("thread_missing", Kind.MISSING)
    return thread


@require_safe
def thread(request: HttpRequest, thread: str) -> HttpResponse:
    """Show one page of a discussion; lead a reader with saved options to hers."""
    site = current_site()
    query = request.GET.dict()
    if not names_options(query) and "page" not in query:
        saved = saved_viewing(request)
        if not saved.is_default:
            return _see(request.path + saved.query())
    found = thread_or_refuse(site, thread)
    viewing = from_query(query)
    page = thread_page(found, viewing, page_from(query))
    context = {
        "site": site,
        "thread": found,
        "viewing": viewing,
        "page": page,
        "canonical": _canonical(request.path, viewing, page.page, query),
        "plain_address": not names_options(query),
        "on_page": {row.id for row in page.rows},
        "open_to_guests": found.commenting != "members",
    }
    return public_page(request, "web/thread.html", context)


def _canonical(path: str, viewing: Viewing, page: int, query: dict[str, str]) -> str:
    """Return the address that search engines should keep: bare, or a page in default order."""
    if names_options(query):
        return public_address(path)
    return public_address(path + viewing.query(page))


@csrf_exempt  # it changes nothing but how this reader's pages are laid out; see same_origin
@require_POST
def save_viewing(request: HttpRequest) -> HttpResponse:
    """Keep the viewing options a reader chose and lead her back to the first page under them."""
    viewing = from_query(request.POST.dict())
    back = local_path(request.POST.get("next", "/"))
    response = _see(back + viewing.query())
    keep_viewing_cookie(response, viewing)
    if same_origin(request):
        actor = actor_from(request)
        if actor.person is not None:
            short = "" if viewing.is_default else viewing.short
            keep_viewing(person=actor.person, viewing=short)
    return response


@require_safe
def personal(request: HttpRequest, thread: str) -> HttpResponse:
    """Answer what is this visitor's own on a thread's page: laid over it by the script."""
    site = current_site()
    found = thread_or_refuse(site, thread)
    actor = actor_from(request)
    body = {
        "token": get_token(request),
        "name": actor.name,
        "member": actor.is_member,
        "staff": may_moderate(actor),
        "moderate": _("Moderate"),
        "may_comment": may_comment(actor, found.commenting) and not found.closed,
        "mine": own_ids(actor, found.id),
    }
    response = JsonResponse(body)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _see(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address, status=303)
    response.headers["Cache-Control"] = "no-store"
    return response
