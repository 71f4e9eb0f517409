"""Where comments begin: picture lines, and header lines where no picture stands.

Which picture lines are borders: see `pictures`.

A *header line* is the head of the comment whose picture stands right above it or right below it,
when it begins with that name. Elsewhere it is a border of its own where it bears "(not verified)",
or where its form is the one that stands under pictures here. Without any pictures on the page every
form counts that comes twice, or that begins the page's comments.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from colonnade.transfer.readers.capture import boilerplate, headers
from colonnade.transfer.readers.capture.headers import Header, header_of, header_under
from colonnade.transfer.readers.capture.lines import LONGEST_LABEL, Line, fold
from colonnade.transfer.readers.capture.names import LONGEST_NAME, Picture
from colonnade.transfer.readers.capture.pictures import parted_from

_NAME_WORDS = 5
_TITLE_LIMIT = 64  # Drupal's own, of a comment's subject
_FEWEST_TITLES = 2
NOBODY = frozenset(
    [
        "anonymous",
        "guest",
        "visitor",
        "gast",
        "anonym",
        "anonyme",
        "an\u00f3nimo",
        "гость",
        "аноним",
    ]
)


@dataclass(frozen=True, slots=True)
class Border:
    """A comment begins at line `index`; its text at line `text`, after `skip` of its letters.

    `name` "" : nobody is named. `stated` where a header line was read. `dated_below`: its date
    stands under its text.
    """

    index: int
    text: int
    name: str
    guest: bool = False
    stated: bool = False
    answers: str = ""
    date: str = ""
    number: str = ""
    title: str = ""
    rest: str = ""
    dated_below: bool = False


@dataclass(slots=True)
class _Page:
    lines: Sequence[Line]
    pictures: Mapping[int, Picture]
    forms: Counter[str] = field(default_factory=Counter)


def borders_of(
    lines: Sequence[Line], pictures: Mapping[int, Picture], start: int, end: int
) -> list[Border]:
    """The borders between lines `start` and `end`, in their order."""
    page = _Page(lines, pictures)
    borders: dict[int, Border] = {}
    last = start
    for index, picture in pictures.items():
        if start <= index < end:
            border = _pictured(page, index, picture, (last, end))
            borders[border.index] = border
            last = border.text
    taken = {index for border in borders.values() for index in range(border.index, border.text)}
    for border in _unpictured(page, (start, end), taken, alone=not borders):
        borders.setdefault(border.index, border)
    return sorted(borders.values(), key=lambda border: border.index)


def _pictured(page: _Page, index: int, picture: Picture, within: tuple[int, int]) -> Border:
    border = Border(index, index + 1, picture.name, guest=picture.guest)
    above = _seen(page.lines, index - 1, -1, within)
    if above is not None:
        header = header_of(page.lines[above].bare)
        if header is not None and headers.same_name(header.name, picture.name):
            page.forms[header.form] += 1
            return replace(_stated(border, header), index=above)
    if picture.rest:
        header = header_under(picture.rest, picture.name)
        if header is not None:
            return _stated(border, header)
    return _headed(page, border, within)


def _headed(page: _Page, border: Border, within: tuple[int, int]) -> Border:
    """The border with what the first lines under its picture say."""
    first = _seen(page.lines, border.text, 1, within)
    if first is None or first in page.pictures:
        return border
    header = header_under(page.lines[first].bare, border.name)
    if header is None and fold(border.name) in NOBODY:
        # The picture of whoever has none: her name stands in the header.
        header = header_of(page.lines[first].bare)
        border = border if header is None else replace(border, name=header.name)
    if header is not None:
        page.forms[header.form] += 1
        return _more(page, replace(_stated(border, header), text=first + 1), within)
    date = headers.date_line(page.lines[first].bare)
    if date:
        return replace(border, date=date, stated=True, text=first + 1)
    return _titled(page, border, first, within)


def _titled(page: _Page, border: Border, first: int, within: tuple[int, int]) -> Border:
    """A comment's subject stands between picture and header on some pages."""
    title = page.lines[first].bare
    second = _seen(page.lines, first + 1, 1, within)
    if second is None or second in page.pictures or len(title) > _TITLE_LIMIT:
        return border
    header = header_under(page.lines[second].bare, border.name)
    if header is None or not header.date or header.rest:
        return border
    page.forms[header.form] += 1
    return _more(page, replace(_stated(border, header), text=second + 1, title=title), within)


def _more(page: _Page, border: Border, within: tuple[int, int]) -> Border:
    """Lines under a header that go on with it: a date, "In reply to ... by PARENT"."""
    while not border.rest:
        index = _seen(page.lines, border.text, 1, within)
        if index is None or index in page.pictures:
            break
        words = page.lines[index].bare
        date = "" if border.date else headers.date_line(words)
        parent = "" if border.answers else headers.in_reply_to(words)
        if not date and not parent:
            break
        border = replace(
            border, date=border.date or date, answers=border.answers or parent, text=index + 1
        )
    return border


