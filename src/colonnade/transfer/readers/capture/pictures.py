"""Which picture lines are borders of comments.

A *picture line* is a border, but for one that is no border of this page:

- it has no blank line (nor frame, nor header) before it, while most others have one, or while the
  page parts its paragraphs by blank lines and shows no viewing options;
- it is the only one, far from the title, on a page without viewing options: a caption;
- "Look at Tom's picture", where Tom is on another picture line: a sentence;
- in another language than English, one that comes only once: a caption.
"""

from collections import Counter
from collections.abc import Sequence

from colonnade.transfer.readers.capture import boilerplate
from colonnade.transfer.readers.capture.headers import header_of, header_under
from colonnade.transfer.readers.capture.lines import LONGEST_LABEL, Line, fold
from colonnade.transfer.readers.capture.names import Picture, picture_of

_OPENING = """a an and as at but even for from go hey i i've in is it just like look nice no not of
on or see so that the then there these this those to was we what who with you your my his her"""
_OPENERS = frozenset(_OPENING.split())


def pictures_of(lines: Sequence[Line]) -> dict[int, Picture]:
    """The picture lines of a page by their index."""
    found = {}
    for index, line in enumerate(lines):
        picture = picture_of(line.bare) if len(line.bare) <= LONGEST_LABEL else None
        if picture is not None and _stands_alone(picture):
            found[index] = picture
    return _without_captions(lines, found)


def _stands_alone(picture: Picture) -> bool:
    return not picture.rest or header_under(picture.rest, picture.name) is not None


def _without_captions(lines: Sequence[Line], found: dict[int, Picture]) -> dict[int, Picture]:
    parted = {index for index in found if parted_from(lines, index)}
    forms = Counter(picture.form for picture in found.values())
    names = {fold(picture.name) for picture in found.values()}
    optioned = any(boilerplate.is_viewing(line) for line in lines)
    spaced = sum(line.blank for line in lines) > 2 * len(found)
    strict = 2 * len(parted) > len(found) or (spaced and not optioned)
    if len(found) == 1 and not optioned:
        return {i: one for i, one in found.items() if i in parted and i in _first_seen(lines)}
    return {
        index: picture
        for index, picture in found.items()
        if (index in parted or not strict)
        and (not picture.form or forms[picture.form] > 1)
        and not _is_sentence(picture, names)
    }


def _first_seen(lines: Sequence[Line]) -> list[int]:
    """Where a byline stands."""
    return [index for index, line in enumerate(lines[:50]) if not line.blank][:6]


def parted_from(lines: Sequence[Line], index: int) -> bool:
    """Whether a blank line, the frame or a header parts a line from the text above it."""
    if index == 0:
        return True
    before = lines[index - 1]
    return before.blank or boilerplate.is_sure(before) or header_of(before.bare) is not None


def _is_sentence(picture: Picture, names: set[str]) -> bool:
    words = fold(picture.name).split()
    if len(words) == 1 or words[0] not in _OPENERS:
        return False
    return any(" ".join(words[start:]) in names for start in range(1, len(words)))
