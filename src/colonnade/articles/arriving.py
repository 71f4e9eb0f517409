"""Keep articles and pages that come from another site: past the editor, and not public yet.

`show` makes them public, all at once. It costs a seventh of what the newsroom's own way costs,
and ends in the same rows.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import F
from taggit.models import Tag
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.search.backends import get_search_backends
from wagtail.search.models import IndexEntry

from colonnade.articles.loading import LoadedByline, Raw, load_byline
from colonnade.articles.models import (
    ArticleByline,
    ArticlePage,
    ArticleTag,
    FormerAddress,
    FrontPage,
    PlainPage,
    SectionPage,
)
from colonnade.kit import clock
from colonnade.kit.keys import SITE
from colonnade.outbox.actions import spoil


@dataclass(frozen=True, slots=True, kw_only=True)
class Arriving:
    """An article or a plain page. `published` None: a draft, `written` then.

    `bylines` and `tags` are primary keys, `addresses` paths that led to it on the old site.
    """

    headline: str
    slug: str
    body: Sequence[Raw] = ()
    standfirst: str = ""
    bylines: Sequence[int] = ()
    tags: Sequence[int] = ()
    published: datetime | None = None
    written: datetime | None = None
    discussion: str = "open"
    addresses: Sequence[str] = ()


def keep_article(*, section: int, article: Arriving) -> int:
    """Keep an article that is not public yet and return its primary key."""
    row = ArticlePage(
        standfirst=article.standfirst,
        discussion=article.discussion,
        published=article.published,
        **_common(article),
    )
    with transaction.atomic():
        parent = SectionPage.objects.select_for_update().get(pk=section)
        row.section = parent
        if article.published:
            row.public_path, row.told = row.own_path, row.wishes
        _plant(parent, row)
        above, borne = hang_on(row.pk, bylines=article.bylines, tags=article.tags)
        hung: dict[str, object] = {"bylines": above, "tagged_items": borne}
        for name, rows in hung.items():
            setattr(row, name, rows)  # nobody needs to ask for them
        keep_addresses(article.addresses, article=row)
        _finish(row, article)
    return int(row.pk)


def keep_page(*, page: Arriving) -> int:
    """Keep a plain page that is not public yet and return its primary key."""
    row = PlainPage(in_footer=False, **_common(page))
    with transaction.atomic():
        _plant(FrontPage.objects.select_for_update().get(), row)
        keep_addresses(page.addresses, plain=row)
        _finish(row, page)
    return int(row.pk)


@transaction.atomic
def keep_section(*, title: str, slug: str, standfirst: str = "") -> int:
    """Keep a section that is public as soon as an article in it is, and return its primary key."""
    row = SectionPage(title=title, slug=slug, standfirst=standfirst)
    row.live, row.has_unpublished_changes = False, False
    row.first_published_at = row.last_published_at = clock.now()
    with steady_index():
        FrontPage.objects.select_for_update().get().add_child(instance=row)
    return int(row.pk)


def keep_byline(*, name: str, slug: str) -> int:
    """Keep a byline and return its primary key."""
    with steady_index():
        return load_byline(byline=LoadedByline(name=name, slug=slug))


def keep_tag(*, name: str, slug: str) -> int:
    """Keep a tag and return its primary key."""
    return int(Tag.objects.create(name=name, slug=slug).pk)


@transaction.atomic
def show(*, pages: Sequence[int]) -> None:
    """Make those of these pages public that came in to be so, with their sections.

    What an editor had in hand meanwhile is left to her.
    """
    spoil(SITE)
    waiting = list(_waiting().filter(pk__in=pages).values_list("pk", flat=True))
    Page.objects.filter(pk__in=waiting).update(live=True)
    # Those of drafts too: else whoever publishes the draft would see nothing of it.
    above = ArticlePage.objects.filter(pk__in=pages).values("section")
    opened = list(_waiting().filter(pk__in=above).values_list("pk", flat=True))
    Page.objects.filter(pk__in=opened).update(live=True)
    for model in (ArticlePage, PlainPage):
        enter(model, model.objects.filter(pk__in=waiting))


def hang_on(
    article: int, *, bylines: Sequence[int], tags: Sequence[int]
) -> tuple[list[ArticleByline], list[ArticleTag]]:
    """Put an article under bylines and tags, besides those it has; return the new rows."""
    above = ArticleByline.objects.bulk_create(
        ArticleByline(article_id=article, byline_id=pk, sort_order=place)
        for place, pk in enumerate(dict.fromkeys(bylines))
    )
    borne = ArticleTag.objects.bulk_create(
        ArticleTag(content_object_id=article, tag_id=pk) for pk in dict.fromkeys(tags)
    )
    return above, borne


def keep_addresses(
    paths: Iterable[str], *, article: ArticlePage | None = None, plain: PlainPage | None = None
) -> None:
    """Let old paths lead on; those that lead somewhere already keep doing so."""
    own = (article or plain).own_path  # type: ignore[union-attr]
    FormerAddress.objects.bulk_create(
        [
            FormerAddress(path=path, article=article, plain=plain)
            for path in dict.fromkeys(paths)
            if path != own
        ],
        ignore_conflicts=True,
    )


def _waiting() -> "models.QuerySet[Page]":
    rows: models.QuerySet[Page] = Page.objects.filter(
        live=False,
        has_unpublished_changes=False,
        first_published_at__isnull=False,
        latest_revision__isnull=True,
    )
    return rows


def _common(page: Arriving) -> dict[str, object]:
    return {
        "title": page.headline,
        "draft_title": page.headline,
        "slug": page.slug,
        "body": json.dumps([dict(block) for block in page.body]),
        "live": False,
        "has_unpublished_changes": page.published is None,
        "first_published_at": page.published,
        "last_published_at": page.published,
    }


def _plant(parent: Page, page: ArticlePage | PlainPage) -> None:
    """Hang a page into the tree as the last below its parent, which is locked."""
    page.render_anew()
    depth = parent.depth + 1
    below = Page.objects.filter(path__startswith=parent.path, depth=depth)
    last = below.order_by("-path").values_list("path", flat=True).first()
    step = Page._str2int(last[-Page.steplen :]) + 1 if last else 1  # noqa: SLF001
    page.path = Page._get_path(parent.path, depth, step)  # noqa: SLF001
    page.depth, page.locale_id, page.translation_key = depth, parent.locale_id, uuid4()
    page.set_url_path(parent)
    # As fixtures are loaded: each table by itself, nobody told. `Page.save` asks 40 questions.
    fields = (field.attname for field in Page._meta.concrete_fields)
    base = Page(**{name: getattr(page, name) for name in fields})
    base.save_base(raw=True, force_insert=True)
    page.pk = page.page_ptr_id = page.id = base.pk
    page.save_base(raw=True, force_insert=True)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
    entry = PageLogEntry(
        content_type=ContentType.objects.get_for_model(type(page)),
        page_id=page.pk,
        label=page.title,
        action="wagtail.create",
        timestamp=clock.now(),
        content_changed=True,
    )
    PageLogEntry.objects.bulk_create([entry])


def _refer(page: ArticlePage | PlainPage) -> None:
    """Keep what a new page refers to, as `create_or_update_for_object` would."""
    own = ContentType.objects.get_for_model(type(page))
    base = ContentType.objects.get_for_model(Page)
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            content_type=own,
            base_content_type=base,
            object_id=str(page.pk),
            to_content_type_id=kind,
            to_object_id=pk,
            model_path=model_path,
            content_path=path,
            content_path_hash=ReferenceIndex._get_content_path_hash(path),  # noqa: SLF001
        )
        for kind, pk, model_path, path in set(ReferenceIndex._extract_references_from_object(page))  # noqa: SLF001
    )


def _finish(page: ArticlePage | PlainPage, came: Arriving) -> None:
    page.wagtail_admin_comments = []  # it is new: nobody needs to ask for them
    _refer(page)
    if came.published is None:
        keep_draft(page, came.written)


def keep_draft(page: ArticlePage | PlainPage, written: datetime | None) -> None:
    """Keep the wording as a revision, so that the newsroom lists it among the drafts."""
    fresh = type(page).objects.get(pk=page.pk)
    with steady_index():
        revision = fresh.save_revision(clean=False)
    moment = written or revision.created_at
    type(revision).objects.filter(pk=revision.pk).update(created_at=moment)
    Page.objects.filter(pk=page.pk).update(
        latest_revision_created_at=moment, draft_title=page.title
    )
    enter(type(page), type(page).objects.filter(pk=page.pk))


@contextmanager
def steady_index() -> Iterator[None]:
    """Let what the newsroom's search holds keep its weight; what comes to it gets its own.

    Wagtail would weigh anew what has the weight 1 by chance, and undoing would not find it so.
    """
    kept = list(IndexEntry.objects.filter(title_norm=1.0).values_list("pk", flat=True))
    yield
    IndexEntry.objects.filter(pk__in=kept).update(title_norm=1.0)


def enter(model: type[models.Model], rows: "models.QuerySet[models.Model]") -> None:
    """Enter pages into the newsroom's own search."""
    found = list(rows)
    if not found:
        return
    with steady_index():
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, found)