def _stated(border: Border, header: Header) -> Border:
    return replace(
        border,
        guest=border.guest or header.guest,
        stated=True,
        answers=header.answers,
        date=header.date,
        number=header.number,
        rest=header.rest,
    )


def _unpictured(
    page: _Page, within: tuple[int, int], taken: set[int], *, alone: bool
) -> list[Border]:
    """Borders by a header alone."""
    found: list[tuple[str, Border]] = []
    start, end = within
    for index in range(start, end):
        line = page.lines[index]
        if line.blank or index in taken or len(line.bare) > LONGEST_LABEL:
            continue
        read = _alone(page, index, within)
        if read is not None and (not found or index >= found[-1][1].text):
            found.append(read)
    parted = {border.index for _, border in found if _begins(page.lines, border.index, start)}
    if not alone:
        found = [one for one in found if one[1].index in parted]
        return [b for form, b in found if form == "guest" or (page.forms[form] and form != "bare")]
    found = _of_one_kind(found, parted)
    forms = Counter(form for form, _ in found)
    first = next((index for index in range(start, end) if _says_much(page.lines[index])), -1)
    borders = [border for form, border in found if forms[form] > 1 or border.index == first]
    return _with_titles(page, borders, start)


def _begins(lines: Sequence[Line], index: int, start: int) -> bool:
    return index == start or parted_from(lines, index) or _of_frame(lines[index - 1])


def _of_one_kind(found: list[tuple[str, Border]], parted: set[int]) -> list[tuple[str, Border]]:
    """Without those that no blank line parts from the text above, where one parts most.

    Pages without any blank lines are read too. A form that comes once is parted, or it is none.
    """
    forms = Counter(form for form, _ in found)
    apart = Counter(form for form, border in found if border.index in parted)
    strict = {form for form in forms if 2 * apart[form] > forms[form] or forms[form] == 1}
    if forms["dots"] > 1:  # its dates stand below the texts, and not below names
        found = [one for one in found if one[0] != "dated"]
    return [one for one in found if one[0] not in strict or one[1].index in parted]


def _with_titles(page: _Page, borders: list[Border], start: int) -> list[Border]:
    """The borders with the subjects that stand above their headers, if above each stands one."""
    above = [_title_above(page, border, start) for border in borders]
    if len(borders) < _FEWEST_TITLES or -1 in above[len(borders) > _FEWEST_TITLES :]:
        return borders  # the first may be the article's own
    return [
        replace(border, index=index, title=page.lines[index].bare) if index >= 0 else border
        for border, index in zip(borders, above, strict=True)
    ]


def _title_above(page: _Page, border: Border, start: int) -> int:
    """The line of a comment's subject: a short one, with a line of the frame above; else -1."""
    title = _seen(page.lines, border.index - 1, -1, (start, border.index))
    if title is None or len(page.lines[title].bare) > _TITLE_LIMIT:
        return -1
    if _of_frame(page.lines[title]) or not any(map(str.isalpha, page.lines[title].bare)):
        return -1
    before = _seen(page.lines, title - 1, -1, (0, title))
    if before is not None and title > start and not _of_frame(page.lines[before]):
        return -1
    return title


def _of_frame(line: Line) -> bool:
    return boilerplate.is_sure(line) or boilerplate.is_faint(line) or boilerplate.is_count(line)


def _alone(page: _Page, index: int, within: tuple[int, int]) -> tuple[str, Border] | None:
    words = page.lines[index].bare
    header = header_of(words)
    if header is not None:
        border = _stated(Border(index, index + 1, header.name), header)
        return header.form, _more(page, border, within)
    following = _seen(page.lines, index + 1, 1, within)
    date = headers.date_line(page.lines[following].bare) if following is not None else ""
    if following is None or not date or following in page.pictures:
        name = headers.said_dots(words)
        return (
            ("dots", Border(index, index + 1, name, stated=True, dated_below=True))
            if name
            else None
        )
    name = headers.says(words)
    form = "says" if name else "dated"
    name = name or (words if _may_be_name(words) and following == index + 1 else "")
    if not name:
        return None
    border = Border(index, following + 1, name, stated=True, date=date)
    return form, _more(page, border, within)


def _says_much(line: Line) -> bool:
    return not (line.blank or boilerplate.is_sure(line) or boilerplate.is_count(line))


def _may_be_name(words: str) -> bool:
    return (
        len(words) <= LONGEST_NAME
        and words[-1] not in ".!?:;,\u2026\"'"
        and len(words.split()) <= _NAME_WORDS
    )


def _seen(lines: Sequence[Line], index: int, step: int, within: tuple[int, int]) -> int | None:
    """The next line that is not blank, from `index` on in steps of 1 or -1."""
    while within[0] <= index < within[1]:
        if not lines[index].blank:
            return index
        index += step
    return None
