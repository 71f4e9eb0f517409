"""Quotation marks that open and do not close, or the reverse: always perhaps the writer's own."""

import re
from collections.abc import Iterator
from itertools import islice

from colonnade.transfer.integrity.findings import MOST, UNKNOWABLE, Found, found
from colonnade.transfer.integrity.view import View

_MARKS = re.compile("[“”„«»「」『』]")
# In Hebrew a mark inside a word says that it is an abbreviation.
_GERSHAYIM = re.compile('(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea])')
_PARAGRAPHS = re.compile(r"\n\s*\n")
_INCHES = re.compile(r"(?<=[0-9])\"")
_OPENING = '"“„«»”「『'


def find_unbalanced_quotes(view: View) -> Iterator[Found]:
    """Yield for each unbalanced paragraph its last quotation mark."""
    if '"' not in view.text and (view.text.isascii() or not _MARKS.search(view.text)):
        return iter(())
    return islice(_unbalanced(view), MOST)


def _unbalanced(view: View) -> Iterator[Found]:
    paragraphs = list(_paragraphs(view.text))
    for index, (start, text) in enumerate(paragraphs):
        last = max(map(text.rfind, '"“”„«»「」『』'))
        if last < 0 or is_balanced(text):
            continue
        following = paragraphs[index + 1][1].lstrip() if index + 1 < len(paragraphs) else ""
        if text.lstrip()[:1] in _OPENING and following[:1] == text.lstrip()[:1]:
            continue  # a quotation of several paragraphs opens each and closes the last
        place = start + last
        yield found("quotes", UNKNOWABLE, view.text, (place, place + 1), view.at(place))


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    done = 0
    for match in _PARAGRAPHS.finditer(text):
        yield done, text[done : match.start()]
        done = match.end()
    yield done, text[done:]


def is_balanced(text: str) -> bool:
    """Tell whether the quotation marks of a paragraph can be paired, in any language's way."""
    return (
        _are_straight_and_curly(text)
        and _are_guillemets(text.count("«"), text.count("»"))
        and text.count("「") == text.count("」")
        and text.count("『") == text.count("』")
    )


def _are_straight_and_curly(text: str) -> bool:
    straight = text.count('"')
    if not text.isascii():
        straight -= len(_GERSHAYIM.findall(text))
    curly = _are_curly(text.count("„"), text.count("“"), text.count("”"))
    if straight % 2 == 0:
        return curly
    if any((straight - inches) % 2 == 0 for inches in range(1, len(_INCHES.findall(text)) + 1)):
        return curly
    return not curly  # one mark of each kind: a pair


def _are_curly(low: int, left: int, right: int) -> bool:
    """Tell whether “…”, „…“, „…” and ”…” can be made of so many: “ opens or, after „, closes."""
    if low:
        closing, odd = divmod(low + left - right, 2)
        return not odd and 0 <= closing <= min(left, low)
    return left == right or (left == 0 and right % 2 == 0)


def _are_guillemets(left: int, right: int) -> bool:
    return left == right or (0 in {left, right} and (left + right) % 2 == 0)
