"""A source as its reader sees it: no tags, entities decoded, and where each place came from."""

import re
from bisect import bisect_right
from collections.abc import Sequence
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


class View:
    """`text` to look at. `shown` and `came` are the places where its offset to the source grows."""

    def __init__(self, text: str, shown: Sequence[int] = (), came: Sequence[int] = ()) -> None:
        self.text, self.shown, self.came = text, shown, came
        self.anchors: Sequence[Anchor] = ()

    def at(self, place: int) -> int:
        """Return the place in the source of a place in `text`."""
        index = bisect_right(self.shown, place) - 1
        return place if index < 0 else self.came[index] + place - self.shown[index]


class _Unlinked(View):
    """A view of HTML without anchors: where its places came from is worked out when asked."""

    def __init__(self, source: str) -> None:
        super().__init__(_MARKED.sub(_instead, source))
        self._source = source

    def at(self, place: int) -> int:
        """Return the place in the source of a place in `text`."""
        if not self.shown:
            reading = _Reading(self._source)
            self.shown, self.came = reading.shown, reading.came
        return super().at(place)


def view_of(source: str, format: Format) -> View:  # noqa: A002 - the product's word for it
    """Return how a reader sees the source."""
    if format is not Format.HTML or ("<" not in source and "&" not in source):
        return View(source)
    if "<a" not in source and "<A" not in source:
        return _Unlinked(source)
    reading = _Reading(source)
    view = View("".join(reading.parts), reading.shown, reading.came)
    view.anchors = reading.anchors
    return view


def _instead(match: "re.Match[str]") -> str:
    """Return what a reader sees in the place of a tag or an entity."""
    if match[0][0] == "&":
        return unescape(match[0])
    name = (match[2] or "").lower()
    if name in _LINES:
        return "" if match[1] else "\n"
    return "\n\n" if name in _BLOCKS else ""


class _Reading:
    """A source read piece by piece, with all that its view can be asked for."""

    def __init__(self, source: str) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.shown: list[int] = []
        self.came: list[int] = []
        self.anchors: list[Anchor] = []
        self.open: tuple[int, str, int] | None = None
        done = 0
        for match in _MARKED.finditer(source):
            self.add(source[done : match.start()])
            done = match.end()
            if match[2] in {"a", "A"}:
                self.close()
                self.open = None if match[1] else (match.start(), match[3], self.length)
            self.add(_instead(match))
            self.shown.append(self.length)
            self.came.append(done)
        self.add(source[done:])
        self.close()

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def close(self) -> None:
        if self.open:
            at, attributes, start = self.open
            self.anchors.append(Anchor(at, attributes, start, self.length))
        self.open = None
