"""Letters that became question marks, or U+FFFD: lost for ever."""

import re
from collections.abc import Iterator
from itertools import islice

from colonnade.transfer.integrity.findings import CERTAIN, MOST, UNKNOWABLE, Found, found
from colonnade.transfer.integrity.view import View

_REPLACED = re.compile("\ufffd(?:[^\n\ufffd]{0,12}\ufffd)*")
# Words of question marks: they begin as words do, and only signs divide them.
_WORDS = re.compile(r"(?<![^\s(\[{\"'«“„‘-])\?+(?:[ ,.;:!\-–—\"'()/\n\r]{1,4}\?+)*")
_RUN = re.compile(r"\?+")
_INSIDE = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])")
_CONTRACTED = re.compile(r"[A-Za-z]\?(?:s|t|re|ve|ll|d|m)(?![\w?/=&])")
_ADDRESS = frozenset("/=&@#")
_LONG = 4  # a run longer than people type to stress something
_FEW = 3  # words with a lost letter that are not chance


def find_lost_letters(view: View) -> Iterator[Found]:
    """Yield the places of a text where letters were lost."""
    text = view.text
    if "\ufffd" in text:
        for match in islice(_REPLACED.finditer(text), MOST):
            yield found("letters", CERTAIN, text, match.span(), view.at(match.start()))
    if "??" in text or "? ?" in text:
        yield from islice(_lost_words(view), MOST)
    if "?" in text:
        yield from _lost_inside(view)


def _lost_words(view: View) -> Iterator[Found]:
    text = view.text
    for match in _WORDS.finditer(text):
        runs = [len(run) for run in _RUN.findall(match[0])]
        if max(runs) < 2 or (len(runs) == 1 and runs[0] < _LONG):
            continue
        certainty = CERTAIN if _are_words(runs, text[match.end() : match.end() + 2]) else UNKNOWABLE
        if certainty == CERTAIN or _is_odd(text, match, runs):
            yield found("letters", certainty, text, match.span(), view.at(match.start()))


def _are_words(runs: list[int], after: str) -> bool:
    """Tell whether runs of question marks have the lengths of words, not those of astonishment."""
    long = [run for run in runs if run >= 2]
    if len(long) < 2 or max(long) < _LONG:
        return len(runs) >= 2 * _FEW and len(set(runs)) > _FEW - 1
    goes_on = after[:1] == " " and after[1:].islower()
    return goes_on or len(runs) > 2 or (len(set(long)) > 1 and max(long) > _LONG)


def _is_odd(text: str, match: "re.Match[str]", runs: list[int]) -> bool:
    """Tell whether one run stands where a word would: not at the end of what is said."""
    if len(runs) > 1:
        return max(runs) >= _LONG
    after = text[match.end() : match.end() + 2]
    return after[1:].islower() or not text[: match.start()].strip()


def _lost_inside(view: View) -> Iterator[Found]:
    """Yield one finding for all words with a question mark in them."""
    text = view.text
    places = [match.start() for match in _INSIDE.finditer(text) if _is_word(text, match.start())]
    if not places:
        return
    sure = len(places) >= _FEW or _CONTRACTED.search(text, max(0, places[0] - 1)) is not None
    certainty = CERTAIN if sure else UNKNOWABLE
    span = (places[0], places[0] + 1)
    yield found("letters", certainty, text, span, view.at(places[0]))


def _is_word(text: str, place: int) -> bool:
    """Tell whether the question mark at `place` stands in a word, and in no address."""
    near = text[max(0, place - 60) : place + 60]
    middle = min(place, 60)
    left = near[:middle].split()[-1]
    right = near[middle:].split()[0]
    return not _ADDRESS & set(left + right) and "." not in left + right.rstrip(".")
