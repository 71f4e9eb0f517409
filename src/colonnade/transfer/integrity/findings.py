"""What the detectors say, and how much of it."""

from dataclasses import dataclass

# How sure a finding is. CERTAIN: this is damage, and cannot be undone. REPAIRED: it was undone,
# provably. UNKNOWABLE: odd, and may be the writer's own.
CERTAIN = "certain"
REPAIRED = "repaired"
UNKNOWABLE = "unknowable"

# letters: turned to question marks, or to U+FFFD. mojibake: read in the wrong encoding.
# entities: escaped twice. link_cut: an address without head or tail. link_gone: words that were a
# link, or speak of one. quotes: opened and not closed, or the reverse. length: cut at a limit.
KINDS = ("letters", "mojibake", "entities", "link_cut", "link_gone", "quotes", "length")

MOST = 30  # findings of one kind in one text
_AROUND = 40  # characters shown on either side
_LONGEST = 300  # of `before` and `after`


@dataclass(frozen=True, slots=True)
class Found:
    """Something wrong with a text.

    `start` counts the characters before the place, in the text as it came. `before` are the words
    there, `after` the same as they stand now (equal where nothing could be done).
    """

    kind: str
    certainty: str
    start: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Examined:
    """All that was found in a text, in its order.

    `repaired` is the text to show instead, None where it stays as it came. `marks` are codes of
    what readers should know: lost, garbled, repaired, cut, unlinked.
    """

    findings: tuple[Found, ...]
    repaired: str | None
    marks: frozenset[str]


SOUND = Examined((), None, frozenset())


def around(text: str, start: int, end: int, instead: str | None = None) -> str:
    """Return text[start:end], or what stands `instead` of it, and the words on either side."""
    left = max(0, start - _AROUND)
    right = min(len(text), end + _AROUND)
    inside = text[start : min(end, start + _LONGEST)] if instead is None else instead
    words = f"{text[left:start]}{inside}{text[end:right]}"
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def found(kind: str, certainty: str, text: str, span: tuple[int, int], at: int) -> Found:
    """Return a finding of text[span] that stays as it came; `at` is its place in the source."""
    words = around(text, *span)
    return Found(kind, certainty, at, words, words)
