"""A text as numbers: which hashed features it has, and a few facts. Linear in its length."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log1p
from zlib import crc32

from colonnade.kit.names import skeleton
from colonnade.moderation.lists.facts import Facts
from colonnade.moderation.lists.words import is_disguised
from colonnade.moderation.standing import GUEST, LEVELS

BITS = 18
_MASK = (1 << BITS) - 1
# Of a text that is longer, the rest changes no order of a queue.
MOST_WORDS = 400
# What is longer is no word: its pieces would be as many as a whole text's.
_MOST_LETTERS = 40
_PIECES = (3, 4, 5)
# Facts, each 0 to 1, in the order of their weights; the names are what a screen puts into words.
FACTS = ("links", "short", "long", "capitals", "marks", "disguise", "reply", *LEVELS)
_MANY_LINKS, _SHORT, _LONG = 3, 8, 300


@dataclass(frozen=True, slots=True)
class Text:
    """What is known of a comment when it waits: its HTML, its writer's level then."""

    html: str
    level: str = GUEST
    is_reply: bool = False


@dataclass(frozen=True, slots=True)
class Features:
    """A text's hashed features, each once, and its facts as in `FACTS`."""

    hashed: "array[int]"
    facts: tuple[float, ...]


def features_of(text: Text) -> Features:
    """Return what the model is given of a text; the same text gives the same, everywhere."""
    return features_and_words(text)[0]


def features_and_words(text: Text) -> tuple[Features, list[str]]:
    """Return a text's features, and the words that they were made of, each once, in order."""
    known = Facts(text.html)
    words = known.words[:MOST_WORDS]
    # In the order of the text, not of a set of words: sums come out the same in every process.
    single = list(dict.fromkeys(_whole(words)))
    found: set[int] = set()
    for word in single:
        found.update(word_features(word))
    found.update(crc32(f"{one} {other}".encode()) & _MASK for one, other in pairwise(words))
    return Features(array("I", found), _facts(text, known, words)), single


@lru_cache(maxsize=20_000)
def word_features(word: str) -> tuple[int, ...]:
    """Return the features of one word: itself, its pieces of 3 to 5 letters, and its looks."""
    found = {crc32(word.encode()) & _MASK, *_pieces(word)}
    if is_disguised(word):
        looks = skeleton(word)[:_MOST_LETTERS]
        found |= {crc32(looks.encode()) & _MASK, *_pieces(looks)}
    return tuple(found)


def _pieces(word: str) -> Iterator[int]:
    bounded = f"<{word}>"
    for size in _PIECES:
        for start in range(len(bounded) - size + 1):
            # A piece is no word of this spelling: what marks it off never stands in a word.
            yield crc32(f"#{bounded[start : start + size]}".encode()) & _MASK


def _whole(words: Sequence[str]) -> Iterator[str]:
    """Yield the words, cut where they are no words; and letters that stand apart as one."""
    apart: list[str] = []
    for word in words:
        yield word[:_MOST_LETTERS]
        if len(word) == 1 and word.isalpha():
            apart.append(word)
        else:
            yield from _joined(apart)
            apart = []
    yield from _joined(apart)


def _joined(apart: Sequence[str]) -> Iterator[str]:
    if len(apart) >= min(_PIECES):
        yield "".join(apart)[:_MOST_LETTERS]


def _facts(text: Text, known: Facts, words: Sequence[str]) -> tuple[float, ...]:
    shown = known.seen[: _MOST_LETTERS * MOST_WORDS]
    letters = sum(map(str.isalpha, shown)) or 1
    count = len(words)
    return (
        min(1.0, len(known.links) / _MANY_LINKS),
        float(count < _SHORT),
        min(1.0, log1p(count) / log1p(_LONG)),
        sum(map(str.isupper, shown)) / letters,
        min(1.0, (shown.count("!") + shown.count("?")) / (1 + count) * 4),
        float(any(map(is_disguised, words))),
        float(text.is_reply),
        *(float(text.level == level) for level in LEVELS),
    )
