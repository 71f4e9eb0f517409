"""The frozen values that leave this room, and how rows become them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from colonnade.articles.models import ArticleByline, ArticlePage
from colonnade.articles.sizes import PictureInfo, picture_key
from colonnade.outbox.prepared import PreparedAmong


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the newspaper."""

    title: str
    slug: str
    path: str
    standfirst: str


@dataclass(frozen=True, slots=True)
class BylineInfo:
    """A named author, or a desk."""

    name: str
    slug: str
    line: str
    about: str
    picture: PictureInfo | None


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, as readers see it and as it stands in addresses."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Teaser:
    """An article as lists show it. `key` is the subject that its thread hangs on."""

    id: int
    key: str
    path: str
    headline: str
    standfirst: str
    section: Section | None
    published: datetime
    updated: datetime
    lead: PictureInfo | None
    bylines: tuple[BylineInfo, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A mistake that was mended."""

    date: date
    text: str


@dataclass(frozen=True, slots=True)
class ArticleInfo(Teaser):
    """An article whole. `html` is safe; `hosts` are those its videos are loaded from."""

    lead_caption: str
    html: str
    hosts: tuple[str, ...]
    corrections: tuple[Correction, ...]
    earlier: tuple[Teaser, ...]
    tags: tuple[Tag, ...]
    description: str
    discussion: str
    commenting: str
    close_after: int | None
    sample: bool


@dataclass(frozen=True, slots=True)
class PlainPageInfo:
    """A page that is no article; `html` and `hosts` as of an article."""

    title: str
    slug: str
    path: str
    html: str
    hosts: tuple[str, ...]
    description: str
    # The subject of its discussion; pages that came from other sites may have one.
    key: str = ""


def subject_key(article: int) -> str:
    """Return the key of the subject that an article's thread hangs on."""
    return f"article:{article}"


def page_key(page: int) -> str:
    """Return the key of the subject that a plain page's thread hangs on, if it has one."""
    return f"page:{page}"


TEASER = (
    "pk",
    "public_path",
    "title",
    "standfirst",
    "published",
    "last_published_at",
    "section__title",
    "section__slug",
    "section__standfirst",
    "lead__file_hash",
    "lead__width",
    "lead__height",
    "lead__description",
    "lead__credit",
)


def teasers_from(articles: "QuerySet[ArticlePage]") -> list[Teaser]:
    """Return these articles as lists show them (two queries, one if there are none)."""
    return teasers_of(list(articles.values_list(*TEASER)))


def teasers_of(rows: Sequence[tuple[Any, ...]]) -> list[Teaser]:
    """Return the articles of these columns of `TEASER` (one query, none if there are none)."""
    bylines = bylines_of([row[0] for row in rows]) if rows else {}
    return [teaser_from(row, bylines.get(row[0], ())) for row in rows]


def teaser_from(row: Sequence[Any], bylines: tuple[BylineInfo, ...]) -> Teaser:
    """Return the article of columns of `TEASER`."""
    pk, path, title, standfirst, published, updated, name, slug, line, *lead = row
    return Teaser(
        id=pk,
        key=subject_key(pk),
        path=path,
        headline=title,
        standfirst=standfirst,
        section=None if slug is None else Section(name, slug, f"/{slug}/", line),
        published=published,
        updated=updated or published,
        lead=picture_from(lead),
        bylines=bylines,
    )


def picture_from(values: Sequence) -> PictureInfo | None:  # type: ignore[type-arg]
    """Return a picture from its hash, width, height, description and credit."""
    return PictureInfo(picture_key(values[0]), *values[1:]) if values[0] else None


_BYLINE = (
    "byline__name",
    "byline__slug",
    "byline__line",
    "byline__about",
    "byline__picture__file_hash",
    "byline__picture__width",
    "byline__picture__height",
    "byline__picture__description",
    "byline__picture__credit",
)


def bylines_of(articles: Iterable[int]) -> dict[int, tuple[BylineInfo, ...]]:
    """Return the bylines of each of these articles, in their order (one query)."""
    found: dict[int, list[BylineInfo]] = {}
    for article, *values in _BYLINES_OF.rows(among=list(articles)):
        found.setdefault(article, []).append(byline_from(values))
    return {article: tuple(bylines) for article, bylines in found.items()}


def _bylines(articles: list[int]) -> "QuerySet[ArticleByline, tuple[Any, ...]]":
    rows: QuerySet[ArticleByline] = ArticleByline.objects.filter(article__in=articles)
    return rows.order_by("sort_order", "pk").values_list("article_id", *_BYLINE)


_BYLINES_OF = PreparedAmong(_bylines)


def byline_from(values: Sequence) -> BylineInfo:  # type: ignore[type-arg]
    """Return a byline from its four words and its picture's five values."""
    name, slug, line, about, *picture = values
    return BylineInfo(name, slug, line, about, picture_from(picture))
