"""Any number of comments for load tests: realistic lengths, depths and branches, cheap to make.

Bodies are drawn from a pool of at most POOL distinct ones, so that rendering can be kept by body.
Depth and branching grow as in real threads: a comment that has answers draws more of them.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from colonnade.cli.sample.compose import joined
from colonnade.cli.sample.grammar import Occasion, Voice, load_grammar

POOL, LEVELS, AUTHORS = 3_000, 10, 200
MEDIAN_WORDS, SPREAD, MOST_WORDS = 30, 1.0, 585
SHORTS, ROOTS, FRESH, WINDOW = 0.05, 0.3, 0.25, 400
QUOTES, PARAGRAPH = 0.08, 0.35
SIDES = ("keep", "lock")
KINDS = {"say": 45, "tale": 30, "ask": 10, "differ": 5, "source": 3, "own": 3, "list": 4}
LAST_MINUTE, LEAST_SPAN, BUSIEST, FADE = 12, 4_320, 4, 4.0


@dataclass(frozen=True, slots=True)
class GeneratedComment:
    """One comment. `parent` is an index below its own; `author` is 0 to 199; `minutes` before now,
    never more than those of the comment before, and fewer than those of the parent.
    """

    index: int
    parent: int | None
    author: int
    minutes: int
    body: str


def generate(comments: int, seed: int) -> Iterator[GeneratedComment]:
    """`comments` comments in the order of posting; the same numbers give the same comments."""
    rng = Random(seed)  # noqa: S311  load data, no secret
    short, long = _pool(min(POOL, max(200, comments)), rng)
    levels = bytearray(comments)
    minutes = _minutes(comments)
    ends: list[int] = []
    for index in range(comments):
        parent = _parent(index, ends, rng)
        if parent is not None and (levels[parent] == LEVELS or minutes[parent] == minutes[index]):
            parent = None
        levels[index] = 1 if parent is None else levels[parent] + 1
        ends.append(index)
        if parent is not None:
            ends.append(parent)
        author = int(AUTHORS * rng.random() ** 1.7)
        bodies = short if rng.random() < SHORTS else long
        body = bodies[int(len(bodies) * rng.random())]
        yield GeneratedComment(index, parent, author, minutes[index], body)


def _parent(index: int, ends: list[int], rng: Random) -> int | None:
    """A root, an answer to one of the latest, or to one drawn by how much it was answered."""
    drawn = rng.random()
    if index == 0 or drawn < ROOTS:
        return None
    if drawn < ROOTS + FRESH:
        return index - 1 - int(min(index, WINDOW) * rng.random())
    return ends[int(len(ends) * rng.random())]


def _minutes(comments: int) -> list[int]:
    """Minutes before now, never rising: the discussion is liveliest at its beginning."""
    span = max(LEAST_SPAN, comments // BUSIEST)
    faded = 1 - math.exp(-FADE)
    ages = (-math.log(1 - faded * (i + 0.5) / comments) / FADE for i in range(comments))
    return [LAST_MINUTE + int(span * (1 - age)) for age in ages]


def _pool(size: int, rng: Random) -> tuple[list[str], list[str]]:
    """Distinct short and long bodies, `size` at most, one in twenty a short line."""
    voice = Voice(load_grammar(), rng)
    short = {_part(voice, rng.choice(("quip", "agree"))) for _ in range(int(size * SHORTS))}
    long = {_long(voice, _words(rng)) for _ in range(size - len(short))}
    return sorted(short), sorted(long)


def _words(rng: Random) -> int:
    return min(int(rng.lognormvariate(math.log(MEDIAN_WORDS), SPREAD)), MOST_WORDS)


def _part(voice: Voice, kind: str) -> str:
    kind = voice.rng.choice(voice.grammar.tongues()) if kind == "own" else kind
    return voice.say(
        kind, Occasion(voice.rng.choice(voice.grammar.topics), voice.rng.choice(SIDES))
    )


def _long(voice: Voice, words: int) -> str:
    """About `words` words in paragraphs, now and then with a quotation, a list or a link."""
    rng = voice.rng
    text = f"> {_part(voice, 'say')}\n\n" if rng.random() < QUOTES else ""
    count = 0
    while True:
        kind = rng.choices(tuple(KINDS), tuple(KINDS.values()))[0]
        part = _part(voice, kind)
        count += len(part.split())
        text += part + " "
        if count >= words:
            return text.rstrip()
        if kind == "list":
            for _ in range(rng.randint(2, 4)):
                item = _part(voice, "ask")
                count += len(item.split())
                text = joined(text, "*") + item
        if kind == "list" or rng.random() < PARAGRAPH:
            text = joined(text, "/")
