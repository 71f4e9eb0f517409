"""A text as the words that a list compares: whatever its script, case, width or disguise."""

import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from colonnade.kit.confusables import is_latin
from colonnade.kit.names import skeleton

# Drawn as nothing: soft hyphens, joiners, marks of direction, variations, fillers.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e01ef]+"
)
# Scripts that write words without spaces: each letter, with its marks, is a word of its own.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)


def seen(text: str) -> str:
    """Return a text as its reader sees it: compatible forms made one, nothing invisible."""
    if text.isascii():
        return text
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, without their case."""
    shown = seen(text)
    if shown.isascii():
        return _plain_word().findall(shown.lower())
    return _word().findall(unicodedata.normalize("NFKC", shown.casefold()))


@lru_cache(maxsize=4096)
def is_disguised(word: str) -> bool:
    """Tell whether a word mixes Latin letters with digits, or with letters of other scripts."""
    letters = [char for char in word if char.isalpha()]
    latin = sum(map(is_latin, letters))
    return bool(latin) and (latin < len(letters) or any(map(str.isdigit, word)))


@cache
def _plain_word() -> re.Pattern[str]:
    return re.compile("[a-z0-9]+")


@cache
def _word() -> re.Pattern[str]:
    """Letters, digits and the marks on them; no underscore, which is a mark of Markdown."""
    marks = _marks()
    return re.compile(f"[{_UNSPACED}][{marks}]*|(?:(?![_{_UNSPACED}])[\\w{marks}])+")


def _marks() -> str:
    """Return all combining marks as ranges of a class: they belong to the letter before."""
    ranges: list[list[int]] = []
    for code in range(0x300, min(sys.maxunicode, 0x1EFFF)):
        if unicodedata.category(chr(code))[0] != "M":
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges)


@dataclass(slots=True)
class _Node:
    """A place in the tree of phrases; `entry` is what ends here."""

    entry: str = ""
    next: dict[str, "_Node"] = field(default_factory=dict)


class WordTree:
    """Words and phrases as one tree: a text costs the same, however many there are.

    A word is found whole, in any case and width. A word in disguise (Latin letters mixed with
    digits or with another script's) is also found by its looks.
    """

    def __init__(self, entries: Sequence[str]) -> None:
        self._plain, self._looks, self._longest = _Node(), _Node(), 1
        for entry in entries:
            words = words_of(entry)
            _plant(self._plain, words, entry)
            _plant(self._looks, [skeleton(word) or word for word in words], entry)
            self._longest = max(self._longest, len(words))

    def find(self, words: Sequence[str]) -> str:
        """Return the first entry that these words hold, "" where they hold none."""
        firsts = self._plain.next
        for place, word in enumerate(words):
            if word in firsts and (found := _follow(self._plain, words, place)):
                return found
        return self._find_disguised(words)

    def _find_disguised(self, words: Sequence[str]) -> str:
        """Return an entry that the looks of a disguised word, with those around it, spell."""
        for place, word in enumerate(words):
            if not is_disguised(word):
                continue
            start = max(0, place - self._longest + 1)
            around = [skeleton(one) or one for one in words[start : place + self._longest]]
            for first in range(place - start + 1):
                found = _follow(self._looks, around, first, past=place - start)
                if found:
                    return found
        return ""


def _plant(root: _Node, words: Sequence[str], entry: str) -> None:
    node = root
    for word in words:
        node = node.next.setdefault(word, _Node())
    if words:
        node.entry = node.entry or entry


def _follow(root: _Node, words: Sequence[str], start: int, *, past: int = 0) -> str:
    """Return the shortest entry that begins at `start` and reaches the word at `past`."""
    node = root
    for place in range(start, len(words)):
        found = node.next.get(words[place])
        if found is None:
            return ""
        node = found
        if node.entry and place >= past:
            return node.entry
    return ""
