"""Articles as readers see them: found by their path, listed in every order a newspaper needs."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from colonnade.articles.at_once import article_by, newest_teasers, picked_ids, teasers_among
from colonnade.articles.models import (
    ArticlePage,
    ArticleTag,
    Byline,
    FormerAddress,
    PlainPage,
    SectionPage,
)
from colonnade.articles.places import page_path, section_path
from colonnade.articles.public import public_rows
from colonnade.articles.rows import (
    ArticleInfo,
    BylineInfo,
    PlainPageInfo,
    Section,
    Tag,
    Teaser,
    byline_from,
    teasers_from,
)
from colonnade.articles.whole import plain_info

__all__ = [
    "article_at",
    "article_for",
    "articles_among",
    "articles_by",
    "articles_in",
    "articles_in_month",
    "articles_tagged",
    "byline_at",
    "latest_articles",
    "months",
    "moved_to",
    "picked_articles",
    "plain_page",
    "public_articles",
    "section_at",
    "sections",
    "tag_at",
]


def latest_articles(*, limit: int, skip: int = 0) -> list[Teaser]:
    """Return the newest articles (two queries)."""
    return newest_teasers(limit=limit, skip=skip)


def picked_articles() -> list[Teaser]:
    """Return what the editors put first, in their order (three queries, one if nothing)."""
    wanted = picked_ids()
    found = teasers_among(wanted)
    return sorted(found, key=lambda teaser: wanted.index(teaser.id))


def articles_in(section: Section, *, limit: int, skip: int = 0) -> list[Teaser]:
    """Return the newest articles of a section (two queries)."""
    return newest_teasers(section.slug, limit=limit, skip=skip)


def articles_by(byline: BylineInfo, *, limit: int, skip: int = 0) -> list[Teaser]:
    """Return the newest articles under a byline (two queries)."""
    return _page(public_rows().filter(bylines__byline__slug=byline.slug), limit, skip)


def articles_tagged(tag: Tag, *, limit: int, skip: int = 0) -> list[Teaser]:
    """Return the newest articles that bear a tag (two queries)."""
    return _page(public_rows().filter(tagged_items__tag__slug=tag.slug), limit, skip)


def articles_in_month(start: datetime, *, limit: int, skip: int = 0) -> list[Teaser]:
    """Return the articles from `start`, the first moment of a month in its zone (two queries)."""
    end = (
        start.replace(year=start.year + 1, month=1)
        if start.month == 12  # noqa: PLR2004 - December
        else start.replace(month=start.month + 1)
    )
    return _page(public_rows().filter(published__gte=start, published__lt=end), limit, skip)


def months(*, zone: object = UTC) -> list[tuple[datetime, int]]:
    """Return each month that has articles, the newest first, with their number (one query)."""
    rows = public_rows().order_by().annotate(month=TruncMonth("published", tzinfo=zone))
    return list(rows.values_list("month").annotate(Count("pk")).order_by("-month"))


def article_at(path: str) -> ArticleInfo | None:
    """Return the public article at this path (at most four queries), or None."""
    return article_by("public_path", path)


def article_for(article: int) -> ArticleInfo | None:
    """Return the public article with this primary key, or None."""
    return article_by("pk", article)


def articles_among(ids: Iterable[int]) -> dict[int, Teaser]:
    """Return those of these articles (by primary key) that readers may see (two queries)."""
    return {teaser.id: teaser for teaser in teasers_among(list(ids))}


def public_articles() -> list[int]:
    """Return the primary keys of all public articles, the oldest first (one query)."""
    return list(public_rows().reverse().values_list("pk", flat=True))


def moved_to(path: str) -> str | None:
    """Return where the public article or page is that was at `path` once, or None (one query)."""
    if "\x00" in path:
        return None  # no address holds it, and PostgreSQL cannot be asked for it
    row = (
        FormerAddress.objects.filter(path=path)
        .filter(Q(article__in=public_rows().order_by()) | Q(plain__live=True))
        .values_list("article__public_path", "plain__slug")
        .first()
    )
    if row is None:
        return None
    article, plain = row
    return article or page_path(plain)


def sections() -> list[Section]:
    """Return all public sections in the order of the menu (one query)."""
    rows = SectionPage.objects.filter(live=True).order_by("place", "title")
    return [
        Section(title, slug, section_path(slug), line)
        for title, slug, line in rows.values_list("title", "slug", "standfirst")
    ]


def section_at(slug: str) -> Section | None:
    """Return the public section of this name in addresses, or None (one query)."""
    return next((section for section in sections() if section.slug == slug), None)


def byline_at(slug: str) -> BylineInfo | None:
    """Return the byline of this name in addresses, or None (one query)."""
    row = Byline.objects.filter(slug=slug).values_list(
        "name",
        "slug",
        "line",
        "about",
        "picture__file_hash",
        "picture__width",
        "picture__height",
        "picture__description",
        "picture__credit",
    )
    return next((byline_from(values) for values in row), None)


def tag_at(slug: str) -> Tag | None:
    """Return the tag of this name in addresses if an article bears it, or None (one query)."""
    rows = ArticleTag.objects.filter(tag__slug=slug, content_object__in=public_rows().order_by())
    return next((Tag(*values) for values in rows.values_list("tag__name", "tag__slug")[:1]), None)


def plain_page(slug: str) -> PlainPageInfo | None:
    """Return a public plain page, or None (one query)."""
    row = PlainPage.objects.filter(live=True, slug=slug).first()
    return plain_info(row) if row else None


def _page(rows: "QuerySet[ArticlePage]", limit: int, skip: int) -> list[Teaser]:
    return teasers_from(rows[skip : skip + limit])
