"""Give articles and pages that came in before another wording, with a way back."""

import json
from collections.abc import Mapping
from itertools import chain
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.db import models, transaction
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry

from colonnade.articles.actions import settle
from colonnade.articles.arriving import Arriving, enter, hang_on, keep_addresses, keep_draft
from colonnade.articles.models import (
    ArticleByline,
    ArticlePage,
    ArticleTag,
    FormerAddress,
    PlainPage,
)


@transaction.atomic
def amend(*, page: int, wording: Arriving) -> dict[str, object]:
    """Give a page another wording and return how all of it was, for `restore`.

    Its section and its address stay. What readers see of a public page changes at once; a draft
    that is published by now waits for `arriving.show`.
    """
    row = _row(page)
    before = {model: _packed(rows) for model, rows in _hanging(row).items()}
    weight = _entries(row).values_list("title_norm", flat=True).first()
    row.title = row.draft_title = wording.headline
    row.body = json.dumps([dict(block) for block in wording.body])
    row.render_anew()
    if not row.live and wording.published:
        row.latest_revision, row.latest_revision_created_at = None, None
        row.has_unpublished_changes = False
        row.first_published_at = row.last_published_at = wording.published
    if isinstance(row, ArticlePage):
        _amend_article(row, wording)
    _store(row)
    own = {"article": row} if isinstance(row, ArticlePage) else {"plain": row}
    keep_addresses(wording.addresses, **own)
    if not row.live and not wording.published:
        keep_draft(row, wording.written)
    _tell(row)
    return {**before, "weight": weight}


@transaction.atomic
def restore(*, page: int, before: Mapping[str, object]) -> None:
    """Put back what `amend` returned."""
    for model, rows in _hanging(_row(page)).items():
        kept = {int(one["pk"]) for one in _list(before[model])}
        rows.exclude(pk__in=kept).delete()
    # Revisions first: the row of the page names one of them.
    for model in reversed(list(_hanging(_row(page)))):
        for found in serializers.deserialize("python", _list(before[model])):
            found.save()
    row = _row(page)
    _tell(row)
    if before["weight"] is None:
        _entries(row).delete()
    else:
        _entries(row).update(title_norm=before["weight"])


def _row(page: int) -> ArticlePage | PlainPage:
    article = ArticlePage.objects.filter(pk=page).first()
    return article or PlainPage.objects.get(pk=page)


def _amend_article(row: ArticlePage, wording: Arriving) -> None:
    row.standfirst, row.discussion = wording.standfirst, wording.discussion
    row.published = row.published or wording.published
    if row.published:
        row.public_path, row.told = row.public_path or row.own_path, row.wishes
    bylines = ArticleByline.objects.filter(article=row.pk).order_by("sort_order")
    if list(bylines.values_list("byline", flat=True)) != list(dict.fromkeys(wording.bylines)):
        bylines.delete()
        hang_on(row.pk, bylines=wording.bylines, tags=())
    tags = ArticleTag.objects.filter(content_object=row.pk)
    if set(tags.values_list("tag", flat=True)) != set(wording.tags):
        tags.delete()
        hang_on(row.pk, bylines=(), tags=wording.tags)


def _store(row: ArticlePage | PlainPage) -> None:
    """Write the rows of both tables as they are, telling nobody."""
    names = [field.attname for field in Page._meta.concrete_fields]
    Page(**{name: getattr(row, name) for name in names}).save_base(raw=True, force_update=True)
    row.save_base(raw=True, force_update=True)
    ReferenceIndex.create_or_update_for_object(_row(row.pk))


def _tell(row: ArticlePage | PlainPage) -> None:
    enter(type(row), type(row).objects.filter(pk=row.pk))
    if row.live and isinstance(row, ArticlePage):
        settle(articles=[row.pk])


def _entries(row: ArticlePage | PlainPage) -> "models.QuerySet[IndexEntry]":
    """Return what the newsroom's own search holds of a page."""
    kind = ContentType.objects.get_for_model(type(row))
    rows: models.QuerySet[IndexEntry] = IndexEntry.objects.filter(
        content_type=kind, object_id=str(row.pk)
    )
    return rows


def _hanging(row: ArticlePage | PlainPage) -> dict[str, "models.QuerySet[Any]"]:
    """Return the rows of every table that belong to a page, by the names of their models."""
    pk, name = row.pk, "article" if isinstance(row, ArticlePage) else "plain"
    found: list[models.QuerySet[Any]] = [
        ArticleByline.objects.filter(article=pk),
        ArticleTag.objects.filter(content_object=pk),
        FormerAddress.objects.filter(**{name: pk}),
        ReferenceIndex.objects.filter(
            base_content_type__model="page",
            base_content_type__app_label="wagtailcore",
            object_id=str(pk),
        ),
        type(row).objects.filter(pk=pk),
        Page.objects.filter(pk=pk),
        Revision.objects.filter(
            base_content_type__model="page",
            base_content_type__app_label="wagtailcore",
            object_id=str(pk),
        ),
    ]
    return {rows.model._meta.label: rows for rows in found}


def _packed(rows: "models.QuerySet[Any]") -> list[dict[str, object]]:
    """Return rows as JSON has them, their primary keys included."""
    found: list[dict[str, object]] = json.loads(serializers.serialize("json", rows))
    return found


def _list(value: object) -> list[dict[str, Any]]:
    return list(chain(value)) if isinstance(value, list) else []
