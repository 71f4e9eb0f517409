"""Rendered HTML as text to read: for the search index, excerpts and mail."""

import re
from html import unescape

from colonnade.kit.markup.clean import BLOCKS, pieces, sanitize, texts

_SPACES = re.compile(r"[ \t\n\r\f]+")
_LINES = frozenset({"li", "tr", "dt", "dd", "caption", "thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_DIVIDED = BLOCKS - _LINES - _CELLS


def plain(html: str) -> str:
    """Return the readable text of `html`: a blank line between blocks, entities decoded."""
    return plain_of_clean(sanitize(html))


def plain_of_clean(clean: str) -> str:
    """Return the same of HTML that `sanitize` would leave as it is, such as a comment's, faster."""
    out = _Text()
    for end, name, _, text in pieces(clean):
        if not name:
            out.add(text)
        elif name in _CELLS:
            out.add(" " if end else "")
        elif name == "br" or (name in _LINES and out.lines[-1]):
            out.end_line()
        elif name in _DIVIDED:
            out.end_block()
            out.preformatted = name == "pre" and not end
    return unescape("\n".join(out.lines)).strip()


def has_text(clean: str) -> bool:
    """Tell whether there is anything to read in what `sanitize` has written."""
    return any(unescape(text).strip() for text in texts(clean))


class _Text:
    """Lines, of which the last is still open."""

    def __init__(self) -> None:
        self.lines = [""]
        self.preformatted = False

    def add(self, text: str) -> None:
        if self.preformatted:
            first, *others = text.split("\n")
        else:
            first, *others = (_SPACES.sub(" ", text),)
            first = first.lstrip(" ") if not self.lines[-1] or self.lines[-1][-1] == " " else first
        self.lines[-1] += first
        self.lines += others

    def end_line(self) -> None:
        self.lines[-1] = self.lines[-1].rstrip(" ")
        self.lines.append("")

    def end_block(self) -> None:
        if self.lines[-1]:
            self.end_line()
        if self.lines[-2:-1] != [""]:
            self.lines.append("")
