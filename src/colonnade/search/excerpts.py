"""The part of a text that shows best why it was found, with the words that were looked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from colonnade.search.folding import fold, is_spaceless, runs
from colonnade.search.query import Phrase

_LENGTH = 240
_PART = re.compile(rf"\S.{{0,{_LENGTH - 2}}}(?= |$)|\S{{1,{_LENGTH}}}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of plain text; `is_hit`: it is what was looked for."""

    text: str
    is_hit: bool = False


def passage(text: str, phrases: tuple[Phrase, ...]) -> list[Piece]:
    """Return the part of a plain text that holds most of the words, in pieces.

    About 240 signs; … stands where the text goes on.
    """
    parts = _PART.findall(" ".join(text.split()))
    if not parts:
        return []
    best = max(range(len(parts)), key=lambda number: (_score(parts[number], phrases), -number))
    pieces = marked(parts[best], phrases)
    if best:
        pieces.insert(0, Piece("… "))
    if best < len(parts) - 1:
        pieces.append(Piece(" …"))
    return pieces


def marked(text: str, phrases: tuple[Phrase, ...]) -> list[Piece]:
    """Return a plain text in pieces, each word of the phrases a piece of its own."""
    pieces, done = list[Piece](), 0
    folded, origins = _traced(text)
    for start, end in _hits(folded, phrases):
        first, last = origins[start], origins[end - 1] + 1
        # The marks on the last letter have no sign of their own in the folded text.
        while last < len(text) and not _fold_sign(text[last]):
            last += 1
        if first >= done:
            pieces += [Piece(text[done:first]), Piece(text[first:last], is_hit=True)]
            done = last
    return [piece for piece in (*pieces, Piece(text[done:])) if piece.text]


def _score(part: str, phrases: tuple[Phrase, ...]) -> int:
    folded = fold(part)
    return len({folded[start:end] for start, end in _hits(folded, phrases)})


def _hits(folded: str, phrases: tuple[Phrase, ...]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of what was looked for, in order."""
    exact = {run for phrase in phrases for run in phrase.runs}
    begun = tuple(phrase.runs[-1] for phrase in phrases if phrase.is_open)
    spaceless = [run for run in exact if is_spaceless(run)]
    among = re.compile("|".join(map(re.escape, sorted(spaceless, key=len, reverse=True))))
    for found in runs(folded):
        if not is_spaceless(found[0]):
            if found[0] in exact or (begun and found[0].startswith(begun)):
                yield found.span()
        elif spaceless:
            for inner in among.finditer(found[0]):
                yield found.start() + inner.start(), found.start() + inner.end()


def _traced(text: str) -> tuple[str, list[int]]:
    """Return the folded text, and for each of its signs its place in the text."""
    signs, origins = list[str](), list[int]()
    for place, sign in enumerate(text):
        folded = _fold_sign(sign)
        signs.append(folded)
        origins += [place] * len(folded)
    return "".join(signs), origins


@lru_cache(maxsize=8192)
def _fold_sign(sign: str) -> str:
    return fold(sign)
