"""Take things out of the newspaper, whole: rows, files, what Wagtail keeps of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError
from taggit.models import Tag
from wagtail.models import ModelLogEntry, Page, PageLogEntry, ReferenceIndex

from colonnade.articles.models import (
    ArticleByline,
    ArticlePage,
    ArticleTag,
    Byline,
    FrontPage,
    Picture,
    PlainPage,
    SectionPage,
)
from colonnade.kit.keys import SITE
from colonnade.outbox.actions import spoil


@dataclass(frozen=True, slots=True)
class SampleCount:
    """How much sample content there is; `keys` are the articles' primary keys."""

    articles: int
    sections: int
    pages: int
    bylines: int
    pictures: int
    keys: tuple[int, ...] = ()


def count_sample() -> SampleCount:
    """Return what `remove_sample` would take out (five queries)."""
    articles = ArticlePage.objects.filter(sample=True).values_list("pk", flat=True)
    return SampleCount(
        articles=len(articles),
        sections=SectionPage.objects.filter(sample=True).count(),
        pages=PlainPage.objects.filter(sample=True).count(),
        bylines=Byline.objects.filter(sample=True).count(),
        pictures=Picture.objects.filter(sample=True).count(),
        keys=tuple(articles),
    )


@transaction.atomic
def remove_sample() -> SampleCount:
    """Delete all sample content and return how much it was.

    What somebody else's work rests on stays, and counts as the site's own from now on: a section
    that holds other articles, a byline or picture that other articles show.
    """
    counted = count_sample()
    for kind in (ArticlePage, PlainPage):
        remove_pages(pages=list(kind.objects.filter(sample=True).values_list("pk", flat=True)))
    empty = SectionPage.objects.filter(sample=True, numchild=0)
    remove_pages(pages=list(empty.values_list("pk", flat=True)))
    SectionPage.objects.filter(sample=True).update(sample=False)
    _delete_bylines()
    for picture in Picture.objects.filter(sample=True):
        _delete_picture(picture)
    Tag.objects.filter(~Exists(ArticleTag.objects.filter(tag=OuterRef("pk")))).delete()
    _tidy_front()
    return counted


@transaction.atomic
def remove_pages(*, pages: Sequence[int]) -> None:
    """Delete these pages of any kind, with all that hangs on them; what they held keeps its place.

    Those that hold others must go after them.
    """
    spoil(SITE)
    Page.objects.filter(pk__in=pages, numchild=0).delete()
    PageLogEntry.objects.filter(page_id__in=pages).delete()


@transaction.atomic
def remove_imported_pages(*, pages: Sequence[int]) -> None:
    """Delete these pages and take them out of the editors' order of the front."""
    remove_pages(pages=pages)
    _tidy_front()


@transaction.atomic
def remove_bylines(*, bylines: Sequence[int]) -> None:
    """Delete those of these bylines that no article bears."""
    used = ArticleByline.objects.filter(byline=OuterRef("pk"))
    for byline in Byline.objects.filter(pk__in=bylines).exclude(Exists(used)):
        ModelLogEntry.objects.for_instance(byline).delete()
        byline.delete()


@transaction.atomic
def remove_tags(*, tags: Sequence[int]) -> None:
    """Delete those of these tags that no article bears."""
    used = ArticleTag.objects.filter(tag=OuterRef("pk"))
    Tag.objects.filter(~Exists(used), pk__in=tags).delete()


def _delete_bylines() -> None:
    remove_bylines(bylines=list(Byline.objects.filter(sample=True).values_list("pk", flat=True)))
    Byline.objects.filter(sample=True).update(sample=False)


def _delete_picture(picture: Picture) -> None:
    """Delete a picture with its files, unless an article of the site's own shows it."""
    if ReferenceIndex.get_references_to(picture).exists():
        Picture.objects.filter(pk=picture.pk).update(sample=False)
        return
    ModelLogEntry.objects.for_instance(picture).delete()
    try:
        picture.delete()
    except ProtectedError:
        Picture.objects.filter(pk=picture.pk).update(sample=False)


def _tidy_front() -> None:
    """Take out of the editors' order what is no more."""
    front = FrontPage.objects.get()
    there = set(ArticlePage.objects.values_list("pk", flat=True))
    kept = [dict(block) for block in front.picks.raw_data if block["value"] in there]
    if len(kept) != len(front.picks.raw_data):
        front.picks = json.dumps(kept)
        front.save()
