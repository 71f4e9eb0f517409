"""A newspaper to read: sections, pictures, bylines and published articles."""

import json
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO
from itertools import count
from typing import Any

from django.test import Client
from PIL import Image

from colonnade.articles.actions import settle
from colonnade.articles.loading import (
    LoadedArticle,
    LoadedByline,
    LoadedPicture,
    load_article,
    load_byline,
    load_picture,
    load_section,
)
from colonnade.articles.models import ArticlePage
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import ThreadInfo, thread_at
from colonnade.kit import clock
from colonnade.sites.reading import current_site
from tests.factories import deliver_all

_numbers = count(1)


def make_section(slug: str = "harbor", *, title: str = "") -> int:
    return load_section(
        title=title or slug.title(),
        slug=slug,
        standfirst="Where ships lie.",
        place=next(_numbers),
        sample=False,
        moment=clock.now(),
    )


def make_picture(*, alt: str = "A quay", credit: str = "Ada Lind") -> int:
    number = next(_numbers)
    content = BytesIO()
    Image.new("RGB", (1600, 1000), (number % 255, 90, 160)).save(content, "JPEG")
    return load_picture(
        picture=LoadedPicture(
            name=f"picture-{number}.jpg",
            content=content.getvalue(),
            alt=alt,
            credit=credit,
            created=clock.now(),
        )
    )


def make_byline(name: str, slug: str, *, picture: int | None = None) -> int:
    byline = LoadedByline(name=name, slug=slug, line="Correspondent", picture=picture)
    return load_byline(byline=byline)


def make_article(
    section: int, headline: str = "", *, hours: int = 1, talk: bool = True, **more: object
) -> int:
    """Publish an article that appeared so many hours ago, with its thread if it shall `talk`."""
    number = next(_numbers)
    values: dict[str, object] = {
        "section": section,
        "slug": f"article-{number}",
        "headline": headline or f"Headline {number}",
        "standfirst": "What it is about.",
        "body": text("Some words."),
        "published": clock.now() - timedelta(hours=hours),
    }
    pk = load_article(article=LoadedArticle(**(values | more)))  # type: ignore[arg-type]
    if talk:
        settle(articles=[pk])
        deliver_all()
    return pk


def text(*paragraphs: str) -> Sequence[dict[str, object]]:
    return [{"type": "text", "value": "".join(f"<p>{words}</p>" for words in paragraphs)}]


def row_of(article: int) -> ArticlePage:
    return ArticlePage.objects.get(pk=article)


def published(article: int) -> datetime:
    found = row_of(article).published
    assert found is not None
    return found


def path_of(article: int) -> str:
    return str(row_of(article).public_path)


def thread_of_article(article: int) -> ThreadInfo:
    found = thread_at(current_site(), key=f"article:{article}", actor=STAFF)
    assert found is not None
    return found


def page(path: str, *, status: int = 200) -> str:
    """Return the text at an address."""
    answer = Client().get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode()


def linked_data(html: str) -> list[dict[str, Any]]:
    """Return what a page tells machines."""
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert len(scripts) == 1
    data = json.loads(scripts[0])
    assert data["@context"] == "https://schema.org"
    return list(data["@graph"])
