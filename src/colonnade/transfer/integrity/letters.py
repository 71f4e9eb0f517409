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
_MARK = re.compile(r"\?")
_CONTRACTED = re.compile(r"[A-Za-z]\?(?:s|t|re|ve|ll|d|m)(?![\w?/=&])")
_ADDRESS = frozenset("/=&@#")
_LONG = 4  # a run longer than people type to stress something
_NEAR = 60  # characters of a word looked at
_TWO = 2
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
        if max(runs) < _TWO or (len(runs) == 1 and runs[0] < _LONG):
            continue
        sure = _are_words(runs, text[match.end() : match.end() + 2])
        certainty = CERTAIN if sure else UNKNOWABLE
        if certainty == CERTAIN or _is_odd(text, match, runs):
            yield found("letters", certainty, text, match.span(), view.at(match.start()))


def _are_words(runs: list[int], after: str) -> bool:
    """Tell whether runs of question marks have the lengths of words, not those of astonishment."""
    long = [run for run in runs if run >= _TWO]
    if len(long) < _TWO or max(long) < _LONG:
        return len(runs) >= _TWO * _FEW and len(set(runs)) > _FEW - 1
    goes_on = after[:1] == " " and after[1:].islower()
    return goes_on or len(runs) > _TWO or (len(set(long)) > 1 and max(long) > _LONG)


def _is_odd(text: str, match: "re.Match[str]", runs: list[int]) -> bool:
    """Tell whether one run stands where a word would: not at the end of what is said."""
    if len(runs) > 1:
        return max(runs) >= _LONG
    after = text[match.end() : match.end() + 2]
    return after[1:].islower() or not text[: match.start()].strip()


def _lost_inside(view: View) -> Iterator[Found]:
    """Yield one finding for all words with a question mark in them."""
    text = view.text
    marks = (match.start() for match in _MARK.finditer(text))
    places = [place for place in marks if _is_word(text, place)]
    if not places:
        return
    sure = len(places) >= _FEW or _CONTRACTED.search(text, max(0, places[0] - 1)) is not None
    certainty = CERTAIN if sure else UNKNOWABLE
    span = (places[0], places[0] + 1)
    yield found("letters", certainty, text, span, view.at(places[0]))


def _is_word(text: str, place: int) -> bool:
    """Tell whether the question mark at `place` stands in a word, and in no address."""
    if not (text[max(0, place - 1) : place].isalpha() and text[place + 1 : place + 2].isalpha()):
        return False
    left = text[max(0, place - _NEAR) : place].rsplit(maxsplit=1)[-1]
    right = text[place : place + _NEAR].split(maxsplit=1)[0]
    return not _ADDRESS & set(left + right) and "." not in left + right.rstrip(".")
