"""A saved page as a tree of elements that knows where everything stands in the source.

For reading the structure alone: what is taken out of a page is sanitized like any other text.
No recursion; time and memory linear in the source, whatever it holds.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from html import unescape

ELEMENTS = 400_000
HEAD = 4000  # characters of source: more than any name, title or line of a header has

_WORDS = str.split
_VOID = frozenset(
    _WORDS("area base br col embed frame hr img input link meta param source track wbr")
)
RAW = frozenset(_WORDS("script style textarea title xmp iframe noembed noframes plaintext"))
# An end tag does not reach beyond these; for lists this is stricter than browsers are.
_CELLS = frozenset({"td", "th"})
_BARRIERS = _CELLS | set(_WORDS("table caption template object ul ol dl"))
_ROWS = frozenset({"tr", "tbody", "thead", "tfoot"})
_ENDS_PARAGRAPH = frozenset(
    _WORDS(
        "address article aside blockquote center details dd dialog dir div dl dt fieldset"
        " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p"
        " pre section summary table ul"
    )
)
_BLOCKS = _ENDS_PARAGRAPH | _BARRIERS | _ROWS | {"br", "body", "option", "img"}
_CLOSED_BY_NEXT = {
    "li": ("li",),
    "dd": ("dd", "dt"),
    "dt": ("dd", "dt"),
    "tr": ("tr",),
    "tbody": ("tr", "tbody", "thead", "tfoot"),
    "thead": ("tr", "tbody", "thead", "tfoot"),
    "tfoot": ("tr", "tbody", "thead", "tfoot"),
    "option": ("option",),
}

_VALUE = r"=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+"
_TAG = re.compile(rf"<(/?)([a-zA-Z][^\s/>]*+)((?:[^>=]++|{_VALUE})*+)>")
_ATTRIBUTE = re.compile(
    r"([^\s/>=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"'][^\s>]*+)?+))?+"
)
_LETTER = re.compile(r"[a-zA-Z]")
_SPACES = re.compile(r"[\s\u200b\ufeff]+")


class TooManyElements(Exception):
    """The page holds more than ELEMENTS."""


@dataclass(slots=True, eq=False)
class Node:
    """An element: source[start:inner] is its start tag, source[inner:stop] what it holds."""

    name: str
    attributes: dict[str, str]
    parent: "Node | None"
    order: int
    start: int
    inner: int
    stop: int = -1
    end: int = -1
    last: int = -1  # order of the last element within
    children: list["Node"] = field(default_factory=list)
    classes: frozenset[str] = frozenset()
    place: int = 0  # among the children of its parent

    def get(self, name: str) -> str:
        """Return an attribute, or ""."""
        return self.attributes.get(name, "")

    def holds(self, other: "Node") -> bool:
        """Tell whether `other` is this element or stands within it."""
        return self.order <= other.order <= self.last


@dataclass(slots=True)
class Tree:
    """The elements of `source` in their order, its pieces of text, and its raw elements' inside."""

    source: str
    nodes: list[Node] = field(default_factory=list)
    texts: list[tuple[int, int, bool]] = field(default_factory=list)  # True: after a border
    comments: list[tuple[int, int]] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _lines: list[int] | None = None
    _solid: list[int] | None = None

    def line(self, place: int) -> int:
        """Return the line of a place in the source, counted from 1."""
        if self._lines is None:
            self._lines = [found.start() for found in re.finditer("\n", self.source)]
        return bisect_left(self._lines, place) + 1

    def raw(self, node: Node) -> str:
        """Return the source inside an element."""
        return self.source[node.inner : node.stop]

    def text(self, node: Node) -> str:
        """Return the text of an element as people read it, on one line; no more than the head."""
        return self.text_between(node.inner, min(node.stop, node.inner + HEAD))

    def text_between(self, start: int, stop: int) -> str:
        """Return the text of a part of the source, on one line."""
        if not self._starts:
            self._starts = [piece[0] for piece in self.texts]
        parts: list[str] = []
        for index in range(max(0, bisect_right(self._starts, start) - 1), len(self.texts)):
            begin, end, border = self.texts[index]
            if begin >= stop:
                break
            if end > start:
                parts.append(" " if border else "")
                parts.append(decode(self.source[max(begin, start) : min(end, stop)]))
        return _SPACES.sub(" ", "".join(parts)).strip()

    def shows_text(self, start: int, stop: int) -> bool:
        """Tell whether there is text to read between two borders of elements."""
        if self._solid is None:
            texts = ((begin, self.source[begin:end]) for begin, end, _ in self.texts)
            self._solid = [begin for begin, text in texts if decode(text).strip()]
        index = bisect_left(self._solid, start)
        return index < len(self._solid) and self._solid[index] < stop

    def within(self, node: Node, most: int = 60) -> list[Node]:
        """Return the element and the first that stand within it."""
        return self.nodes[node.order : min(node.last + 1, node.order + most)]


def decode(text: str) -> str:
    """Return `text` with its character references decoded; one of absurd length stays."""
    if "&" not in text:
        return text
    try:
        return unescape(text)
    except ValueError:  # more digits than Python turns into a number
        return text


def parse(source: str) -> Tree:
    """Read a page. Raises TooManyElements."""
    builder = _Builder(source)
    builder.run()
    return builder.tree


