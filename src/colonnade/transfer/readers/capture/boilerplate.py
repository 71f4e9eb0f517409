"""Lines of the page's frame: recognised at the edges of texts, taken for nothing else.

A *sure* line is a sentence or a control that nobody writes as a comment ("Log in or register to
post comments"). A *faint* one is a word of a menu ("Reply", "Home") that somebody may well write:
it counts only outside of a sure one, or where the same word ends several texts, and never when
nothing would be left of the text. So do numbers (of votes). Within a text nothing is taken away.
"""

import re
from collections import Counter
from collections.abc import Sequence

from colonnade.transfer.readers.capture.frame_words import (
    ARROWS,
    CLOSED,
    COUNT,
    FAINT,
    FOOT,
    FORM,
    PAGER,
    RULES,
    SURE,
    VIEWING,
)
from colonnade.transfer.readers.capture.lines import LONGEST_LABEL, Line

_NUMBER = re.compile(r"[+\u2212-]?\d{1,5}\.?")
_PROSE = 6  # words
_FEWEST_CLOSED = 3  # comments that end with one line of the frame, before it is told to end all
_RULE = re.compile(r"([-=_*~])\1{2,}")
_LEAD = " \u00bb\u00ab\u203a\u2039*\u2022\u00b7|\u2192\u2190\u25ba"


def _plain(line: Line) -> str:
    return line.folded.strip(_LEAD).removeprefix("- ")


def is_sure(line: Line) -> bool:
    """Whether the line is of the frame, whatever stands around it."""
    words = _plain(line)
    if not words or len(words) > 2 * LONGEST_LABEL:
        return False
    return bool(
        VIEWING.fullmatch(words) or SURE.fullmatch(words) or is_pager(line)
    )  # fmt: skip


def is_pager(line: Line) -> bool:
    """Whether the line is "1 2 3 next > last >>"."""
    if len(line.folded) > LONGEST_LABEL:
        return False
    words = "".join(f" {sign} " if sign in ARROWS else sign for sign in line.folded).split()
    numbers = [word for word in words if word.isdecimal() and len(word) < 5]  # noqa: PLR2004
    others = [word for word in words if word not in numbers]
    told = ARROWS.intersection(others) or (numbers and others)
    return len(words) > 1 and bool(told) and PAGER.issuperset(others)


def is_viewing(line: Line) -> bool:
    """Whether the line heads the viewing options of Drupal."""
    return bool(VIEWING.fullmatch(_plain(line)))


def is_form(line: Line) -> bool:
    """Whether the line heads a form for writing comments."""
    return bool(FORM.fullmatch(_plain(line)))


def is_count(line: Line) -> bool:
    """Whether the line heads the comments: "12 Comments", "3 thoughts on ..."."""
    return bool(COUNT.fullmatch(_plain(line)))


def says_members_only(line: Line) -> bool:
    """Whether the line says that one must have an account to comment."""
    return is_sure(line) and bool(RULES.fullmatch(_plain(line)))


def says_closed(line: Line) -> bool:
    """Whether the line says that nobody comments here any more."""
    return bool(CLOSED.fullmatch(_plain(line)))


def is_faint(line: Line) -> bool:
    """Whether the line is a word of a menu, several with marks between them, or a drawn rule."""
    if _RULE.fullmatch(line.bare):
        return True
    words = _plain(line)
    parts = [part.strip() for part in re.split(r"[|\u00b7\u2022/\u00bb]", words)]
    return bool(words) and all(part in FAINT for part in parts)


def is_said(line: Line) -> bool:
    """Whether the line is no frame, and no number of the page's own ("1.")."""
    if line.blank or is_sure(line) or is_faint(line) or is_count(line):
        return False
    return not _NUMBER.fullmatch(_plain(line))


def is_prose(line: Line) -> bool:
    """Whether the line reads like somebody's words, and not like an entry of a menu."""
    if not is_said(line):
        return False
    return line.bare[-1] in '.!?\u2026"\u201d' or len(line.bare.split()) >= _PROSE


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", _plain(line))


def _sure_ends(block: Sequence[Line]) -> set[str]:
    seen = [line for line in block if not line.blank]
    return {_key(line) for line in seen[-3:] if is_sure(line)}


class Frame:
    """Takes the frame off the texts of one capture.

    `habits` are the faint lines that end or begin at least two of its texts, and every third.
    """

    def __init__(self, blocks: Sequence[Sequence[Line]]) -> None:
        lasts = [line.number for block in blocks[-1:] for line in block[:1]]
        self.foot = lasts[0] if lasts else 0
        first: Counter[str] = Counter()
        last: Counter[str] = Counter()
        for block in blocks:
            seen = [line for line in block if not line.blank]
            first.update({_plain(line) for line in seen[:2] if is_faint(line)})
            last.update({_plain(line) for line in seen[-3:] if is_faint(line)})
        enough = max(2, len(blocks) // 3)
        often = {word for found in (first, last) for word in found if found[word] >= enough}
        self.habits = often - {""}
        ends = Counter(key for block in blocks[1:-1] for key in _sure_ends(block))
        most = max(_FEWEST_CLOSED, 2 * len(blocks[1:-1]) // 3)
        self.closings = {key for key, count in ends.items() if count >= most}

    def closed(self, block: Sequence[Line]) -> int:
        """The line behind the last comment's, told by what ends most others; else 0."""
        for index, line in enumerate(block):
            if _key(line) in self.closings and is_sure(line):
                end = index + 1
                while end < len(block) and (block[end].blank or _key(block[end]) in self.closings):
                    end += 1
                return end
        return 0

    def trim(self, block: Sequence[Line]) -> Sequence[Line]:
        """The block without the frame at its edges; blank lines around it go too."""
        end = len(block) - self._edge(block[::-1])
        return block[self._edge(block[:end]) : end]

    def _is_foot(self, line: Line) -> bool:
        return line.number >= self.foot and bool(FOOT.fullmatch(_plain(line)[:LONGEST_LABEL]))

    def _edge(self, block: Sequence[Line]) -> int:
        """How many lines at the beginning of `block` are blank or frame.

        Faint lines and numbers go only where a sure line, or a habit, stands further in.
        """
        taken = firm = 0
        for index, line in enumerate(block):
            if line.blank:
                taken += taken == index
                continue
            sure = is_sure(line) or self._is_foot(line)
            if sure or _plain(line) in self.habits:
                taken = index + 1
                firm = taken if sure else firm
            elif not is_faint(line) and not _NUMBER.fullmatch(_plain(line)):
                break
        left = any(not line.blank for line in block[taken:])
        return taken if left or firm == taken else firm
