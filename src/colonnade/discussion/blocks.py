"""Counts per block of comments, so that no page is found by counting the rows before it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import BigIntegerField, F, OuterRef, Subquery, Sum, Window
from django.db.models.functions import JSONObject, Lag

from colonnade.discussion.models import Block, Comment
from colonnade.discussion.viewing import Axis
from colonnade.outbox.rows import every, insert

AXES: tuple[Axis, ...] = ("opens", "closes", "seq")
# Adding up one block costs as much as skipping 50 comments in an index.
_FULL = 4096
_SUM = Sum("count", output_field=BigIntegerField())
# The block of one axis in which a label lies.
_HERE = """
(SELECT id FROM discussion_block WHERE thread_id = %s AND axis = %s AND first <= %s
 ORDER BY first DESC LIMIT 1)
"""
_ADD = f"""
UPDATE discussion_block SET count = count + %s WHERE id IN ({_HERE}, {_HERE}, {_HERE})
RETURNING id, axis, count
"""  # noqa: S608 - of constants alone


@dataclass(frozen=True, slots=True)
class Start:
    """Where a page begins: `skip` rows after `bound` on the axis (inclusive upward, exclusive
    downward; None: from the very end).
    """

    bound: int | None
    skip: int


def count_in(thread: int, labels: Mapping[Axis, int], delta: int) -> None:
    """Add `delta` placed comments at these labels (one for each axis) to the blocks."""
    places = [value for axis in AXES for value in (thread, axis, labels[axis])]
    counted = {axis: (block, count) for block, axis, count in every(_ADD, delta, *places)}
    for axis in AXES:
        if axis not in counted:
            insert(Block, thread_id=thread, axis=axis, first=-1, count=delta)
        elif delta > 0 and counted[axis][1] > _FULL:
            _split(Block.objects.get(pk=counted[axis][0]))


def _split(block: Block) -> None:
    half = block.count // 2
    rows = Comment.objects.filter(thread=block.thread_id, placed=True)
    keys = rows.filter(**{f"{block.axis}__gte": block.first}).order_by(block.axis)
    middle = keys.values_list(block.axis, flat=True)[half]
    Block.objects.create(
        thread_id=block.thread_id, axis=block.axis, first=middle, count=block.count - half
    )
    Block.objects.filter(pk=block.pk).update(count=half)


def build(thread: int) -> None:
    """Count a whole thread anew, after many comments came in at once."""
    Block.objects.filter(thread=thread).delete()
    for axis in AXES:
        rows = Comment.objects.filter(thread=thread, placed=True).order_by(axis)
        keys = list(rows.values_list(axis, flat=True))
        step = _FULL // 2
        firsts = [-1, *keys[step::step]]
        counts = [min(step, len(keys) - index * step) for index in range(len(firsts))]
        Block.objects.bulk_create(
            Block(thread_id=thread, axis=axis, first=first, count=count)
            for first, count in zip(firsts, counts, strict=True)
        )


def move(thread: int, axis: Axis, moved: Mapping[int, int]) -> None:
    """Let block borders follow the labels they were made of, from old to new."""
    low, high = min(moved), max(moved)
    rows = Block.objects.filter(thread=thread, axis=axis, first__range=(low, high))
    for block in rows:
        Block.objects.filter(pk=block.pk).update(first=moved[block.first])


def find_start(blocks: Sequence[tuple[int, int]], offset: int, *, descending: bool) -> Start:
    """Return where the row at `offset` (from 0, in reading order) stands.

    `blocks` are (first, count) in ascending order of first.
    """
    if offset == 0:
        return Start(None, 0)
    ordered = list(reversed(blocks)) if descending else list(blocks)
    end: int | None = None
    for first, count in ordered:
        if offset < count:
            return Start(end if descending else first, offset)
        offset -= count
        end = first
    return Start(None if not ordered else (end if descending else ordered[-1][0]), offset)


def start_of(axis: Axis, offset: int, *, descending: bool) -> Subquery:
    """Return the same as a part of a query for the thread: as JSON, null where no row stands."""
    way = F("first").desc() if descending else F("first").asc()
    bound = Window(Lag("first"), order_by=way) if descending else F("first")
    counted = Block.objects.filter(thread=OuterRef("pk"), axis=axis).annotate(
        upto=Window(_SUM, order_by=way), bound=bound
    )
    here = counted.filter(upto__gt=offset).order_by(way)
    return Subquery(here.values(json=JSONObject(bound="bound", before=F("upto") - F("count")))[:1])


def start_from(found: object, offset: int) -> Start | None:
    """Return what `start_of` found."""
    told = json.loads(found) if isinstance(found, str) else found
    return Start(told["bound"], offset - told["before"]) if isinstance(told, dict) else None


def border_below(axis: Axis) -> Subquery:
    """Return, as a part of a query for a comment and as JSON, the `first` of its block on an axis
    and how many stand in the blocks below.
    """
    mine = Block.objects.filter(thread=OuterRef("thread"), axis=axis, first__lte=OuterRef(axis))
    counted = mine.annotate(upto=Window(_SUM, order_by=F("first").asc()))
    below = F("upto") - F("count")
    return Subquery(
        counted.order_by("-first").values(json=JSONObject(first="first", below=below))[:1]
    )


def rank_of(thread: int, axis: Axis, label: int) -> int:
    """Return how many placed comments of the thread lie below a label, by adding up blocks."""
    blocks = blocks_of(thread, axis)
    below = [(first, count) for first, count in blocks if first <= label]
    if not below:
        return 0
    rows = Comment.objects.filter(thread=thread, placed=True)
    first = below[-1][0]
    near = rows.filter(**{f"{axis}__gte": first, f"{axis}__lt": label}).count()
    return sum(count for _, count in below[:-1]) + near


def blocks_of(thread: int, axis: Axis) -> list[tuple[int, int]]:
    """Return (first, count) of every block on an axis, ascending."""
    rows = Block.objects.filter(thread=thread, axis=axis).order_by("first")
    return list(rows.values_list("first", "count"))
