"""The text of a comment or an article, as source, without what a theme puts around it."""

import re
from functools import lru_cache

from colonnade.transfer.readers.saved.tree import Node, Tree
from colonnade.transfer.readers.saved.words import is_boilerplate

_WORDS = str.split
Span = tuple[int, int]
# Wrappers of the text, the surest first.
_RANKS = (
    _WORDS("field-name-comment-body field--name-comment-body"),
    _WORDS(
        "e-content wp-block-comment-content comment-content comment__content commenttext"
        " comment_text comment-message comment__message post-message cooked comment-body-text"
        " comment-text-body p-content"
    ),
    _WORDS(
        "content comment-text comment__text comment_content commentcontent comment-entry"
        " comment-entry-content entry-content isso-text comment-copy"
    ),
    _WORDS(
        "comment-body comment__body comment_body commentbody text message body entry description"
    ),
)
_RANK_OF = {name: rank for rank, names in enumerate(_RANKS, 1) for name in names}
_LIKE_TEXT = re.compile(
    r"(?:comment|reply|kommentar|commentaire)[-_]{0,2}(?:content|text|body|message|copy|inhalt)"
)
_PROPERTIES = frozenset({"content:encoded", "text", "commenttext", "schema:text", "articlebody"})
_DROPPED_NAMES = frozenset(
    _WORDS("script style form button noscript template select input textarea head nav")
)
_DROPPED = frozenset(
    _WORDS(
        "reply links comment-links comment__links comment-reply comment-actions comment__actions"
        " comment-controls reply-link comment-reply-link comment-edit-link edit-link sharedaddy"
        " jp-relatedposts sd-sharing user-signature comment-awaiting-moderation rdf-meta"
        " element-hidden element-invisible screen-reader-text visually-hidden wp-ulike quicktags"
        " comment-likes comment-vote comment-votes voting flag-wrapper flag post-menu-area addtoany"
        " addtoany_share_save_container social-share share-buttons comment-permalink breadcrumb"
        " wp-block-comment-reply-link wp-block-comment-edit-link comment-avatar user-picture avatar"
        " comment_reply comment-tools comment-options node-links"
    )
)


class Body:
    """Cuts texts out of one page."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def wrapper(self, nodes: list[Node], header: list[Node]) -> Node | None:
        """Return the element that holds the text alone: none of the `header` stands in it."""
        best: tuple[int, Node] | None = None
        for node in nodes:
            rank = _rank(node)
            if rank is None or any(node.holds(other) for other in header):
                continue
            inside = best is not None and best[1].holds(node)
            better = best is None or rank < best[0] or (inside and rank == best[0])
            if better and (self._shows(node) or _pictures(node, self.tree)):
                best = (rank, node)
        return self._unwrap(best[1]) if best else None

    def _shows(self, node: Node) -> bool:
        return self.tree.shows_text(node.inner, node.stop)

    def inside(self, node: Node, nodes: list[Node], without: list[Span]) -> str:
        """Return the source inside an element; `nodes` are those to look through for leftovers."""
        within = [other for other in nodes if node.holds(other) and other is not node]
        return self.between(node.inner, node.stop, within, without)

    def between(self, start: int, stop: int, nodes: list[Node], without: list[Span]) -> str:
        """Return a part of the source without theme's leftovers and the spans `without`."""
        cuts = [span for span in without if span[0] < stop and span[1] > start]
        cuts += [(node.start, node.end) for node in nodes if self.dropped(node)]
        parts: list[str] = []
        at = start
        for begin, end in sorted(cuts):
            if begin > at:
                parts.append(self.tree.source[at : min(begin, stop)])
            at = max(at, end)
        if at < stop:
            parts.append(self.tree.source[at:stop])
        return "".join(parts).strip()

    def dropped(self, node: Node) -> bool:
        """Tell whether an element is no part of anybody's text."""
        if node.name in _DROPPED_NAMES or not node.classes.isdisjoint(_DROPPED):
            return True
        if node.name in {"a", "ul", "p", "div", "span", "small", "footer"}:
            size = node.stop - node.inner
            return 0 < size < 400 and is_boilerplate(self.tree.text(node))  # noqa: PLR2004
        return False

    def _unwrap(self, node: Node) -> Node:
        """Go down through blocks that hold nothing but one other."""
        while True:
            inner = [child for child in node.children if not self.dropped(child)]
            if len(inner) != 1 or inner[0].name not in {"div", "section"}:
                return node
            only = inner[0]
            shown = self.tree.shows_text
            if shown(node.inner, only.start) or self._rest(node, only):
                return node
            node = only

    def _rest(self, node: Node, only: Node) -> bool:
        at = only.end
        for child in node.children:
            if child.start >= at:
                if self.tree.shows_text(at, child.start):
                    return True
                at = child.end
        return self.tree.shows_text(at, node.stop)


def _rank(node: Node) -> int | None:
    said = f"{node.get('property')} {node.get('itemprop')}".lower().split()
    if not _PROPERTIES.isdisjoint(said) and node.name != "meta":
        return 0
    rank = min((_RANK_OF[name] for name in node.classes if name in _RANK_OF), default=None)
    return len(_RANKS) if rank is None and any(map(_like_text, node.classes)) else rank


@lru_cache(maxsize=4096)
def _like_text(name: str) -> bool:
    return len(name) < 40 and _LIKE_TEXT.search(name) is not None  # noqa: PLR2004


def _pictures(node: Node, tree: Tree) -> bool:
    return any(other.name in {"img", "iframe", "video"} for other in tree.within(node))
