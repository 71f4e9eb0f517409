"""Bring whole articles in, past the editor: for sample content and for other sites' articles."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from uuid import UUID, uuid4, uuid5

from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.models import Page

from colonnade.articles.actions import settle
from colonnade.articles.models import (
    ArticleByline,
    ArticlePage,
    Byline,
    FrontPage,
    Picture,
    PlainPage,
    SectionPage,
)

# What a block is made of, as the newsroom keeps it: {"type": "text", "value": "<p>...</p>"}.
Raw = Mapping[str, object]
_SAMPLE = UUID("5b2f0a0e-6d4b-4f6e-9a53-2f9a1f1c7d10")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedPicture:
    """A picture: the content of its file, what one sees, who made it."""

    name: str
    content: bytes
    alt: str
    credit: str = ""
    created: datetime
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedByline:
    """A byline; `picture` is a picture's primary key."""

    name: str
    slug: str
    line: str = ""
    about: str = ""
    picture: int | None = None
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedArticle:
    """An article that readers may see; numbers are primary keys of what was loaded before it."""

    section: int
    slug: str
    headline: str
    standfirst: str = ""
    bylines: Sequence[int] = ()
    lead: int | None = None
    lead_caption: str = ""
    body: Sequence[Raw] = ()
    tags: Sequence[str] = ()
    published: datetime
    earlier: Sequence[int] = ()
    corrections: Sequence[tuple[date, str]] = ()
    discussion: str = "open"
    commenting: str = ""
    close_after: int | None = None
    sample: bool = False


@transaction.atomic
def load_picture(*, picture: LoadedPicture) -> int:
    """Keep a picture and return its primary key."""
    row = Picture(
        title=picture.name.rpartition(".")[0].replace("-", " "),
        description=picture.alt,
        credit=picture.credit,
        sample=picture.sample,
        file=ImageFile(BytesIO(picture.content), name=picture.name),
    )
    row.save()
    Picture.objects.filter(pk=row.pk).update(created_at=picture.created)
    return int(row.pk)


def load_byline(*, byline: LoadedByline) -> int:
    """Keep a byline and return its primary key."""
    row = Byline.objects.create(
        name=byline.name,
        slug=byline.slug,
        line=byline.line,
        about=byline.about,
        picture_id=byline.picture,
        sample=byline.sample,
    )
    return int(row.pk)


@transaction.atomic
def load_section(
    *, title: str, slug: str, standfirst: str, place: int, sample: bool, moment: datetime
) -> int:
    """Make a public section and return its primary key, or that of the one with this slug."""
    found = SectionPage.objects.filter(slug=slug).first()
    if found is None:
        found = SectionPage(
            title=title, slug=slug, standfirst=standfirst, place=place, sample=sample
        )
        _add(FrontPage.objects.get(), found, moment, sample=sample)
    return int(found.pk)


@transaction.atomic
def load_plain_page(
    *, title: str, slug: str, body: Sequence[Raw], sample: bool, moment: datetime
) -> int:
    """Make a public plain page and return its primary key."""
    page = PlainPage(title=title, slug=slug, body=_stream(body, slug, sample=sample), sample=sample)
    _add(FrontPage.objects.get(), page, moment, sample=sample)
    return int(page.pk)


@transaction.atomic
def load_article(*, article: LoadedArticle) -> int:
    """Publish an article as of its time and return its primary key.

    Nobody is told: the caller makes its thread and indexes its words.
    """
    name, sample = article.slug, article.sample
    corrections = [
        {"type": "correction", "value": {"date": day.isoformat(), "text": text}}
        for day, text in article.corrections
    ]
    earlier = [{"type": "article", "value": pk} for pk in article.earlier]
    page = ArticlePage(
        title=article.headline,
        slug=article.slug,
        standfirst=article.standfirst,
        lead_id=article.lead,
        lead_caption=article.lead_caption,
        body=_stream(article.body, name, sample=sample),
        earlier=_stream(earlier, f"{name}/earlier", sample=sample),
        corrections=_stream(corrections, f"{name}/corrections", sample=sample),
        discussion=article.discussion,
        commenting=article.commenting,
        close_after=article.close_after,
        sample=sample,
    )
    page.bylines.set(
        ArticleByline(byline_id=pk, sort_order=place) for place, pk in enumerate(article.bylines)
    )
    _add(SectionPage.objects.get(pk=article.section), page, article.published, sample=sample)
    if article.tags:
        page.tags.add(*article.tags)
        page.save()
    settle(articles=[page.pk], tell=False)
    return int(page.pk)


def order_front(*, articles: Sequence[int]) -> None:
    """Put these articles first on the front page, in this order."""
    front = FrontPage.objects.get()
    picks = [{"type": "article", "value": pk} for pk in articles]
    front.picks = _stream(picks, "front", sample=True)
    front.save()


def _add(parent: Page, page: Page, moment: datetime, *, sample: bool) -> None:
    """Hang a page into the tree as one that is public since `moment`."""
    page.live, page.has_unpublished_changes = True, False
    page.first_published_at = page.last_published_at = moment
    page.translation_key = uuid5(_SAMPLE, f"{parent.pk}/{page.slug}") if sample else uuid4()
    parent.add_child(instance=page)


def _stream(blocks: Sequence[Raw], name: str, *, sample: bool) -> str:
    """Return blocks as a field takes them; those of the sample are named alike in every site."""
    listed = [dict(block) for block in blocks]
    if sample:
        for number, block in enumerate(listed):
            _name(block, f"{name}/{number}")
    return json.dumps(listed)


def _name(block: dict[str, object], name: str) -> None:
    block["id"] = str(uuid5(_SAMPLE, name))
    value = block["value"]
    for key, inner in value.items() if isinstance(value, dict) else ():
        if isinstance(inner, list):
            for number, item in enumerate(inner):
                _name(item, f"{name}/{key}/{number}")
