"""A capture as lines that know where they stand, so that every text is a slice of the source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_LABEL = 200  # a border, a header or a menu line is never longer
_END = re.compile(r"\r\n|\n|\r")
# Marks that say in which direction a line runs, and marks of no width at all.
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_LINKED = re.compile(r"\[\d{1,5}\](?=\S)")
_FEWEST_LINKS = 5
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `number` from 1, text[start:end] without its end; the rest is to compare it by."""

    number: int
    start: int
    end: int
    bare: str
    folded: str

    @property
    def blank(self) -> bool:
        """Whether nothing can be seen on it."""
        return not self.bare


def is_dump(text: str) -> bool:
    """Whether a browser of text has put its numbers before the links: [1], [2], [3] ..."""
    at = 0
    for number in range(1, _FEWEST_LINKS + 1):
        at = text.find(f"[{number}]", at)
        if at < 0:
            return False
    return True


def bare(words: str) -> str:
    """Without unseen marks, with single spaces and none around; letters are not changed."""
    return _SPACES.sub(" ", _UNSEEN.sub("", words)).strip()


def fold(words: str) -> str:
    """For comparing names and sentences: small letters, one kind of apostrophe, bare."""
    return bare(words).casefold().replace("\u2019", "'").replace("\u2018", "'")


def lines_of(text: str) -> list[Line]:
    """All lines, of Unix, Windows and old Macintosh; of a long one `bare` is the beginning."""
    lines = []
    start = 0
    dumped = is_dump(text)
    ends = [(found.start(), found.end()) for found in _END.finditer(text)]
    for number, (end, following) in enumerate([*ends, (len(text), len(text))], 1):
        label = _label(text, start, end)
        label = bare(_LINKED.sub("", label)) if dumped else label
        lines.append(Line(number, start, end, label, label and fold(label)))
        start = following
    return lines


def _label(text: str, start: int, end: int) -> str:
    # Past the longest label only "is it blank" matters; one more letter says that it is longer.
    if end - start <= 4 * LONGEST_LABEL:
        return bare(text[start:end])
    return bare(text[start : start + 4 * LONGEST_LABEL]) or bare(text[start:end])[:LONGEST_LABEL]


def slice_of(text: str, lines: Sequence[Line]) -> str:
    """The text from the first to the last line that is not blank, letter for letter."""
    seen = [line for line in lines if not line.blank]
    return text[seen[0].start : seen[-1].end] if seen else ""
