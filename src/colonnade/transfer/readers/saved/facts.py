"""What the page says of one comment: who, when, under which title, and in which words."""

import re

from colonnade.transfer.readers.date_words import plain
from colonnade.transfer.readers.saved import words
from colonnade.transfer.readers.saved.body import Span
from colonnade.transfer.readers.saved.containers import key_in, kind_of
from colonnade.transfer.readers.saved.kinship import answered
from colonnade.transfer.readers.saved.scene import Scene, Seen, properties
from colonnade.transfer.readers.saved.tree import Node
from colonnade.transfer.readers.saved.units import Unit, own_nodes
from colonnade.transfer.readers.saved.when import TIME_CLASSES, machine_time, see_times, short_dated
from colonnade.transfer.readers.saved.who import authors, see_writer

_TITLES = frozenset({"comment-title", "comment__title", "subject", "comment-subject", "title"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
_HEADS = TIME_CLASSES | set(
    str.split(
        "comment-author vcard says user-picture picture avatar author comment-head comment-title"
        " comment_author username byline number comment-number"
    )
)
_SHOWN = re.compile(r"<(?:img|iframe|video|audio|object|embed)\b", re.IGNORECASE)
_TIGHT = frozenset(str.split("p span small em header cite strong b i dt h2 h3 h4 h5 h6 a"))
_EDGE = re.compile(r"^(?:\s|[:,]|</[a-zA-Z0-9]{1,10}>|<[bh]r\s{0,3}/?>)++")
_TAIL = re.compile(r"(?:\s|<[bh]r\s?/?>)$")


def look(scene: Scene, unit: Unit) -> Seen:
    """Return what is said of a comment."""
    nodes = own_nodes(unit, scene.tree)
    seen = Seen(unit, ping=any(kind_of(root) == "ping" for root in unit.roots[:3]))
    sure = [node for _, node in authors(scene, nodes)][:1]
    sure += [node for node in nodes if machine_time(node)][:1]
    wrapper = scene.body.wrapper(nodes[1:], sure)
    header = [node for node in nodes if wrapper is None or not wrapper.holds(node)]
    seen.answered = answered(unit, header, scene.tree)
    see_times(scene, seen, header)
    see_writer(scene, seen, header)
    heading = _see_title(scene, seen, header if wrapper is None else _outer(nodes, wrapper))
    _see_text(scene, seen, nodes, wrapper, heading)
    seen.addresses = [node.get("href") for node in header if "u-url" in node.classes]
    if not seen.ping:
        _see_ping(scene, seen, nodes)
    elif not seen.website or not seen.text:
        _fill_ping(scene, seen, nodes)
    return seen


def _outer(nodes: list[Node], wrapper: Node) -> list[Node]:
    """Return the header, and what stands first in the element that holds the text."""
    first = [child for child in wrapper.children[:2] if child.get("class") or child.children]
    return [node for node in nodes if node in first or not wrapper.holds(node)]


def _see_ping(scene: Scene, seen: Seen, nodes: list[Node]) -> None:
    start = scene.tree.text_between(seen.unit.start, min(seen.unit.stop, seen.unit.start + 600))
    if words.PING.match(start) and not seen.times:
        seen.ping = True
        _fill_ping(scene, seen, nodes)


def _fill_ping(scene: Scene, seen: Seen, nodes: list[Node]) -> None:
    """A ping is often shown as one link, to the page that spoke of the article."""
    for node in nodes:
        if node.name == "a" and scene.foreign(node.get("href")) and scene.shown(node):
            seen.website = seen.website or node.get("href").strip()
            seen.name = scene.tree.text(node) if words.PING.match(f"{seen.name} ") else seen.name
            seen.name = seen.name or scene.tree.text(node)
            seen.text = seen.text or scene.tree.source[node.start : node.end]
            return


def _see_title(scene: Scene, seen: Seen, nodes: list[Node]) -> Node | None:
    """Note the title of a comment; return its element."""
    for node in nodes[1:]:
        titled = bool(node.classes & _TITLES) or "dc:title" in properties(node)
        if node.name not in _HEADINGS and not (titled and node.name in {"div", "p", "span", "h6"}):
            continue
        if not scene.shown(node) or node.stop - node.inner > 3000:  # noqa: PLR2004
            continue
        links = [key_in(other.get("href")) for other in scene.tree.within(node)[:10]]
        own = scene.drupal or titled or (bool(seen.unit.key) and seen.unit.key in links)
        text = _without_new(scene, node)
        named = not text or not own or plain(text) == plain(seen.name)
        if not named and len(text) <= 300 and scene.calendar.find(text) is None:  # noqa: PLR2004
            seen.title = "" if plain(text) in words.NO_SUBJECT else text
            return node
    return None


def _without_new(scene: Scene, node: Node) -> str:
    parts, at = [], node.inner
    for other in scene.tree.within(node):
        if "new" in other.classes:
            parts.append(scene.tree.text_between(at, other.start))
            at = other.end
    parts.append(scene.tree.text_between(at, node.stop))
    return " ".join(part for part in parts if part)


def _see_text(
    scene: Scene, seen: Seen, nodes: list[Node], wrapper: Node | None, heading: Node | None
) -> None:
    without: list[Span] = [(unit.roots[0].start, unit.stop) for unit in seen.unit.inner]
    without += [(heading.start, heading.end)] if heading is not None else []
    without += [seen.answered.span] if seen.answered.span else []
    if wrapper is not None:
        seen.text = scene.body.inside(wrapper, nodes, without)
        return
    roots = seen.unit.roots
    alone = len(roots) == 1 and roots[0].name != "a"
    start, stop = (roots[0].inner, roots[0].stop) if alone else (roots[0].end, seen.unit.stop)
    header = _header(scene, nodes)
    without += [(node.start, node.end) for node in header]
    spans = [(node.inner, node.stop) for node in _holders(roots[0], header)] if alone else []
    for begin, end in [*spans, (start, stop)]:
        behind = max([begin, *(node.end for node in header if node.end <= end)])
        for first in (behind, begin):
            seen.text = _tidy(scene.body.between(first, end, nodes[1:], without))
            if _shows(seen.text):
                return
    seen.text = ""


def _shows(html: str) -> bool:
    return bool(_SHOWN.search(html) or re.sub(r"<[^>]*+>|\s", "", html))


def _holders(root: Node, header: list[Node]) -> list[Node]:
    """Return the elements around all of the header, the innermost first, up to the root."""
    if not header:
        return []
    found, above = [], header[0].parent
    while above is not None and above is not root and root.holds(above):
        if above.name in {"div", "article", "section", "td", "li"} and above.holds(header[-1]):
            found.append(above)
        above = above.parent
    return found[:20]


def _header(scene: Scene, nodes: list[Node]) -> list[Node]:
    """Return the elements that hold name, moment and title where no element holds the text."""
    small = [node for node in nodes[1:] if node.stop - node.inner < 1500]  # noqa: PLR2004
    found = [node for node in small if node.classes & _HEADS or machine_time(node)]
    found += [node for node in small if node.name == "cite"][:1]
    found += [node for _, node in authors(scene, nodes)][:1]
    found += short_dated(scene, small)[:1]
    header = []
    for node in found:
        outer = node
        while outer.parent in nodes[1:60] and outer.parent.name in _TIGHT:
            if len(scene.tree.text(outer.parent)) > len(scene.tree.text(outer)) + 40:
                break
            outer = outer.parent
        header.append(outer)
    return header


def _tidy(text: str) -> str:
    text = _EDGE.sub("", text)
    while found := _TAIL.search(text, max(0, len(text) - 10)):
        text = text[: found.start()]
    return text
