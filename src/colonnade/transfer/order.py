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


# With what the name of somebody begins who is answered, absent, and erased here.
ERASED = "erased:"

_FIRST = -(2**62)  # before all times

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
    earlier runs too, of people by `absent_person`. A comment without a time keeps its place in the
    source: behind the one that stands before it there.
    """
    moments = _moments(items)
    where = {item.source: index for index, item in enumerate(items)}
    cut = _cut(items, where)
    parents = [None if index in cut else _parent(item, where) for index, item in enumerate(items)]
    replies: dict[_Key, list[int]] = {}
    heap: list[tuple[int, int, _Key]] = []
    borrowed: dict[_Key, int | None] = {}
    for index, (item, parent) in enumerate(zip(items, parents, strict=True)):
        if parent is None or (isinstance(parent, tuple) and parent[0] in standing):
            heap.append((moments[index], item.n, index))
            continue
        if isinstance(parent, tuple) and parent not in replies:
            # Just before the first of its replies, whose place in time it borrows.
            replies[parent] = []
        replies.setdefault(parent, []).append(index)
    for parent, below in replies.items():
        if isinstance(parent, tuple):
            first = min(below, key=lambda index: (moments[index], items[index].n))
            heap.append((moments[first], items[first].n, parent))
            borrowed[parent] = items[first].moment
    heapq.heapify(heap)
    walk = _Walk(items, moments, parents, replies, standing, borrowed)
    return list(walk.places(heap))


def absent_person(name: str) -> str:
    """Return the source under which somebody is kept who is answered and absent."""
    return f"person:{name}"


@dataclass(frozen=True, slots=True)
class _Walk:
    items: Sequence[Item]
    moments: Sequence[int]
    parents: Sequence[_Key | None]
    replies: Mapping[_Key, list[int]]
    standing: Mapping[str, str]
    borrowed: Mapping[_Key, int | None]

    def places(self, heap: list[tuple[int, int, _Key]]) -> Iterator[Place]:
        """Yield the places from the top of `heap` on; what is answered before its answers."""
        done: dict[_Key, int] = {}
        while heap:
            key = heapq.heappop(heap)[-1]
            place = len(done)
            if isinstance(key, tuple):
                moment = self.borrowed[key]
                yield Place(None, None, source=key[0], name=key[1], moment=moment)
            else:
                yield self._place(key, done)
            done[key] = place
            for reply in self.replies.get(key, ()):
                heapq.heappush(heap, (self.moments[reply], self.items[reply].n, reply))

    def _place(self, index: int, done: Mapping[_Key, int]) -> Place:
        item, parent = self.items[index], self.parents[index]
        hangs = self.standing.get(parent[0], "") if isinstance(parent, tuple) else ""
        place = None if parent is None or hangs else done[parent]
        return Place(item, place, hangs=hangs, moment=item.moment)


def _moments(items: Sequence[Item]) -> list[int]:
    """Return when each stands: at its own time, else with the last one before it that has one."""
    found, last = [_FIRST] * len(items), _FIRST
    for index in sorted(range(len(items)), key=lambda index: items[index].n):
        own = items[index].moment
        last = found[index] = last if own is None else own
    return found


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
