"""Whether what is kept about threads is what counting gives: for `doctor` and tests."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from colonnade.discussion import blocks
from colonnade.discussion.models import Comment, Thread
from colonnade.discussion.ordering import check_order
from colonnade.discussion.reading.comments import recount
from colonnade.discussion.viewing import Axis


@dataclass(frozen=True, slots=True)
class Soundness:
    """A thread's public id and title, and which of its kept numbers are true."""

    thread: str
    title: str
    counts: bool
    order: bool
    blocks: bool

    @property
    def is_sound(self) -> bool:
        """Return whether nothing is wrong."""
        return self.counts and self.order and self.blocks


def soundness() -> Iterator[Soundness]:
    """Yield the state of every thread; reads every comment's numbers, no texts."""
    for thread, public_id, title in Thread.objects.order_by("pk").values_list(
        "pk", "public_id", "title"
    ):
        yield Soundness(
            public_id,
            title,
            counts=recount(thread),
            order=check_order(thread),
            blocks=all(_are_blocks_true(thread, axis) for axis in blocks.AXES),
        )


def _are_blocks_true(thread: int, axis: Axis) -> bool:
    rows = Comment.objects.filter(thread=thread, placed=True).order_by(axis)
    keys = list(rows.values_list(axis, flat=True))
    # A thread in which nothing was ever said has none.
    kept = blocks.blocks_of(thread, axis) or [(-1, 0)]
    starts = [bisect_left(keys, first) for first, _ in kept]
    real = [end - start for start, end in zip(starts, [*starts[1:], len(keys)], strict=True)]
    is_whole = not keys or (bool(starts) and starts[0] == 0)
    return is_whole and real == [count for _, count in kept]
