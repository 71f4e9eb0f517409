"""Who answers whom: by what the page says, by nesting, by indented blocks, by depth."""

import re
from dataclasses import dataclass

from colonnade.transfer.readers.saved.containers import KEY, key_in
from colonnade.transfer.readers.saved.tree import Node, Tree
from colonnade.transfer.readers.saved.units import Unit
from colonnade.transfer.readers.saved.words import ANSWERS, BY, tidy_name

_INDENTS = frozenset(
    str.split(
        "indented children replies comment-replies comment__children child-comments subcomments"
        " comment-children nested nested-comments commentchildren isso-follow-up reply-list"
        " comment-thread-children"
    )
)
_DEPTH = re.compile(r"(?:comment-)?(?:depth|level|indent|lvl)[-_]?(\d{1,4})")
_MARGIN = re.compile(r"(?:margin|padding)-(?:left|inline-start)\s*:\s*(\d{1,5})")
_DATA = (
    "data-parent",
    "data-parent-id",
    "data-parentid",
    "data-comment-parent",
    "data-parent-comment-id",
    "data-reply-to",
    "data-in-reply-to",
    "data-pid",
)
_SAYS = frozenset(
    str.split(
        "parent in-reply-to in-response-to comment-parent parent-link reply-to comment__parent"
        " parent-comment comment-in-reply-to"
    )
)
_TOP = frozenset({"", "0", "null", "none", "false"})


@dataclass(frozen=True, slots=True)
class Answered:
    """What a comment itself says of the one it answers: an id, an address, a name.

    `top`: it says that it answers none. `span`: where in the source it says so.
    """

    key: str = ""
    url: str = ""
    name: str = ""
    top: bool = False
    span: tuple[int, int] | None = None


def nest(units: list[Unit], tree: Tree) -> None:
    """Set `parent` and `inner` of all units, which are in the order of the page."""
    groups: dict[Unit | None, list[tuple[int, Unit]]] = {}
    stack: list[Unit] = []
    depths = _indents(units, tree)
    for unit in units:
        while stack and stack[-1].stop <= unit.start:
            stack.pop()
        holder = stack[-1] if stack else None
        if holder is not None:
            holder.inner.append(unit)
        groups.setdefault(holder, []).append((depths[unit], unit))
        stack.append(unit)
    for holder, members in groups.items():
        _line_up(holder, members)


def _line_up(holder: Unit | None, members: list[tuple[int, Unit]]) -> None:
    """Among neighbors, each answers the nearest one before it that stands further out."""
    stack: list[tuple[int, Unit]] = []
    for depth, unit in members:
        while stack and stack[-1][0] >= depth:
            stack.pop()
        unit.parent = stack[-1][1] if stack else holder
        stack.append((depth, unit))


def _indents(units: list[Unit], tree: Tree) -> dict[Unit, int]:
    """Return how far in each unit stands, counted within the one around it."""
    roots = {unit.roots[0]: unit for unit in units}
    depths: dict[Unit, int] = {}
    stack: list[tuple[int, bool]] = []  # last element within, is it an indentation
    counts = [0]
    for node in tree.nodes:
        while stack and stack[-1][0] < node.order:
            if stack.pop()[1]:
                counts[-1] -= 1
            else:
                counts.pop()
        unit = roots.get(node)
        if unit is not None:
            said = _depth_said(node)
            depths[unit] = counts[-1] + bool(node.classes & _INDENTS) if said is None else said
            stack.append((max(unit.roots[-1].last, node.last), False))
            counts.append(0)
        elif node.classes & _INDENTS:
            counts[-1] += 1
            stack.append((node.last, True))
    return depths


def _depth_said(root: Node) -> int | None:
    above = root.parent
    near = [root]
    if above is not None and len(above.children) <= 2:  # noqa: PLR2004 - a wrapper of its own
        near.append(above)
    for node in near:
        for name in node.classes:
            if found := _DEPTH.fullmatch(name):
                return int(found[1])
        if found := re.fullmatch(r"\d{1,4}", node.get("data-depth") or node.get("data-level")):
            return int(found[0])
        if found := _MARGIN.search(node.get("style")):
            return int(found[1])
    return None


def answered(unit: Unit, nodes: list[Node], tree: Tree) -> Answered:
    """Return what the header of a comment says of the one it answers; `nodes` are its own."""
    for node in nodes:
        said = _by_attribute(node, root=_is_root(node, unit))
        if said is not None and said.key != unit.key:
            return said
    for node in nodes:
        if _is_root(node, unit) or not node.classes & _SAYS:
            continue
        if not tree.text(node).lower().startswith("reply"):
            return _by_words(node, tree, unit, sure=True)
    found = next((node for node in nodes if _is_answering(node, tree, unit)), None)
    if found is not None:
        return _by_words(found.parent or found, tree, unit, sure=False)
    for node in nodes:
        small = not node.children and node.stop - node.inner < 500  # noqa: PLR2004
        if small and ANSWERS.match(tree.text(node)):
            return _by_words(node, tree, unit, sure=False)
    return Answered()


def _is_answering(node: Node, tree: Tree, unit: Unit) -> bool:
    """Tell whether an element is a link to another comment, with "in reply to" right before it."""
    key = key_in(node.get("href")) if node.name == "a" else ""
    if not key or key == unit.key:
        return False
    before = tree.text_between(max(unit.start, node.start - 200), node.start)
    found = list(ANSWERS.finditer(before))
    return bool(found) and len(before) - found[-1].end() < 3  # noqa: PLR2004


def _is_root(node: Node, unit: Unit) -> bool:
    return node.parent is unit.roots[0].parent


def _by_attribute(node: Node, *, root: bool) -> Answered | None:
    if not node.attributes:
        return None
    relation = f"{node.get('rel')} {node.get('property')} {node.get('itemprop')}".lower()
    target = node.get("resource") or node.get("href") or node.get("content") or node.get("itemid")
    if "sioc:reply_of" in relation or "parentitem" in relation:
        key = key_in(target)  # none: the article itself, which is no comment
        return Answered(key=key) if key not in _TOP else None
    if "u-in-reply-to" in node.classes:
        return Answered(key=key_in(target), url=target) if "#" in target else None
    said = next((node.get(name) for name in _DATA if name in node.attributes), None)
    if not root or said is None:
        return None
    found = KEY.fullmatch(said.strip().lstrip("#"))
    bare = found[1] if found else said.strip()
    return Answered(top=True) if bare.lower() in _TOP else Answered(key=bare)


def _by_words(node: Node, tree: Tree, unit: Unit, *, sure: bool) -> Answered:
    key, link = "", None
    for inner in tree.within(node)[:20]:
        other = key_in(inner.get("href")) if inner.name == "a" else ""
        if other and other != unit.key:
            key, link = other, inner
            break
    text = tree.text(node)
    words = ANSWERS.search(text)
    if not (words or sure):
        return Answered()
    rest = text[words.end() :] if words else text
    by = BY.search(rest)
    if by:
        name = by[1]
    elif link is not None:
        name = "" if rest.strip().startswith("#") else tree.text(link)
    else:
        name = rest
    name = re.split(r"[:\n]", name)[0] if link is None else name
    return Answered(key=key, name=tidy_name(name)[0], span=(node.start, node.end))
