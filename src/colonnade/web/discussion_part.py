"""The discussion as a part of a page: below an article, or on the thread's own page."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from colonnade.discussion.reading import Opened, thread_opened, thread_page
from colonnade.discussion.viewing import Viewing, from_query, names_options, page_from
from colonnade.sites.reading import SiteInfo, public_address
from colonnade.web.viewing import saved_viewing


def redirect_to_saved(request: HttpRequest) -> HttpResponse | None:
    """Return the way to this reader's saved options, None where the address is hers already."""
    query = request.GET.dict()
    if names_options(query) or "page" in query:
        return None
    saved = saved_viewing(request)
    return None if saved.is_default else see_now(request.path + saved.query())


def opened(
    request: HttpRequest, site: SiteInfo, *, public_id: str = "", key: str = ""
) -> Opened | None:
    """Return a thread and where the page begins that an address names, None without the thread.

    One that is hidden is among them: the caller looks.
    """
    query = request.GET.dict()
    return thread_opened(site, from_query(query), page_from(query), public_id=public_id, key=key)


def discussion_context(
    request: HttpRequest, site: SiteInfo, found: Opened, path: str
) -> dict[str, Any]:
    """Return what the macros of web/discussion.html need, for the page at `path`.

    Raises Refusal page_missing where the address names a page that is not there.
    """
    query = request.GET.dict()
    viewing = from_query(query)
    thread, start = found
    page = thread_page(thread, viewing, page_from(query), start)
    return {
        "site": site,
        "thread": thread,
        "left_out": thread.noindex,
        "thread_path": path,
        "viewing": viewing,
        "page": page,
        "canonical": _canonical(path, viewing, page.page, query),
        "plain_address": not names_options(query),
        "open_to_guests": thread.commenting != "members",
    }


def see_now(address: str) -> HttpResponse:
    """Lead on to an address, for this once: another visitor may be led elsewhere."""
    response = HttpResponseRedirect(address, status=303)
    response.headers["Cache-Control"] = "no-store"
    return response


def _canonical(path: str, viewing: Viewing, page: int, query: dict[str, str]) -> str:
    """Return the address that search engines should keep: bare, or a page in default order."""
    if names_options(query):
        return public_address(path)
    return public_address(path + viewing.query(page))
