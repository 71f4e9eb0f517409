"""The newspaper's front: the editors' order, the latest, what is being discussed."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from colonnade.articles.listing import Landmarks, landmarks, latest_by_section
from colonnade.articles.reading import latest_articles, picked_articles
from colonnade.articles.rows import Section, Teaser
from colonnade.discussion.reading import (
    latest_comments,
    latest_threads,
    liveliest_threads,
    threads_on,
)
from colonnade.kit import clock
from colonnade.kit.keys import THREADS
from colonnade.sites.reading import SiteInfo, current_site
from colonnade.web.keeping import people_in, tomorrow
from colonnade.web.views.newspaper.former import by_number
from colonnade.web.views.newspaper.showing import LISTED, show

_FIRST = 8  # stories above the sections
_IN_SECTION = 4
_LISTED = 5


@dataclass(frozen=True, slots=True)
class Block:
    """A section on the front, with what does not stand above it already."""

    section: Section
    teasers: list[Teaser]


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show the editors' order, the latest articles, the sections and what is being discussed.

    Old sites may have had all their articles here, each under a number.
    """
    moved = by_number(request)
    if moved is not None:
        return moved
    site = current_site()
    context = front_context(site)
    keys = (THREADS, *people_in(context["comments"]))
    keeping = replace(LISTED.also(*keys), until=tomorrow(site))
    return show(request, "front", context, keeping=keeping)


def front_context(site: SiteInfo) -> dict[str, Any]:
    """Return what the front page needs (eleven queries, whatever there is)."""
    marks = landmarks()
    stories = _stories()
    blocks = _blocks(marks, {story.id for story in stories}) if stories else []
    shown = [*stories, *(teaser for block in blocks for teaser in block.teasers)]
    return {
        "site": site,
        "landmarks": marks,
        "stories": stories,
        "blocks": blocks,
        "talks": threads_on(site, [story.key for story in shown]) if shown else {},
        "threads": [] if stories else latest_threads(site, limit=24),
        "liveliest": liveliest_threads(site, limit=_LISTED),
        "comments": latest_comments(site, limit=_LISTED),
        "today": clock.now(),
    }


def _stories() -> list[Teaser]:
    picks = picked_articles()
    known = {story.id for story in picks}
    newest = [story for story in latest_articles(limit=_FIRST) if story.id not in known]
    return [*picks, *newest][: max(_FIRST, len(picks))]


def _blocks(marks: Landmarks, shown: set[int]) -> list[Block]:
    newest = latest_by_section(marks.sections, limit=_FIRST + _IN_SECTION)
    blocks = [
        Block(section, [one for one in newest[section.slug] if one.id not in shown][:_IN_SECTION])
        for section in marks.sections
    ]
    return [block for block in blocks if block.teasers]
