"""Which parts of a page are comments: containers, and what stands between anchors without one."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from colonnade.transfer.readers.saved.containers import Finder
from colonnade.transfer.readers.saved.tree import Node, Tree

_WORDS = str.split
_WRAPPER_WORDS = frozenset(_WORDS("comments commentlist comment-list comment-form"))
_ENDS = frozenset({"form", "script", "nav", "footer"})
_AFTER = frozenset(_WORDS("respond footer sidebar pager pagination navigation comment-respond"))
_FORM_TITLE = re.compile(
    r"(?:leave|post|add|write|submit)\b.{0,20}(?:comment|reply|response)"
    r"|(?:schreib|hinterlass|neuen kommentar|kommentar (?:schreiben|verfassen|hinterlassen))"
    r"|(?:laisser|ajouter|poster|deja|dejar|añadir|оставить|добавить)\b",
    re.IGNORECASE,
)


@dataclass(slots=True, eq=False)
class Unit:
    """A comment's part of the page: `roots`, which are siblings, up to `stop`, but for `inner`."""

    key: str
    roots: list[Node]
    stop: int
    parent: "Unit | None" = None
    inner: list["Unit"] = field(default_factory=list)  # units within, in order

    @property
    def start(self) -> int:
        """Return where it begins in the source."""
        return self.roots[0].start


def find_units(tree: Tree) -> list[Unit]:
    """Return the comments of a page in their order, none nested yet."""
    finder = Finder(tree)
    finder.collect()
    finder.place_marks()
    finder.collapse()
    units = [Unit(finder.keys.get(node, ""), [node], node.end) for node in finder.kept]
    units += _generic(tree, finder.left, units)
    units.sort(key=lambda unit: unit.roots[0].order)
    for unit in units:
        unit.roots = finder.heads.get(unit.roots[0], []) + unit.roots
    return units


def _generic(tree: Tree, marks: list[tuple[Node, str]], units: list[Unit]) -> list[Unit]:
    """Return units for marks with no container known: from each mark to the next."""
    seen: set[str] = {unit.key for unit in units}
    fresh: list[tuple[Node, str]] = []
    for mark, key in marks:
        if key not in seen:
            seen.add(key)
            fresh.append((mark, key))
    orders = sorted([mark.order for mark, _ in fresh] + [unit.roots[0].order for unit in units])
    alone = len(orders) == 1
    found = [_stretch(tree, mark, key, orders, alone=alone) for mark, key in fresh]
    if len(found) > 1 and all(len(unit.roots) == 1 for unit in found[:-1]):
        last = found[-1]  # a block of its own, as the others are: what follows is none of it
        last.roots, last.stop = last.roots[:1], last.roots[0].end
    return found


def _stretch(tree: Tree, mark: Node, key: str, orders: list[int], *, alone: bool) -> Unit:
    """Return the mark's own block, or else that and what follows it up to the next mark."""
    block = mark
    while block.parent is not None and block.parent.name not in {"", "html", "body", "form"}:
        if alone and tree.shows_text(block.inner, block.stop) and block is not mark:
            break
        if _marked(block.parent, orders) > 1 or _too_wide(block.parent):
            break
        block = block.parent
    if alone and block is not mark and tree.shows_text(block.inner, block.stop):
        return Unit(key, [block], block.end)
    unit = Unit(key, [block], block.parent.stop if block.parent else block.end)
    siblings = block.parent.children if block.parent else []
    for place in range(block.place + 1, len(siblings)):
        node = siblings[place]
        if _marked(node, orders) or _ends(tree, node):
            unit.stop = node.start
            break
        unit.roots.append(node)
    return unit


def _ends(tree: Tree, node: Node) -> bool:
    """Tell whether an element stands behind the last comment of a page."""
    words = node.classes | {node.get("id").lower()}
    if node.name in _ENDS or words & _AFTER:
        return True
    return node.name in {"h1", "h2", "h3", "h4"} and bool(_FORM_TITLE.match(tree.text(node)))


def _marked(node: Node, orders: list[int]) -> int:
    return bisect_left(orders, node.last + 1) - bisect_left(orders, node.order)


def _too_wide(node: Node) -> bool:
    return bool(node.classes & _WRAPPER_WORDS) or node.get("id").lower() in _WRAPPER_WORDS


def own_nodes(unit: Unit, tree: Tree) -> list[Node]:
    """Return the elements of a comment, without those of the comments within it."""
    nodes: list[Node] = []
    at = unit.roots[0].order
    for inner in unit.inner:
        nodes += tree.nodes[at : inner.roots[0].order]
        at = max(at, inner.roots[-1].last + 1)
    return nodes + tree.nodes[at : unit.roots[-1].last + 1]
