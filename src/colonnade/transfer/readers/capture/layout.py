"""A capture laid out: title, article, and where its comments may be.

- The *title* is what the page itself tells to be one (`titles`), else the first line that is no
  frame. Where it stands twice, once with the site's name behind it, the shorter one is it. A line
  that is nothing but an address, above it, is the page's.
- The first picture line above the end of the article names its writer.
- The article *ends* at "Comment viewing options"; else at the first of: "12 Comments" with one
  below it, the second picture line (the first, where text stands above it), without pictures the
  first of the comments' header lines; else at the heading of a reply form with text below it.
  Viewing options with no comment below them are the ones at the bottom of a page: they end nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from colonnade.transfer.readers.capture import boilerplate, headers, titles
from colonnade.transfer.readers.capture.borders import borders_of
from colonnade.transfer.readers.capture.lines import Line
from colonnade.transfer.readers.capture.names import Picture

_ADDRESS = re.compile(
    r"(?:(?:url|address|source|from|link)\s?:\s?)?<?(https?://[^\s<>\"]+)>?", re.IGNORECASE
)
_SHORTEST = 4
_TALK = 200  # lines of it looked at, to see whether it is one
_NEAR = 4  # an article's date stands in its first lines


@dataclass(frozen=True, slots=True)
class Layout:
    """Indexes of lines: `article` are those of the article's text, the talk is lines[end:].

    `title` and `byline` are -1 where there is none, `date` as it stands there.
    """

    title: int
    article: tuple[int, ...]
    end: int
    url: str = ""
    writer: str = ""
    byline: int = -1
    date: str = ""


def layout_of(lines: Sequence[Line], pictures: Mapping[int, Picture]) -> Layout:
    """The layout of a page."""
    url, start = _address(lines)
    title = titles.told(lines, pictures, start)
    if title >= 0:
        start = title  # what stands above is the site's menu
    else:
        title = _title(lines, pictures, start)
    after = start if title < 0 else title + 1
    end = _end(lines, pictures, after)
    inside = [index for index in pictures if start <= index < end]
    inside = inside[:1] if inside and not _text_between(lines, after, inside[0]) else []
    byline = inside[0] if inside else -1
    body = [index for index in range(start, end) if index not in {title, byline}]
    if title >= 0:
        body = [index for index in body if not _repeats(lines, index, title)]
    writer = pictures[byline].name if inside else ""
    dated, name, date = _dated(lines, body, writer)
    body = [index for index in body if index != dated]
    line = dated if byline < 0 else byline
    return Layout(title, tuple(body), end, url, writer or name, line, date)


def _address(lines: Sequence[Line]) -> tuple[str, int]:
    for index, line in enumerate(lines):
        if line.blank:
            continue
        found = _ADDRESS.fullmatch(line.bare)
        return (found[1], index + 1) if found else ("", index)
    return "", 0


def _title(lines: Sequence[Line], pictures: Mapping[int, Picture], start: int) -> int:
    faint = -1
    for index in range(start, len(lines)):
        line = lines[index]
        if line.blank or index in pictures or boilerplate.is_sure(line):
            continue
        if not boilerplate.is_faint(line):
            return _shorter(lines, index)
        faint = index if faint < 0 else faint
    return faint


def _shorter(lines: Sequence[Line], index: int) -> int:
    """The heading itself, where the window's title ("Heading | Site") stands before it."""
    following = next((i for i in range(index + 1, len(lines)) if not lines[i].blank), -1)
    if following < 0:
        return index
    long, short = lines[index].folded, lines[following].folded
    return following if len(short) >= _SHORTEST and titles.is_window(long, short) else index


def _repeats(lines: Sequence[Line], index: int, title: int) -> bool:
    """Whether a line near the title is the title again, alone or with the site's name."""
    if abs(index - title) > 2 or lines[index].blank:  # noqa: PLR2004
        return False
    words, own = lines[index].folded, lines[title].folded
    if words == own:
        return True
    return index < title and titles.is_window(words, own)


