"""Public articles as pages ask for them again and again: by queries that are put together once."""

from dataclasses import fields
from functools import cache
from typing import Any

from django.db.models import QuerySet

from colonnade.articles.models import ArticlePage, ArticleTag
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
