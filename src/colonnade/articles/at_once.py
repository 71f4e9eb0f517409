"""Public articles as pages ask for them again and again: by queries that are put together once."""

from collections.abc import Sequence
from dataclasses import fields
from functools import cache, lru_cache, partial
from typing import Any

from django.db.models import Q, QuerySet

from colonnade.articles.models import ArticlePage, ArticleTag, FrontPage
from colonnade.articles.public import public_rows
from colonnade.articles.rendering import rendering_key
from colonnade.articles.rows import (
    TEASER,
    ArticleInfo,
    Tag,
    Teaser,
    bylines_of,
    teaser_from,
    teasers_of,
)
from colonnade.articles.whole import article_info, corrections_from
from colonnade.outbox.prepared import Prepared, PreparedAmong

Rows = QuerySet[ArticlePage, tuple[Any, ...]]

_WHOLE = (
    *TEASER,
    "rendering",
    "corrections",
    "earlier",
    "lead_caption",
    "html",
    "hosts",
    "search_description",
    "discussion",
    "commenting",
    "close_after",
    "sample",
)
# A query for some sections serves as well where there are a few fewer.
_SECTIONS_AT_A_TIME, _MOST_SECTIONS = 4, 32
_TEASER_FIELDS = tuple(field.name for field in fields(Teaser))


def article_by(name: str, value: object) -> ArticleInfo | None:
    """Return the public article whose `public_path` or `pk` is this, or None.

    Two to four queries; more where its HTML has to be made anew.
    """
    row = next(iter(_whole_query(name).rows(value)), None)
    if row is None:
        return None
    size = len(TEASER)
    teaser, (rendering, corrections, earlier, *rest) = row[:size], row[size:]
    if rendering != rendering_key():
        whole = public_rows().filter(pk=row[0]).select_related("section", "lead").first()
        return article_info(whole) if whole else None
    wanted = [block["value"] for block in earlier.raw_data if block["value"]]
    found = _AMONG.rows(among=wanted)
    bylines = bylines_of([row[0], *(one[0] for one in found)])
    own = teaser_from(teaser, bylines.get(row[0], ()))
    before = [teaser_from(one, bylines.get(one[0], ())) for one in found]
    caption, html, hosts, description, discussion, commenting, close_after, sample = rest
    return ArticleInfo(
        **{name: getattr(own, name) for name in _TEASER_FIELDS},
        lead_caption=caption,
        html=html,
        hosts=tuple(hosts),
        corrections=corrections_from(corrections),
        earlier=tuple(sorted(before, key=lambda one: wanted.index(one.id))),
        tags=tuple(Tag(*values) for values in _TAGS.rows(row[0])),
        description=description or own.standfirst,
        discussion=discussion,
        commenting=commenting,
        close_after=close_after,
        sample=sample,
    )


def teasers_among(ids: list[int]) -> list[Teaser]:
    """Return those of these articles that readers may see, in no order (two queries)."""
    return teasers_of(_AMONG.rows(among=ids))


def newest_teasers(section: str = "", *, limit: int, skip: int = 0) -> list[Teaser]:
    """Return the newest articles, of a section alone where its slug is given (two queries)."""
    if section:
        return teasers_of(_newest_query(limit, in_section=True).rows(section, skip))
    return teasers_of(_newest_query(limit, in_section=False).rows(skip))


def newest_by_section(slugs: Sequence[str], *, limit: int) -> list[Teaser]:
    """Return the newest articles of each of these sections, all together (two queries)."""
    if len(slugs) > _MOST_SECTIONS:
        return teasers_of(list(_newest_of_each(*slugs, limit=limit)))
    padded = [*slugs, *[slugs[-1]] * (-len(slugs) % _SECTIONS_AT_A_TIME)]
    return teasers_of(_sections_query(len(padded), limit).rows(*padded))


def picked_ids() -> list[int]:
    """Return which articles the editors put first (one query)."""
    row = next(iter(_PICKS.rows()), None)
    return [block["value"] for block in row[0].raw_data] if row else []


@lru_cache(maxsize=16)
def _newest_query(limit: int, *, in_section: bool) -> Prepared:
    def newest(*values: Any) -> Rows:  # noqa: ANN401 - a slug, if any, and a number
        *slug, skip = values
        rows = public_rows().filter(section__slug=slug[0]) if slug else public_rows()
        return rows.values_list(*TEASER)[skip : skip + limit]

    return Prepared(newest, *([str, int] if in_section else [int]))


@lru_cache(maxsize=16)
def _sections_query(sections: int, limit: int) -> Prepared:
    return Prepared(partial(_newest_of_each, limit=limit), *[str] * sections)


def _newest_of_each(*slugs: str, limit: int) -> Rows:
    wanted = Q()
    for slug in slugs:
        newest = public_rows().filter(section__slug=slug).values("pk")[:limit]
        wanted |= Q(pk__in=newest)
    return public_rows().filter(wanted).values_list(*TEASER)


def _picks() -> "QuerySet[FrontPage, tuple[Any, ...]]":
    return FrontPage.objects.filter(live=True).order_by("path").values_list("picks")[:1]


@cache
def _whole_query(name: str) -> Prepared:
    def article(value: object) -> Rows:
        return public_rows().filter(**{name: value}).values_list(*_WHOLE)[:1]

    return Prepared(article, str if name == "public_path" else int)


def _among(ids: list[int]) -> Rows:
    return public_rows().filter(pk__in=ids).values_list(*TEASER)


def _tags(article: int) -> "QuerySet[ArticleTag, tuple[Any, ...]]":
    rows: QuerySet[ArticleTag] = ArticleTag.objects.filter(content_object=article)
    return rows.order_by("pk").values_list("tag__name", "tag__slug")


_AMONG = PreparedAmong(_among)
_TAGS = Prepared(_tags, int)
_PICKS = Prepared(_picks)
