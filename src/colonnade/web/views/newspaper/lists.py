"""Lists of articles: of a section, a byline, a tag, a month; and the archive's months."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from colonnade.articles.listing import landmarks
from colonnade.articles.reading import (
    articles_by,
    articles_in,
    articles_in_month,
    articles_tagged,
    byline_at,
    months,
    tag_at,
)
from colonnade.articles.rows import Section, Teaser
from colonnade.discussion.reading import threads_on
from colonnade.discussion.viewing import page_from
from colonnade.sites.reading import current_site
from colonnade.sites.times import month_words
from colonnade.web.keeping import counted
from colonnade.web.views.newspaper.showing import LISTED, show

SIZE = 20
# Every zone can count in them.
_YEARS, _MONTHS = range(1000, 9000), range(1, 13)

Find = Callable[[int, int], list[Teaser]]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list: `more` where older articles follow."""

    teasers: list[Teaser]
    page: int
    more: bool


def listing(find: Find, page: int) -> Listing:
    """Return a page of what `find(limit, skip)` returns.

    Raises Http404 where the list is too short for it.
    """
    found = find(SIZE + 1, (page - 1) * SIZE)
    if page > 1 and not found:
        raise Http404
    return Listing(found[:SIZE], page, more=len(found) > SIZE)


@require_safe
def section(request: HttpRequest, section: str) -> HttpResponse:
    """Show the articles of a section, the newest first."""
    marks = landmarks()
    found = next((one for one in marks.sections if one.slug == section), None)
    if found is None:
        raise Http404
    context = section_context(found, page_from(request.GET.dict()))
    return _show(request, "section", {**context, "landmarks": marks})


def section_context(found: Section, page: int) -> dict[str, object]:
    """Return what a section's page needs besides the menu."""
    listed = listing(lambda n, skip: articles_in(found, limit=n, skip=skip), page)
    return {"section": found, **_context(listed, may_be_empty=True)}


@require_safe
def byline(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an author and what appeared under her name."""
    found = byline_at(slug)
    if found is None:
        raise Http404
    page = page_from(request.GET.dict())
    context = _found(lambda n, skip: articles_by(found, limit=n, skip=skip), page)
    return _show(request, "byline", {"byline": found, **context})


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the articles that bear a tag."""
    found = tag_at(slug)
    if found is None:
        raise Http404
    page = page_from(request.GET.dict())
    context = _found(lambda n, skip: articles_tagged(found, limit=n, skip=skip), page)
    return _show(request, "tag", {"tag": found, **context})


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """Show every month that has articles, with their number."""
    site = current_site()
    years: dict[int, list[tuple[datetime, int]]] = {}
    for month, count in months(zone=ZoneInfo(site.time_zone)):
        years.setdefault(month.year, []).append((month, count))
    context = {"site": site, "years": years, "month_words": month_words}
    return show(request, "archive", context, keeping=LISTED)


@require_safe
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """Show the articles of a month in the site's zone."""
    site = current_site()
    if int(year) not in _YEARS or int(month) not in _MONTHS:
        raise Http404
    start = datetime(int(year), int(month), 1, tzinfo=ZoneInfo(site.time_zone))
    page = page_from(request.GET.dict())
    context = _found(lambda n, skip: articles_in_month(start, limit=n, skip=skip), page)
    heading = month_words(start)
    return _show(request, "month", {"heading": heading, **context})


def _show(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    subjects = [teaser.key for teaser in context["list"].teasers]
    keeping = LISTED.also(*counted(subjects, context["talks"]))
    return show(request, template, context, keeping=keeping)


def _found(find: Find, page: int) -> dict[str, object]:
    """Return a page of a list; raises Http404 where nothing public is in it at all.

    A byline or a tag that only drafts bear is nobody's business.
    """
    return _context(listing(find, page), may_be_empty=False)


def _context(found: Listing, *, may_be_empty: bool) -> dict[str, object]:
    if not (found.teasers or may_be_empty):
        raise Http404
    site, keys = current_site(), [teaser.key for teaser in found.teasers]
    return {"site": site, "list": found, "talks": threads_on(site, keys) if keys else {}}
