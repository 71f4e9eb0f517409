"""When a comment was written: what attributes and text of its header say, the surest first."""

import re
from functools import lru_cache

from colonnade.transfer.readers.saved.scene import Scene, Seen, properties
from colonnade.transfer.readers.saved.tree import Node
from colonnade.transfer.readers.saved.words import EDITED

TIME_CLASSES = frozenset(
    str.split(
        "comment-metadata commentmetadata comment-meta comment-time comment-date comment__time"
        " submitted date time created posted-on published dt-published comment__submitted meta"
        " node__meta node-meta post-meta entry-meta byline node__submitted"
        " comment_date commentdate comment-info time-ago comment__meta timestamp attribution"
        " wp-block-comment-date comment-header comment-footer postdate when entry-date"
    )
)
_LIKE_TIME = re.compile(
    r"(?:^|[-_])(?:date|time|datetime|created|posted|published|submitted|timestamp|ago|metadata)"
    r"(?:$|[-_])"
)
_PUBLISHED = frozenset(
    str.split("datepublished datecreated commenttime dc:date dc:created schema:datecreated")
)
_MODIFIED = frozenset({"datemodified", "dc:modified", "schema:datemodified"})
_STAMPS = ("data-time", "data-timestamp", "data-utime", "data-epoch", "data-created", "data-date")
_SMALL = 400
_LARGE = 3000


def see_times(scene: Scene, seen: Seen, nodes: list[Node]) -> None:
    """Note what a comment's header says of its moments."""
    root = seen.unit.roots[0]
    ranked: list[tuple[int, str]] = []
    for node in nodes:
        if _changed(scene, node):
            seen.edited = seen.edited or machine_time(node) or scene.tree.text(node)
        else:
            ranked += _times_of(scene, node, root=node is root)
    if not ranked:
        ranked = [(4, scene.tree.text(node)) for node in short_dated(scene, nodes[1:])]
    if not ranked:
        start = seen.unit.start
        text = scene.tree.text_between(start, min(seen.unit.stop, start + _LARGE // 2))
        ranked = [(5, text[:200])]
    seen.times = [text for _, text in sorted(ranked, key=lambda entry: entry[0])][:8]


def _times_of(scene: Scene, node: Node, *, root: bool) -> list[tuple[int, str]]:
    found = []
    moment = machine_time(node)
    if moment:
        sure = not _PUBLISHED.isdisjoint(properties(node)) or "dt-published" in node.classes
        found.append((0 if sure else 1, moment))
    elif node.name in {"a", "abbr", "span", "time"} and re.search(r"\d{4}", node.get("title")):
        found.append((2, node.get("title")))
    labeled = dated(node) and not root and node.stop - node.inner < _LARGE
    if labeled or (node.name == "time" and not moment):
        found.append((3, scene.tree.text(node)))
    return found


def machine_time(node: Node) -> str:
    """Return the moment that an element's attributes name, as they spell it."""
    if not node.attributes:
        return ""
    if node.name == "time" or node.get("datetime"):
        return node.get("datetime")
    said = properties(node)
    if node.get("content") and not (_PUBLISHED | _MODIFIED).isdisjoint(said):
        return node.get("content")
    if node.name == "abbr" and "published" in node.classes:
        return node.get("title")
    for name in _STAMPS:
        if name in node.attributes and re.fullmatch(
            r"\d{9,13}|\d{4}-\d\d-\d\d.{0,25}", node.get(name)
        ):
            return node.get(name)
    return ""


def dated(node: Node) -> bool:
    """Tell whether a class says that an element holds a date, among other things perhaps."""
    if node.classes & TIME_CLASSES:
        return True
    return node.name not in {"li", "article"} and any(map(_like_time, node.classes))


@lru_cache(maxsize=4096)
def _like_time(name: str) -> bool:
    return len(name) < 40 and _LIKE_TIME.search(name) is not None  # noqa: PLR2004


def short_dated(scene: Scene, nodes: list[Node]) -> list[Node]:
    """Return the first small elements that hold a date, and none that holds such another."""
    found: list[Node] = []
    for node in nodes:
        if 0 < node.stop - node.inner < _SMALL and scene.shown(node):
            text = scene.tree.text(node)
            if re.search(r"\d", text) and scene.calendar.find(text):
                found = [other for other in found if not other.holds(node)] + [node]
                if len(found) > 4:  # noqa: PLR2004
                    break
    return found


def _changed(scene: Scene, node: Node) -> bool:
    if not _MODIFIED.isdisjoint(properties(node)) or node.classes & {"dt-updated", "updated"}:
        return "dt-published" not in node.classes and "published" not in node.classes
    if node.stop - node.inner > _SMALL or node.name in {"a", "li"}:
        return False
    return bool(EDITED.match(scene.tree.text(node).lstrip("([*_ ")))
