"""What changed from one text to another, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

SAME, GONE, NEW, GAP = "same", "gone", "new", "gap"

_WORDS = re.compile(r"\s+|[^\W_]+|[\W_]", re.UNICODE)
# Lines that stand around a change; words beyond which two passages are not compared one by one.
_AROUND = 1
_MOST_WORDS = 1_500
_MOST_LINES = 2_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words: `same` in both texts, `gone`, `new`; `gap`: what is left out as equal."""

    kind: str
    text: str


def differences(old: str, new: str) -> list[Piece]:
    """Return what became of `old`, with a line around each change; empty where nothing changed.

    First by lines, then by words in lines that changed. What is too long to be compared so is
    shown as gone and as new: the time grows with the square of some thousand words at most.
    """
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if before == after:
        return []
    if max(len(before), len(after)) > _MOST_LINES:
        return [Piece(GONE, old), Piece(NEW, new)]
    matcher = SequenceMatcher(None, before, after)
    return _joined(_pieces(matcher, before, after))


def _pieces(
    matcher: "SequenceMatcher[str]", before: list[str], after: list[str]
) -> Iterator[Piece]:
    end = 0
    for group in matcher.get_grouped_opcodes(_AROUND):
        if group[0][1] > end:
            yield Piece(GAP, "")
        for kind, a, b, c, d in group:
            if kind == "equal":
                yield Piece(SAME, "".join(before[a:b]))
            else:
                yield from _by_words("".join(before[a:b]), "".join(after[c:d]))
            end = b
    if end < len(before):
        yield Piece(GAP, "")


def _by_words(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > _MOST_WORDS:
        yield from (Piece(GONE, old), Piece(NEW, new))
        return
    for kind, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if kind == "equal":
            yield Piece(SAME, "".join(before[a:b]))
        else:
            yield Piece(GONE, "".join(before[a:b]))
            yield Piece(NEW, "".join(after[c:d]))


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Return the pieces, neighbors of one kind as one, without empty ones."""
    full = (piece for piece in pieces if piece.text or piece.kind == GAP)
    return [
        Piece(kind, "".join(piece.text for piece in group))
        for kind, group in groupby(full, key=lambda piece: piece.kind)
    ]
