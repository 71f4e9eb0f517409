"""The beginning of a text, as one line."""

import re
from html import unescape

from colonnade.kit.markup.clean import BLOCKS

LENGTH = 160
# What `render` writes is regular: a tag, or text in which "<" is escaped.
_PIECE = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>|([^<]+|<)")
_DIVIDING = BLOCKS | {"br"}


def excerpt(html: str) -> str:
    """Return the first words of rendered HTML as one line of plain text.

    It reads no further than it must, whatever the length of the text.
    """
    parts, length = list[str](), 0
    for found in _PIECE.finditer(html):
        text = found[3]
        if text is not None:
            text = unescape(text)
            parts.append(text)
            length += sum(map(len, text.split()))
        elif found[2] in _DIVIDING:
            parts.append(" ")
        if length > LENGTH:
            break
    line = " ".join("".join(parts).split())
    if len(line) <= LENGTH:
        return line
    return line[: LENGTH - 1].rsplit(" ", 1)[0] + "…"
