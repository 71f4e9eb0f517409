"""The articles of the sample newspaper, their bylines, sections, pictures and plain pages.

All of it is written by hand in data/; hours count back from the moment of loading.
"""

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import get_args

from colonnade.cli.sample.article_model import (
    Discussion,
    SampleArticle,
    SampleByline,
    SamplePage,
    SamplePicture,
    SampleSection,
)
from colonnade.cli.sample.article_text import Text, read
from colonnade.cli.sample.model import Commenting


@cache
def articles() -> list[SampleArticle]:
    """All articles in the order of their files, the front page's first one first."""
    return [_article(read(text)) for text in _texts("articles")]


@cache
def pages() -> list[SamplePage]:
    """The plain pages."""
    read_texts = (read(text) for text in _texts("pages"))
    return [SamplePage(t.heading["slug"], t.heading["title"], t.body) for t in read_texts]


@cache
def bylines() -> list[SampleByline]:
    """Everybody who writes for the paper, and the desks of the house."""
    return [SampleByline(**row) for row in _rows("bylines.json")]


@cache
def sections() -> list[SampleSection]:
    """The sections in the order of the menu."""
    return [SampleSection(**row) for row in _rows("sections.json")]


@cache
def pictures() -> list[SamplePicture]:
    """All pictures, portraits among them."""
    return [
        SamplePicture(row["name"], f"{row['name']}.webp", row["alt"], row["credit"])
        for row in _rows("pictures.json")
    ]


def picture_bytes(picture: SamplePicture) -> bytes:
    """The content of a picture's file: WebP."""
    return _data().joinpath("pictures", picture.file).read_bytes()


def _data() -> Traversable:
    return files(__package__).joinpath("data")


def _texts(folder: str) -> Iterable[str]:
    found = sorted(_data().joinpath(folder).iterdir(), key=lambda file: file.name)
    return [file.read_text("utf-8") for file in found if file.name.endswith(".md")]


def _rows(name: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(_data().joinpath(name).read_text("utf-8"))
    return rows


def _article(text: Text) -> SampleArticle:
    heading = text.heading
    discussions: tuple[Discussion, ...] = get_args(Discussion)
    rules: tuple[Commenting, ...] = get_args(Commenting)
    return SampleArticle(
        slug=heading["slug"],
        section=heading["section"],
        headline=heading["headline"],
        standfirst=heading["standfirst"],
        bylines=_list(heading["bylines"]),
        minutes=int(heading["minutes"]),
        lead=heading["lead"],
        caption=heading.get("caption", ""),
        body=text.body,
        tags=_list(heading["tags"]),
        earlier=_list(heading.get("earlier", "")),
        corrections=text.corrections,
        thread=heading.get("thread", ""),
        discussion=discussions[discussions.index(heading.get("discussion", "open"))],
        commenting=rules[rules.index(heading.get("commenting", "guests"))],
        closes=int(heading["closes"]) if "closes" in heading else None,
    )


def _list(value: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in value.split(",") if word.strip())
