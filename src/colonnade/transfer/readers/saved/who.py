"""Who wrote a comment: the name, whether she had an account there, her website."""

import re
from functools import lru_cache

from colonnade.transfer.readers.date_words import plain
from colonnade.transfer.readers.saved import words
from colonnade.transfer.readers.saved.containers import key_in
from colonnade.transfer.readers.saved.scene import Scene, Seen, properties
from colonnade.transfer.readers.saved.tree import Node
from colonnade.transfer.readers.saved.when import TIME_CLASSES, dated, short_dated
from colonnade.transfer.readers.saved.words import PROFILE

_WORDS = str.split
_RANKS = (
    _WORDS("p-author fn wp-block-comment-author-name comment-author-name comment-author-link"),
    _WORDS("username user-name author-name nickname commenter-name"),
    _WORDS(
        "comment__author comment_author commentauthor"
        " comment-author author poster vcard commenter isso-author names"
        " comment-by commentername comment-name byline"
    ),
)
_RANK_OF = {name: rank for rank, names in enumerate(_RANKS) for name in names}
_LIKE_NAME = re.compile(r"(?:^|[-_])(?:author|username|commenter|nick|nickname|poster)(?:$|[-_])")
_AUTHOR = frozenset({"author", "creator", "foaf:name", "sioc:has_creator", "schema:author"})
PURE = 1  # up to this rank an element holds the name alone
_LARGE = 3000
_LONGEST = 300


def authors(scene: Scene, nodes: list[Node]) -> list[tuple[int, Node]]:
    """Return the elements that are said to name the writer, the surest (0) first."""
    found = []
    # The first is the comment as a whole, but where it is the term of a list of definitions.
    for node in nodes if nodes and nodes[0].name == "dt" else nodes[1:]:
        rank = _rank(node)
        if rank is not None and (scene.shown(node) or node.get("content")):
            found.append((rank, node))
    inner = {id(node) for rank, node in found if rank <= PURE}
    sure = [
        (rank, node)
        for rank, node in sorted(found, key=lambda entry: entry[0])
        if not _holds_another(node, found, inner)
    ]
    return sure or found


def _holds_another(node: Node, found: list[tuple[int, Node]], pure: set[int]) -> bool:
    """Tell whether an element that names somebody holds one that holds the name alone."""
    following = (other for _, other in found[:40] if other is not node and id(other) in pure)
    return any(node.holds(other) for other in following)


def _rank(node: Node) -> int | None:
    said = properties(node)
    if not _AUTHOR.isdisjoint(said):
        return 1 if node.name == "a" and "author" in node.get("rel").split() else 0
    if "schema:name" in said and "person" in node.get("typeof").lower():
        return 0
    rank = min((_RANK_OF[name] for name in node.classes if name in _RANK_OF), default=None)
    if rank is None and node.name not in {"li", "article"} and any(map(_like_name, node.classes)):
        return len(_RANKS)
    return rank


@lru_cache(maxsize=4096)
def _like_name(name: str) -> bool:
    return len(name) < 40 and _LIKE_NAME.search(name) is not None  # noqa: PLR2004


def see_writer(scene: Scene, seen: Seen, nodes: list[Node]) -> None:
    """Note the writer of a comment, as its header names her."""
    for rank, node in authors(scene, nodes):
        if node.stop - node.inner < _LARGE and _take(scene, seen, nodes, node, exact=rank <= PURE):
            return
    links = [node for node in nodes if node.name == "a" and scene.shown(node)]
    named = [node for node in links if node.get("title").lower().startswith("view user profile")]
    named += [node for node in links if PROFILE.match(scene.own_path(node.get("href")))]
    named += [node for node in nodes if node.name == "cite" and scene.shown(node)]
    named += [node for node in nodes[1:] if dated(node) and scene.shown(node)]
    named += short_dated(scene, nodes[1:])
    named += [node for node in nodes if node.name in {"strong", "b"} and scene.shown(node)]
    for node in named:
        if _take(scene, seen, nodes, node, exact=False):
            return
    for node in nodes:
        alt = node.name == "img" and words.PICTURE.match(node.get("alt") or node.get("title"))
        if alt:
            seen.name = (alt[1] or alt[2]).strip()
            return


def _take(scene: Scene, seen: Seen, nodes: list[Node], node: Node, *, exact: bool) -> bool:
    name, guest = name_in(scene, node, exact=exact)
    if not name or len(name) > _LONGEST or words.is_boilerplate(name):
        return False
    seen.name, seen.guest = name, guest
    _see_standing(scene, seen, nodes, node)
    return True


def name_in(scene: Scene, node: Node, *, exact: bool) -> tuple[str, bool]:
    """Return the name an element holds, and whether it is marked as a guest's."""
    if node.stop - node.inner > _LARGE:
        return "", False
    inner = scene.tree.within(node)
    for other in inner[1:40]:
        if other.get("itemprop").lower() == "name" or "p-name" in other.classes:
            text = scene.tree.text(other) or other.get("content")
            if text:
                return words.exact_name(text)
    text = scene.tree.text(node) or node.get("content")
    if (exact or node.name == "a") and (len(text) < 12 or scene.calendar.find(text) is None):  # noqa: PLR2004
        return words.exact_name(text)
    for link in inner[:40]:
        if link.name in {"a", "cite", "strong", "b"} and _names(scene, link):
            return words.exact_name(scene.tree.text(link))[0], bool(words.NOT_VERIFIED.search(text))
    found = scene.calendar.find(text)
    if found is None:
        return words.tidy_name(text[:_LONGEST])
    before = words.tidy_name(found[0])
    return before if before[0] else words.tidy_name(found[2][:_LONGEST])


def _names(scene: Scene, link: Node) -> bool:
    text = scene.tree.text(link)
    if not text or link.classes & TIME_CLASSES or key_in(link.get("href")):
        return False
    return not words.is_boilerplate(text) and scene.calendar.find(text) is None


def _see_standing(scene: Scene, seen: Seen, nodes: list[Node], node: Node) -> None:
    """Note whether the writer had an account there, and her website."""
    root = seen.unit.roots[0]
    for link in nodes:
        if link.name != "a" or not (node.holds(link) or link.holds(node)):
            continue
        if PROFILE.match(scene.own_path(link.get("href"))):
            seen.account = True
        elif not seen.website and scene.foreign(link.get("href")):
            seen.website = link.get("href").strip()
    user = root.get("data-comment-user-id")
    about = node.get("about") or node.get("resource")
    seen.account |= "/user" in about and not about.endswith("/user/0")
    seen.account |= "byuser" in root.classes or user not in {"", "0"}
    seen.account |= scene.drupal and not seen.website
    above = node.parent
    if above is not None and not above.holds(root) and above.stop - above.inner < _LARGE:
        text = scene.tree.text(above)
        seen.guest |= bool(words.NOT_VERIFIED.search(text[:_LONGEST]))
    anonymous = user == "0" or any(name.endswith("by-anonymous") for name in root.classes)
    if anonymous and not seen.guest:
        seen.name = words.without_mark(seen.name)
    seen.guest |= anonymous
    if seen.guest or plain(seen.name) in words.ANONYMOUS:
        seen.account = False