def _end(lines: Sequence[Line], pictures: Mapping[int, Picture], after: int) -> int:
    for index in range(after, len(lines)):
        if boilerplate.is_viewing(lines[index]) and _talk_below(lines, pictures, index):
            return index
    heads = (i for i in range(after, len(lines)) if _heads_talk(lines, pictures, i))
    found = [next(heads, -1), _pictured_end(lines, pictures, after)]
    if not any(index >= after for index in pictures):
        found.append(_headed_end(lines, pictures, after))
    return min((index for index in found if index >= 0), default=_form(lines, after))


def _pictured_end(lines: Sequence[Line], pictures: Mapping[int, Picture], after: int) -> int:
    later = [index for index in pictures if index >= after]
    if later and _text_between(lines, after, later[0]):
        return later[0]
    return later[1] if len(later) > 1 else -1


def _headed_end(lines: Sequence[Line], pictures: Mapping[int, Picture], after: int) -> int:
    """The first of several header lines; one in the article's first lines is the article's own."""
    borders = borders_of(lines, pictures, after, len(lines))
    near = [i for i in range(after, min(after + 50, len(lines))) if not lines[i].blank][:_NEAR]
    own = borders and borders[0].index in near
    if own and (len(borders) > 1 or headers.publishes(lines[borders[0].index].bare)):
        borders = borders[1:]
    return borders[0].index if borders else -1


def _form(lines: Sequence[Line], after: int) -> int:
    """The heading of a reply form with text below: the first that has text above, if any has."""
    forms = [i for i in range(after, len(lines)) if boilerplate.is_form(lines[i])]
    forms = [index for index in forms[:20] if _text_below(lines, index)]
    above = [index for index in forms if _text_between(lines, after, index, least=0)]
    return next(iter([*above[:1], *forms[:1]]), len(lines))


def _talk_below(lines: Sequence[Line], pictures: Mapping[int, Picture], index: int) -> bool:
    """Whether comments come after the viewing options (or there are none above them either)."""
    if any(other > index for other in pictures) or len(pictures) < 2:  # noqa: PLR2004
        return True
    return bool(borders_of(lines, pictures, index, len(lines)))


def _text_below(lines: Sequence[Line], index: int) -> bool:
    rest = (line for line in lines[index:] if not line.blank)
    return any(not boilerplate.is_sure(line) and not boilerplate.is_faint(line) for line in rest)


def _heads_talk(lines: Sequence[Line], pictures: Mapping[int, Picture], index: int) -> bool:
    """Whether "12 Comments" stands above comments: the next line with words begins one."""
    if not boilerplate.is_count(lines[index]):
        return False
    for following in range(index + 1, min(index + 12, len(lines))):
        line = lines[following]
        if line.blank or boilerplate.is_sure(line) or boilerplate.is_count(line):
            continue
        if following in pictures or boilerplate.is_viewing(line):
            return True
        found = borders_of(lines, pictures, following, min(following + _TALK, len(lines)))
        return bool(found) and found[0].index <= following + 2
    return False


def _text_between(lines: Sequence[Line], start: int, end: int, least: int = 200) -> bool:
    seen = [line for line in lines[start:end] if not line.blank and not boilerplate.is_sure(line)]
    return sum(len(line.bare) for line in seen) > least


def _dated(lines: Sequence[Line], body: Sequence[int], writer: str) -> tuple[int, str, str]:
    """The line among the article's first that says who published it, and when."""
    seen = [index for index in body if not lines[index].blank][:_NEAR]
    for index in seen:
        words = lines[index].bare
        header = headers.header_of(words)
        if header is not None and headers.publishes(words):
            return index, header.name, header.date
        under = headers.header_under(words, writer) if writer else None
        if under is not None and under.date and not under.rest:
            return index, writer, under.date
        date = headers.date_line(words)
        if date:
            return index, "", date
    return -1, "", ""