class _Builder:
    """What is open, and what has been read."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tree = Tree(source)
        root = Node("", {}, None, 0, 0, 0)
        self.tree.nodes.append(root)
        self.open = [root]
        self.frames: list[dict[str, int]] = [{}]  # what is open since the last barrier
        self.barriers: dict[str, int] = {}
        self.border = True

    def run(self) -> None:
        source, at, length = self.source, 0, len(self.source)
        while at < length:
            tag = source.find("<", at)
            if tag < 0:
                break
            self.take_text(at, tag)
            at = self.take_markup(tag)
        self.take_text(at, length)
        self.close_to(0, length, length)
        root = self.tree.nodes[0]
        root.stop = root.end = length
        root.last = len(self.tree.nodes) - 1

    def take_text(self, start: int, end: int) -> None:
        if start < end:
            self.tree.texts.append((start, end, self.border))
            self.border = False

    def take_markup(self, at: int) -> int:
        """Read what begins with "<" and return where it ends."""
        source = self.source
        following = source[at + 1 : at + 2]
        if source.startswith("<!--", at):
            end = source.find("-->", at + 2)
            self.tree.comments.append((at + 4, end if end >= 0 else len(source)))
            return end + 3 if end >= 0 else len(source)
        if following in ("!", "?") or (following == "/" and not _LETTER.match(source, at + 2)):
            end = source.find(">", at)
            return end + 1 if end >= 0 else len(source)
        if following != "/" and not _LETTER.match(source, at + 1):
            self.take_text(at, at + 1)
            return at + 1
        tag = _TAG.match(source, at)
        if tag is None:  # no ">" ends it: nothing after it is read by browsers either
            return len(source)
        if tag[1]:
            self.end_tag(tag[2].lower(), at, tag.end())
            return tag.end()
        return self.start_tag(tag)

    def start_tag(self, tag: re.Match[str]) -> int:
        name, written = tag[2].lower(), tag[3]
        self.border = self.border or name in _BLOCKS
        self.close_implied(name, tag.start())
        node = self.add(name, written, tag)
        if name in _VOID or (written.endswith("/") and not _unquoted_slash(written)):
            self.finish(node, tag.end(), tag.end())
        elif name in RAW:
            found = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE).search(
                self.source, tag.end()
            )
            stop = found.start() if found and name != "plaintext" else len(self.source)
            close = self.source.find(">", stop)
            self.finish(node, stop, close + 1 if close >= 0 else len(self.source))
            return node.end
        else:
            self.open.append(node)
            if name in _BARRIERS:
                self.frames.append({})
                self.barriers[name] = self.barriers.get(name, 0) + 1
            self.frames[-1][name] = self.frames[-1].get(name, 0) + 1
        return tag.end()

    def add(self, name: str, written: str, tag: re.Match[str]) -> Node:
        if len(self.tree.nodes) > ELEMENTS:
            raise TooManyElements
        parent = self.open[-1]
        attributes = _attributes(written)
        node = Node(name, attributes, parent, len(self.tree.nodes), tag.start(), tag.end())
        if "class" in attributes:
            node.classes = frozenset(attributes["class"].lower().split())
        node.place = len(parent.children)
        parent.children.append(node)
        self.tree.nodes.append(node)
        return node

    def close_implied(self, name: str, at: int) -> None:
        if name in _ENDS_PARAGRAPH and self.frames[-1].get("p"):
            self.pop("p", at, at)
        if name in _ROWS or name in _CELLS:
            while len(self.frames) > 1 and not _CELLS.isdisjoint(self.frames[-1]):
                self.pop(next(iter(_CELLS & self.frames[-1].keys())), at, at)
        for closed in _CLOSED_BY_NEXT.get(name, ()):
            if self.frames[-1].get(closed):
                self.pop(closed, at, at)

    def end_tag(self, name: str, at: int, end: int) -> None:
        self.border = self.border or name in _BLOCKS
        if name in _ROWS:
            self.close_implied(name if name != "tr" else "td", at)
        known = self.frames[-1].get(name) or self.barriers.get(name)
        if known and name not in {"html", "body"}:
            self.pop(name, at, end)

    def pop(self, name: str, at: int, end: int) -> None:
        """Close the innermost `name`, which is open, and all within it."""
        depth = len(self.open) - 1
        while self.open[depth].name != name:
            depth -= 1
        self.close_to(depth + 1, at, at)
        self.close_to(depth, at, end)

    def close_to(self, depth: int, at: int, end: int) -> None:
        while len(self.open) > max(depth, 1):
            node = self.open.pop()
            self.finish(node, at, end)
            frame = self.frames[-1]
            frame[node.name] -= 1
            if not frame[node.name]:
                del frame[node.name]
            if node.name in _BARRIERS:
                self.frames.pop()
                self.barriers[node.name] -= 1

    def finish(self, node: Node, stop: int, end: int) -> None:
        node.stop, node.end = stop, end
        node.last = len(self.tree.nodes) - 1


def _attributes(written: str) -> dict[str, str]:
    attributes: dict[str, str] = {}
    if written and not written.isspace():
        for name, double, single, bare in _ATTRIBUTE.findall(written):
            attributes.setdefault(name.lower(), decode(double or single or bare))
    return attributes


def _unquoted_slash(written: str) -> bool:
    """Tell whether the last "/" belongs to a value: <a href=http://example.org/>."""
    last = written.rsplit(None, 1)[-1]
    return "=" in last and last[-2:-1] not in {'"', "'"}
