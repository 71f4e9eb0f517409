"""The beginning of a text, as one line."""

import re
from html import unescape

from colonnade.kit.markup.clean import BLOCKS

LENGTH = 160
# What `render` writes is regular: a tag, or text in which "<" is escaped.
_PIECE = re.compile(r"</?([a-z][a-z0-9]*)[^>]*>|([^<]+|<)")
_DIVIDING = BLOCKS | {"br"}


_HEAD = 280  # characters of HTML that mostly hold enough
_CUT_TAG = ("", "<")  # what a tag begins with that is not whole


def excerpt(html: str) -> str:
    """Return the first words of rendered HTML as one line of plain text.

    It reads little more than it must, whatever the length of the text.
    """
    size = _HEAD
    while size < len(html):
        line = _line(_whole(_PIECE.findall(html, 0, size)))
        if len(line) > LENGTH:
            return _cut(line)
        size *= 4
    line = _line(_PIECE.findall(html))
    return line if len(line) <= LENGTH else _cut(line)


def _whole(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pieces without a tag or an entity at their end that may have been cut."""
    if _CUT_TAG in pieces:
        return pieces[: pieces.index(_CUT_TAG)]
    name, text = pieces[-1]
    return [*pieces[:-1], (name, text.rpartition("&")[0] if "&" in text else text)]


def _line(pieces: list[tuple[str, str]]) -> str:
    text = "".join([text or (" " if name in _DIVIDING else "") for name, text in pieces])
    return " ".join(unescape(text).split())


def _cut(line: str) -> str:
    return line[: LENGTH - 1].rsplit(" ", 1)[0] + "…"
