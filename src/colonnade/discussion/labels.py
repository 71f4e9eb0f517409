"""Order in a thread by numbers of bounded length, whatever its depth and size.

Every comment has an opening and a closing label, like a pair of brackets, and a reply's pair
lies inside its parent's. A new label pair is put into the gap where it belongs; where a gap is
used up, the labels of the smallest sparse-enough window around it are spread evenly. This is
the list-labeling scheme of Bender, Cole, Demaine, Farach-Colton and Zito ("Two simplified
algorithms for maintaining order in a list", 2002): O(log n) moved labels per insertion,
amortized, with labels below 2**62.
"""

from array import array
from collections.abc import Iterator, Sequence

TOP = 2**62
# A window of 2**i labels is sparse enough while it holds fewer than (2 / T)**i of them.
_T = 1.6
_SMALLEST = 24
_LEAD = 2**20
_TWO_LABELS = 3  # the smallest gap with two labels strictly inside
_ROOM = 2**32


def slot(before: int, after: int) -> tuple[int, int] | None:
    """Return labels for a new pair strictly between two labels, or None if there is no room.

    A pair keeps an eighth of the gap for its own replies and leaves most of the rest to later
    siblings, since siblings are always added at the end.
    """
    gap = after - before
    if gap < _TWO_LABELS:
        return None
    opens = before + max(1, min(gap // 16, _LEAD))
    closes = min(opens + max(1, min(gap // 8, _ROOM)), after - 1)
    return (opens, closes) if opens < closes else (before + 1, before + 2)


def gap_for(inside: int) -> int:
    """Return a gap whose pair by `slot` has room for `inside` more pairs between its labels."""
    return 32 * inside if inside else 0


def windows(label: int) -> Iterator[tuple[int, int, int]]:
    """Yield ever larger windows around a label as (start, end, how many labels may be in it)."""
    for bits in range(_SMALLEST, 62, 2):
        start = (label >> bits) << bits
        yield start, start + 2**bits, int((2 / _T) ** bits) - 2
    yield 0, TOP, int((2 / _T) ** 62)


def spread(count: int, start: int, end: int) -> Sequence[int]:
    """Return `count` labels evenly spaced inside [start, end)."""
    step = (end - start) // (count + 1)
    return range(start + step, start + step * count + 1, step) if count else ()


def brackets(parents: Sequence[int]) -> "tuple[array[int], array[int]]":
    """Return opening and closing labels for a whole new thread at once.

    `parents[i]` is the index of comment i's parent (lower than i), -1 for none. Siblings stand in
    the order of their indexes.
    """
    count = len(parents)
    firsts, nexts, root = _siblings(parents)
    opens, closes = array("q", bytes(8 * count)), array("q", bytes(8 * count))
    labels = iter(spread(2 * count, 0, TOP // 2))
    here = root
    while here >= 0:
        opens[here] = next(labels)
        if firsts[here] >= 0:
            here = firsts[here]
            continue
        while here >= 0:
            closes[here] = next(labels)
            if nexts[here] >= 0:
                break
            here = parents[here]
        here = nexts[here] if here >= 0 else -1
    return opens, closes


def _siblings(parents: Sequence[int]) -> "tuple[array[int], array[int], int]":
    """Return each comment's first reply and next sibling (-1: none), and the first at the top."""
    firsts, nexts = (array("q", [-1]) * len(parents) for _ in range(2))
    root = -1
    for index in range(len(parents) - 1, -1, -1):
        parent = parents[index]
        if parent < 0:
            nexts[index], root = root, index
        else:
            nexts[index], firsts[parent] = firsts[parent], index
    return firsts, nexts, root
