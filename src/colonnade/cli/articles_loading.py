"""The sample newspaper's articles on their way into the newsroom."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from colonnade.articles.loading import (
    LoadedArticle,
    LoadedByline,
    LoadedPicture,
    load_article,
    load_byline,
    load_picture,
    load_plain_page,
    load_section,
    order_front,
)
from colonnade.articles.reading import article_at
from colonnade.articles.rows import ArticleInfo
from colonnade.cli.sample import article_model as model
from colonnade.cli.sample.articles import (
    articles,
    bylines,
    pages,
    picture_bytes,
    pictures,
    sections,
)
from colonnade.cli.sample.model import Commenting

Raw = dict[str, object]
_IN_FRONT = 4


@dataclass(frozen=True, slots=True)
class Subject:
    """What the thread of a sample article hangs on."""

    name: str
    key: str
    path: str
    headline: str
    section: str
    commenting: Commenting
    closed: bool
    closes: datetime | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What was loaded so far: primary keys by the names of the sample."""

    moment: datetime
    pictures: dict[str, int]
    bylines: dict[str, int]
    sections: dict[str, int]
    articles: dict[str, int]


def load_articles(moment: datetime) -> dict[str, Subject]:
    """Load all sample articles as of `moment`; return the subjects of their threads by name."""
    known = _Known(moment, _pictures(moment), {}, {}, {})
    known.bylines.update(_bylines(known))
    known.sections.update(_sections(moment))
    # The oldest first: later ones name them.
    for article in sorted(articles(), key=lambda one: -one.minutes):
        known.articles[article.slug] = load_article(article=_article(article, known))
    for page in pages():
        body = [_raw(block, known) for block in page.body]
        load_plain_page(title=page.title, slug=page.slug, body=body, sample=True, moment=moment)
    order_front(articles=[known.articles[one.slug] for one in articles()[:_IN_FRONT]])
    return sample_subjects()


def sample_subjects() -> dict[str, Subject]:
    """Return what the sample's threads hang on, by the names that the sample has for them."""
    found = ((one, article_at(one.path)) for one in articles())
    listed = (_subject(one, article) for one, article in found if article is not None)
    return {subject.name: subject for subject in listed}


def _subject(sample: model.SampleArticle, article: ArticleInfo) -> Subject:
    days = article.close_after
    return Subject(
        name=sample.thread or sample.slug,
        key=article.key,
        path=article.path,
        headline=article.headline,
        section=article.section.title if article.section else "",
        commenting=sample.commenting,
        closed=article.discussion == "read-only",
        closes=article.published + timedelta(days=days) if days else None,
    )


def _pictures(moment: datetime) -> dict[str, int]:
    return {
        one.name: load_picture(
            picture=LoadedPicture(
                name=one.file,
                content=picture_bytes(one),
                alt=one.alt,
                credit=one.credit,
                created=moment,
                sample=True,
            )
        )
        for one in pictures()
    }


def _bylines(known: _Known) -> dict[str, int]:
    return {
        one.slug: load_byline(
            byline=LoadedByline(
                name=one.name,
                slug=one.slug,
                line=one.line,
                about=one.about,
                picture=known.pictures.get(one.picture),
                sample=True,
            )
        )
        for one in bylines()
    }


def _sections(moment: datetime) -> dict[str, int]:
    return {
        one.slug: load_section(
            title=one.title,
            slug=one.slug,
            standfirst=one.standfirst,
            place=place,
            sample=True,
            moment=moment,
        )
        for place, one in enumerate(sections(), start=1)
    }


def _article(sample: model.SampleArticle, known: _Known) -> LoadedArticle:
    corrections = [
        ((known.moment - timedelta(minutes=one.minutes)).date(), one.text)
        for one in sample.corrections
    ]
    return LoadedArticle(
        section=known.sections[sample.section],
        slug=sample.slug,
        headline=sample.headline,
        standfirst=sample.standfirst,
        bylines=[known.bylines[slug] for slug in sample.bylines],
        lead=known.pictures.get(sample.lead),
        lead_caption=sample.caption,
        body=[_raw(block, known) for block in sample.body],
        tags=sample.tags,
        published=known.moment - timedelta(minutes=sample.minutes),
        earlier=[known.articles[slug] for slug in sample.earlier],
        corrections=corrections,
        discussion=sample.discussion,
        commenting=sample.commenting,
        close_after=sample.closes,
        sample=True,
    )


def _raw(block: model.SampleBlock, known: _Known) -> Raw:
    """Return a block as the newsroom keeps it."""
    kind, read = _KINDS[type(block)]
    return {"type": kind, "value": read(block, known)}


def _text(block: model.TextBlock, known: _Known) -> str:
    return block.html


def _picture(block: model.PictureBlock, known: _Known) -> Raw:
    return {"picture": known.pictures[block.picture], "caption": block.caption}


def _group(block: model.GroupBlock, known: _Known) -> Raw:
    listed = [{"type": "item", "value": _picture(one, known)} for one in block.pictures]
    return {"lead_in": block.lead_in, "pictures": listed}


def _quote(block: model.QuoteBlock, known: _Known) -> Raw:
    return {"text": block.text, "speaker": block.by, "url": block.url}


def _video(block: model.VideoBlock, known: _Known) -> Raw:
    return {
        "url": block.url,
        "title": block.title,
        "poster": known.pictures.get(block.poster),
        "credit": block.credit,
        "credit_url": block.credit_url,
    }


def _sources(block: model.SourcesBlock, known: _Known) -> Raw:
    return {
        "sources": [
            {
                "type": "item",
                "value": {
                    "url": one.url,
                    "title": one.title,
                    "outlet": one.outlet,
                    "date": (known.moment - timedelta(days=one.days)).date().isoformat(),
                },
            }
            for one in block.sources
        ]
    }


_KINDS: dict[type, tuple[str, Callable[..., object]]] = {
    model.TextBlock: ("text", _text),
    model.PictureBlock: ("picture", _picture),
    model.GroupBlock: ("group", _group),
    model.QuoteBlock: ("quotation", _quote),
    model.VideoBlock: ("video", _video),
    model.SourcesBlock: ("sources", _sources),
}
