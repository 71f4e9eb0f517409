"""How the comments of one subject come to stand: parents first, else by time, cycles cut."""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from colonnade.transfer.staging import Item


@dataclass(frozen=True, slots=True)
class Place:
    """Where a comment stands: `item` None for a placeholder, which is `source` or has a `name`.

    `parent` is the index of a place before it; `hangs` the public id of a comment that stands in
    the thread already; neither for the top.
    """

    item: Item | None
    parent: int | None
    source: str = ""
    name: str = ""
    hangs: str = ""
    moment: int | None = None


@dataclass(frozen=True, slots=True)
class Notes:
    """What the ledger says of comments, by number: whose parents were cut, whose are absent."""

    cut: frozenset[int]
    absent: frozenset[int]


# A place while it is looked for: an index of `items`, or a key of a placeholder.
_Key = int | tuple[str, str]


def notes(items: Sequence[Item], standing: Mapping[str, str]) -> Notes:
    """Return what is to be said of these comments; `standing` as in `arrange`."""
    where = {item.source: index for index, item in enumerate(items)}
    cut = _cut(items, where)
    absent = frozenset(
        item.n
        for item in items
        if (item.parent and item.parent not in where and item.parent not in standing)
        or (not item.parent and item.answers)
    )
    return Notes(frozenset(items[index].n for index in cut), absent)


def arrange(items: Sequence[Item], standing: Mapping[str, str]) -> list[Place]:
    """Return the places of a subject's new comments, placeholders among them.

    `standing` holds the public ids of comments that are there already, by source; placeholders of
    earlier runs too, of people by `absent_person`. Comments without a time come first, in the
    order of the source.
    """
    where = {item.source: index for index, item in enumerate(items)}
    cut = _cut(items, where)
    parents = [None if index in cut else _parent(item, where) for index, item in enumerate(items)]
    replies: dict[_Key, list[int]] = {}
    heap: list[tuple[int, int, _Key]] = []
    for index, (item, parent) in enumerate(zip(items, parents, strict=True)):
        key = _moment(item)
        if parent is None or (isinstance(parent, tuple) and parent[0] in standing):
            heap.append((key, item.n, index))
            continue
        if isinstance(parent, tuple) and parent not in replies:
            # Just before the first of its replies, whose place in time it borrows.
            replies[parent] = []
        replies.setdefault(parent, []).append(index)
    for parent, below in replies.items():
        if isinstance(parent, tuple):
            first = min(below, key=lambda index: (_moment(items[index]), items[index].n))
            heap.append((_moment(items[first]), items[first].n, parent))
    heapq.heapify(heap)
    return list(_walk(items, parents, replies, heap, standing))


def absent_person(name: str) -> str:
    """Return the source under which somebody is kept who is answered and absent."""
    return f"person:{name}"


def _walk(
    items: Sequence[Item],
    parents: Sequence[_Key | None],
    replies: Mapping[_Key, list[int]],
    heap: list[tuple[int, int, _Key]],
    standing: Mapping[str, str],
) -> Iterator[Place]:
    done: dict[_Key, int] = {}
    while heap:
        moment, _, key = heapq.heappop(heap)
        done_now = len(done)
        if isinstance(key, tuple):
            yield Place(None, None, source=key[0], name=key[1], moment=moment)
        else:
            parent = parents[key]
            hangs = standing.get(parent[0], "") if isinstance(parent, tuple) else ""
            place = None if parent is None or hangs else done[parent]
            yield Place(items[key], place, hangs=hangs, moment=items[key].moment)
        done[key] = done_now
        for reply in replies.get(key, ()):
            heapq.heappush(heap, (_moment(items[reply]), items[reply].n, reply))


def _moment(item: Item) -> int:
    return -(2**62) if item.moment is None else item.moment


def _parent(item: Item, where: Mapping[str, int]) -> _Key | None:
    if item.parent:
        return where.get(item.parent, (item.parent, ""))
    return (absent_person(item.answers), item.answers) if item.answers else None


def _cut(items: Sequence[Item], where: Mapping[str, int]) -> set[int]:
    """Return one comment of each circle of parents: the one with the smallest id."""
    above = [where.get(item.parent, -1) if item.parent else -1 for item in items]
    seen, cut = [0] * len(items), set[int]()
    for start in range(len(items)):
        here = start
        while here >= 0 and not seen[here]:
            seen[here] = start + 1
            here = above[here]
        if here >= 0 and seen[here] == start + 1:
            circle, step = [here], above[here]
            while step != here:
                circle.append(step)
                step = above[step]
            cut.add(min(circle, key=lambda index: (len(items[index].source), items[index].source)))
    return cut
