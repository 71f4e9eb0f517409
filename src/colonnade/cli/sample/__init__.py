"""The sample content: the letters page of an invented newspaper in an invented port.

Hand-written text lives in data/, and can be changed there; only the longest discussion is filled
up by the generator. May import the standard library alone.
"""

import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import get_args

from colonnade.cli.sample.generate import Filler
from colonnade.cli.sample.grammar import load_grammar
from colonnade.cli.sample.model import (
    GUEST,
    Commenting,
    SampleComment,
    SamplePerson,
    SampleThread,
)
from colonnade.cli.sample.parse import Draft, parse

__all__ = ["GUEST", "SampleComment", "SamplePerson", "SampleThread", "people", "threads"]

FILLED = {"turning-bridge": 500}
SEED = 1894


@cache
def people() -> list[SamplePerson]:
    """Everybody with an account. There is no owner: the first start makes one."""
    rows = json.loads(_data().joinpath("people.json").read_text("utf-8"))
    return [SamplePerson(**row) for row in rows]


@cache
def threads() -> list[SampleThread]:
    """All threads, the main one first; always the same."""
    folders = sorted(_data().joinpath("threads").iterdir(), key=lambda folder: folder.name)
    return [_thread(parse(_text(folder))) for folder in folders if folder.is_dir()]


def _data() -> Traversable:
    return files(__name__).joinpath("data")


def _text(folder: Traversable) -> str:
    pages = sorted(folder.iterdir(), key=lambda page: page.name)
    return "\n".join(page.read_text("utf-8") for page in pages if page.name.endswith(".md"))


def _thread(draft: Draft) -> SampleThread:
    heading = draft.heading
    return SampleThread(
        key=heading["key"],
        title=heading["title"],
        url=heading["url"],
        section=heading["section"],
        commenting=_commenting(heading["commenting"]),
        comments=_comments(draft),
        closed=heading.get("closed") == "yes",
    )


def _commenting(value: str) -> Commenting:
    known: tuple[Commenting, ...] = get_args(Commenting)
    return known[known.index(value)]


def _comments(draft: Draft) -> tuple[SampleComment, ...]:
    total = FILLED.get(draft.heading["key"])
    if total is None:
        return tuple(sorted(draft.comments, key=lambda comment: -comment.minutes))
    return Filler(draft, people(), load_grammar(), SEED).fill(total)
