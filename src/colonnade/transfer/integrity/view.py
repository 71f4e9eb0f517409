"""A source as its reader sees it: no tags, entities decoded, and where each place came from."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from html import unescape

from colonnade.kit.markup import Format

# A tag, or an entity; nothing here can be read twice.
_MARKED = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>|<!--[^<>]*-->|&#?[A-Za-z0-9]{1,31};")
_LINES = frozenset({"br", "li", "tr", "dt", "dd"})
_BLOCKS = frozenset(
    {"p", "div", "blockquote", "ul", "ol", "pre", "table", "hr", "h1", "h2", "h3", "h4", "h5", "h6"}
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """An `a` of the source: where it begins there, its attributes, and its words in the view."""

    at: int
    attributes: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class View:
    """`text` to look at. `shown` and `came` are the places where its offset to the source grows."""

    text: str
    shown: tuple[int, ...] = ()
    came: tuple[int, ...] = ()
    anchors: tuple[Anchor, ...] = ()

    def at(self, place: int) -> int:
        """Return the place in the source of a place in `text`."""
        index = bisect_right(self.shown, place) - 1
        return place if index < 0 else self.came[index] + place - self.shown[index]


def view_of(source: str, format: Format) -> View:  # noqa: A002 - the product's word for it
    """Return how a reader sees the source."""
    if format is not Format.HTML or ("<" not in source and "&" not in source):
        return View(source)
    reading = _Reading()
    reading.read(source)
    return View("".join(reading.parts), tuple(reading.shown), tuple(reading.came), reading.found())


class _Reading:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.shown: list[int] = []
        self.came: list[int] = []
        self.anchors: list[Anchor] = []
        self.open: tuple[int, str, int] | None = None

    def read(self, source: str) -> None:
        done = 0
        for match in _MARKED.finditer(source):
            self.add(source[done : match.start()])
            done = match.end()
            self.add(unescape(match[0]) if match[0][0] == "&" else self.tag(match))
            self.shown.append(self.length)
            self.came.append(done)
        self.add(source[done:])
        self.close()

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def tag(self, match: "re.Match[str]") -> str:
        name = (match[2] or "").lower()
        if name == "a":
            self.close()
            self.open = None if match[1] else (match.start(), match[3], self.length)
        if name in _LINES:
            return "" if match[1] else "\n"
        return "\n\n" if name in _BLOCKS else ""

    def close(self) -> None:
        if self.open:
            at, attributes, start = self.open
            self.anchors.append(Anchor(at, attributes, start, self.length))
        self.open = None

    def found(self) -> tuple[Anchor, ...]:
        return tuple(self.anchors)
