"""What whole pages of the newspaper need at once: the menu, sections' latest, texts, addresses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from wagtail.models import Page

from colonnade.articles.at_once import newest_by_section
from colonnade.articles.places import page_path, section_path
from colonnade.articles.public import public_rows
from colonnade.articles.rows import Section, Teaser
from colonnade.articles.whole import refresh
from colonnade.sites.reading import with_site

# The front page lies below the tree's root; sections and plain pages lie below the front page.
_BELOW_FRONT = 3


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Where every page of the newspaper leads: its sections, and (title, path) of plain pages."""

    sections: tuple[Section, ...]
    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A public address of the newspaper, and when what stands there changed last."""

    path: str
    changed: datetime | None


def landmarks() -> Landmarks:
    """Return sections in the order of the menu, and the pages linked at the foot.

    One query, or none where the site is remembered with them.
    """
    return with_site("landmarks", _landmarks)


def _landmarks() -> Landmarks:
    rows = Page.objects.filter(live=True, depth=_BELOW_FRONT).values_list(
        "title",
        "slug",
        "sectionpage__place",
        "sectionpage__standfirst",
        "plainpage__in_footer",
    )
    found = list(rows.order_by("sectionpage__place", "title", "path"))
    return Landmarks(
        sections=tuple(
            Section(title, slug, section_path(slug), line)
            for title, slug, place, line, _ in found
            if place is not None
        ),
        pages=tuple((title, page_path(slug)) for title, slug, _, _, linked in found if linked),
    )


def latest_by_section(sections: Sequence[Section], *, limit: int) -> dict[str, list[Teaser]]:
    """Return the newest articles of each section by its slug (two queries, one for none)."""
    if not sections:
        return {}
    found: dict[str, list[Teaser]] = {section.slug: [] for section in sections}
    for teaser in newest_by_section(list(found), limit=limit):
        if teaser.section and teaser.section.slug in found:
            found[teaser.section.slug].append(teaser)
    return found


def texts_of(articles: Iterable[int]) -> dict[int, str]:
    """Return the safe HTML of each of these public articles (one query)."""
    rows = public_rows().filter(pk__in=list(articles)).only("html", "rendering")
    found: dict[int, str] = {}
    for row in rows:
        refresh(row)
        found[row.pk] = str(row.html)
    return found


def count_articles() -> int:
    """Return how many articles are public (one query)."""
    return public_rows().count()


def front_places() -> list[Place]:
    """Return the addresses of all sections and plain pages (two queries)."""
    newest = dict(
        public_rows().order_by().values_list("section__slug").annotate(Max("last_published_at"))
    )
    rows = Page.objects.filter(live=True, depth=_BELOW_FRONT).order_by("path")
    fields = rows.values_list("slug", "sectionpage__place", "last_published_at")
    return [
        Place(page_path(slug), changed)
        if place is None
        else Place(section_path(slug), newest.get(slug))
        for slug, place, changed in fields
    ]


def article_places(*, limit: int, skip: int = 0) -> list[Place]:
    """Return the addresses of articles, the newest first (one query)."""
    rows = public_rows().values_list("public_path", "last_published_at", "published")
    return [Place(path, at or since) for path, at, since in rows[skip : skip + limit]]
