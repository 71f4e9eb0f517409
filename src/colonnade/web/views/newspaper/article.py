"""An article with its discussion below, and plain pages."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from colonnade.articles.listing import landmarks
from colonnade.articles.reading import article_at, moved_to, plain_page
from colonnade.articles.rows import ArticleInfo, PlainPageInfo
from colonnade.discussion.reading import Opened
from colonnade.kit.keys import BYLINES, article_key, subject_key, thread_key
from colonnade.sites.reading import SiteInfo, current_site
from colonnade.sites.times import day_words
from colonnade.web.discussion_part import discussion_context, opened, redirect_to_saved
from colonnade.web.keeping import Keeping, discussed
from colonnade.web.views.newspaper.linked_data import article_data, as_script, full
from colonnade.web.views.newspaper.showing import direction_of, show

# What is mended within minutes is no update.
_LATER = timedelta(minutes=10)
_HOST = re.compile(r"[a-z0-9.-]+(:\d{1,5})?", re.IGNORECASE)


@require_safe
def article(request: HttpRequest, section: str, slug: str) -> HttpResponse:
    """Show an article with its discussion; lead on from an address that it had once.

    A reader with saved viewing options is led to hers.
    """
    path = f"/{section}/{slug}/"
    found = article_at(path)
    if found is None:
        return _lead_on(request, path)
    site = current_site()
    talk = opened(request, site, key=found.key)
    # One that is hidden is told from one that is not there yet.
    thread = talk[0] if talk else None
    is_shown = thread is not None and not thread.hidden and found.discussion != "hidden"
    hers = redirect_to_saved(request) if is_shown else None
    if hers is not None:
        return hers
    context = article_context(request, site, found, talk if is_shown else None)
    # What it was decided on may be hidden meanwhile.
    context["left_out"] = thread is not None and thread.noindex
    context["soon"] = thread is None and found.discussion != "hidden"
    keeping = _keeping(request, found.key, context)
    keeping = keeping.also(BYLINES, *(article_key(one.id) for one in (found, *found.earlier)))
    return show(request, "article", context, keeping=keeping, frames=video_hosts(found))


def article_context(
    request: HttpRequest, site: SiteInfo, found: ArticleInfo, there: Opened | None
) -> dict[str, object]:
    """Return what an article's page needs; without `there` it has no discussion."""
    talk = discussion_context(request, site, there, found.path) if there else {}
    thread = there[0] if there else None
    page = talk.get("page")
    rows = page.rows if page else []
    return {
        "canonical": full(found.path),
        **talk,
        "site": site,
        "article": found,
        "thread": thread,
        "short": page is not None and page.page > 1,
        "soon": False,
        "linked_data": as_script(article_data(site, found, thread, rows)),
        "updated": found.updated - found.published > _LATER,
        "correction_day": _day,
        "text_direction": direction_of(found.headline),
    }


def video_hosts(found: ArticleInfo | PlainPageInfo) -> tuple[str, ...]:
    """Return the sources of a page's videos for the page's policy: plain hosts alone."""
    return tuple(f"https://{host}" for host in found.hosts if _HOST.fullmatch(host))


@require_safe
def plain(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a page that is no article; with its discussion, where it came with one."""
    found = plain_page(slug)
    if found is None:
        raise Http404
    site = current_site()
    there = opened(request, site, key=found.key)
    thread = there[0] if there and not there[0].hidden else None
    is_shown = thread is not None and thread.visible > 0
    hers = redirect_to_saved(request) if is_shown else None
    if hers is not None:
        return hers
    talk = discussion_context(request, site, there, found.path) if there and is_shown else {}
    left_out = thread is not None and thread.noindex
    context = {**page_context(found), **talk, "left_out": left_out}
    # A discussion without comments shows with its first one.
    waits = [thread_key(thread.public_id)] if thread else []
    keeping = _keeping(request, found.key, context).also(found.key, *waits)
    return show(request, "page", context, keeping=keeping, frames=video_hosts(found))


def page_context(found: PlainPageInfo) -> dict[str, object]:
    """Return what a plain page needs."""
    direction = direction_of(found.title)
    return {
        "plain": found,
        "thread": None,
        "canonical": full(found.path),
        "text_direction": direction,
    }


@require_safe
def add_slash(request: HttpRequest, rest: str) -> HttpResponse:
    """Lead on from a section's or an article's address without its last slash."""
    path = f"/{rest}/"
    if "/" in rest:
        return _lead_on(request, path) if article_at(path) is None else _moved(request, path)
    if any(one.path == path for one in landmarks().sections):
        return _moved(request, path)
    raise Http404


def _keeping(request: HttpRequest, subject: str, context: Mapping[str, Any]) -> Keeping:
    """Return what the page hangs on for its discussion, or for having none."""
    thread, page = context["thread"], context.get("page")
    if thread is None or page is None:
        return Keeping((subject_key(subject),))
    return discussed(request, thread, page.rows)


def _day(day: date) -> str:
    return day_words(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def _lead_on(request: HttpRequest, path: str) -> HttpResponse:
    now = moved_to(path)
    if now is None:
        raise Http404
    return _moved(request, now)


def _moved(request: HttpRequest, path: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
