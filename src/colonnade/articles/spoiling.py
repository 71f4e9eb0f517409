"""Which finished pages a write in the newsroom spoils."""

from collections.abc import Iterable, Iterator

from django.db import models, transaction
from wagtail.models import Page, ReferenceIndex

from colonnade.articles.models import ArticlePage, Byline, FrontPage, Picture
from colonnade.articles.rows import page_key
from colonnade.kit.keys import ARTICLES, BYLINES, SITE, article_key
from colonnade.outbox.actions import spoil

# What changes with a draft, and readers do not see.
_UNSEEN = frozenset(
    {
        "draft_title",
        "expire_at",
        "go_live_at",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
    }
)


def of_article(article: int) -> list[str]:
    """Return the keys of an article that is published, changed or withdrawn.

    Pages that name it as one they follow show its headline as long as it is public.
    """
    above = naming(Page(pk=article))
    return [article_key(article), ARTICLES, *map(article_key, above)]


def naming(what: models.Model) -> list[int]:
    """Return the articles and pages that show a page, picture or byline (one query)."""
    found = ReferenceIndex.get_references_to(what).values_list("object_id", flat=True)
    return sorted({int(pk) for pk in found if str(pk).isdigit()})


@transaction.atomic
def saved(row: models.Model, fields: Iterable[str] | None) -> None:
    """Spoil what shows a row of the newsroom, which was written; `fields` None: all of it."""
    if fields is not None and _UNSEEN.issuperset(fields):
        return
    spoil(*dict.fromkeys(_keys(row)))


def _keys(row: models.Model) -> Iterator[str]:
    if isinstance(row, ArticlePage):
        # One that is not public is told of where it is withdrawn.
        yield from of_article(row.pk) if row.live else ()
    elif isinstance(row, FrontPage):
        yield ARTICLES
    elif isinstance(row, Picture | Byline):
        pages = naming(row)
        yield from (ARTICLES, BYLINES, *map(article_key, pages), *map(page_key, pages))
    else:
        # Sections and plain pages: every page leads to them.
        yield SITE
