"""Titles that stand below a menu: told by what else the page says.

- "12 Comments on TITLE": the last line above it that is TITLE.
- The window's title, "TITLE | Site", stands above; below it, TITLE alone.
- With a menu above the article's picture line, and nothing that reads like a text: the last line
  of several words above the picture.
"""

import re
from collections.abc import Container, Mapping, Sequence

from colonnade.transfer.readers.capture import boilerplate, headers
from colonnade.transfer.readers.capture.lines import Line
from colonnade.transfer.readers.capture.names import Picture

_COUNTED = re.compile(
    r"(?:\d+|one|no) (?:comments?|responses?|replies|reply|thoughts?) (?:to|on|for)"
    r" [\"'\u201c\u00ab\u201e]?(?P<title>.{4,200}?)[\"'\u201d\u00bb\u201c]?",
)
_MARKS = frozenset("|-\u2013\u2014\u00bb\u00b7:")  # between a heading and the site's name
_HEAD = 150  # lines of a menu, blank ones too
_SHORTEST = 8
_WORDS = 3
_MENU = 3  # entries, at least
_ENTRY = 5  # words of one, with its bullet
_LONGEST = 30  # words of a title


def told(lines: Sequence[Line], pictures: Mapping[int, Picture], start: int) -> int:
    """The line that the page tells to be its title, or -1."""
    for found in (_counted(lines, start), _named_window(lines, pictures, start)):
        if found >= 0:
            return found
    return _above_picture(lines, pictures, start)


def is_window(long: str, short: str) -> bool:
    """Whether `long` is `short` with a mark and the site's name behind it."""
    return long.startswith(short) and long[len(short) :].lstrip()[:1] in _MARKS


def _counted(lines: Sequence[Line], start: int) -> int:
    for index in range(start, len(lines)):
        line = lines[index]
        if line.blank or not boilerplate.is_count(line):
            continue
        found = _COUNTED.fullmatch(line.folded)
        if found is not None:
            return _last_of(lines[start:index], found["title"], start)
    return -1


def _last_of(lines: Sequence[Line], title: str, start: int) -> int:
    for index in range(len(lines) - 1, -1, -1):
        if lines[index].folded == title:
            return start + index
    return -1


def _named_window(lines: Sequence[Line], pictures: Container[int], start: int) -> int:
    head = [i for i in range(start, min(start + _HEAD, len(lines))) if not lines[i].blank]
    windows = [i for i in head if any(mark in lines[i].folded for mark in "|-\u2013\u2014\u00bb")]
    for window in windows[:10]:
        long = lines[window].folded
        for index in head:
            short = lines[index].folded
            if index <= window or index in pictures or len(short) < _SHORTEST or " " not in short:
                continue
            if is_window(long, short):
                return index
    return -1


def _above_picture(lines: Sequence[Line], pictures: Mapping[int, Picture], start: int) -> int:
    picture = next((index for index in pictures if index > start), -1)
    if not 0 < picture <= start + 2 * _HEAD:
        return -1
    above = [index for index in range(start, picture) if not lines[index].blank]
    if sum(map(_of_menu, (lines[index] for index in above))) < _MENU:
        return -1
    if any(len(lines[index].bare.split()) > _LONGEST for index in above):
        return -1  # a text stands there: the picture is no writer's
    named = [index for index in above if _may_head(lines[index])]
    return named[-1] if named else -1


def _of_menu(line: Line) -> bool:
    bullet = line.bare[0] in "*\u2022\u00b7" and len(line.bare.split()) <= _ENTRY
    return bullet or boilerplate.is_faint(line) or boilerplate.is_sure(line)


def _may_head(line: Line) -> bool:
    if _of_menu(line) or boilerplate.is_count(line) or len(line.bare.split()) < _WORDS:
        return False
    return headers.header_of(line.bare) is None and not headers.date_line(line.bare)
