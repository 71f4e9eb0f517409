"""Put a new comment into the order of its thread, making room where there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from django.db import connection
from django.db.models import Max, Min, QuerySet

from colonnade.discussion import blocks, labels
from colonnade.discussion.models import Comment
from colonnade.outbox.rows import first

_LAST = "SELECT MAX(closes) FROM discussion_comment WHERE thread_id = %s"


@dataclass(frozen=True, slots=True)
class Place:
    """Where labels are wanted: under `parent` (None: at the top), with room between them for
    `inside` comments more; last, or before those siblings whose number is higher than `seq`.
    """

    parent: int | None
    inside: int = 0
    seq: int | None = None


def make_place(
    thread: int, parent: int | None, between: tuple[int, int] | None = None
) -> tuple[int, int]:
    """Return labels for a new last reply to `parent` (None: a new last comment of the thread).

    The caller holds the thread's lock, and tells between which labels the place is if she knows.
    """
    pair = labels.slot(*(between or _neighbors(thread, Place(parent))))
    return pair or make_room(thread, Place(parent))


def make_room(thread: int, place: Place) -> tuple[int, int]:
    """Return labels for a comment at this place; the caller holds the thread's lock."""
    before, after = _neighbors(thread, place)
    while (pair := labels.slot(before, after)) is None or pair[1] - pair[0] <= 2 * place.inside:
        _spread_around(thread, before, place.inside)
        before, after = _neighbors(thread, place)
    return pair


def write_labels(axis: str, labels: Sequence[tuple[int, int]]) -> None:
    """Write (label, primary key) of many comments; the blocks are the caller's affair."""
    table = connection.ops.quote_name(Comment._meta.db_table)
    column = connection.ops.quote_name(axis)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {column} = %s WHERE id = %s", labels)  # noqa: S608


def _neighbors(thread: int, place: Place) -> tuple[int, int]:
    if place.seq is not None:
        return _neighbors_by_seq(thread, place)
    if place.parent is None:
        last = first(_LAST, thread)
        return (last and last[0]) or 0, labels.TOP
    opens, closes = _labels_of(place.parent)
    replies = Comment.objects.filter(parent=place.parent).aggregate(last=Max("closes"))
    return replies["last"] or opens, closes


def _neighbors_by_seq(thread: int, place: Place) -> tuple[int, int]:
    opens, closes = (0, labels.TOP) if place.parent is None else _labels_of(place.parent)
    siblings = Comment.objects.filter(thread=thread, parent=place.parent)
    before = siblings.filter(seq__lt=place.seq).aggregate(last=Max("closes"))["last"]
    after = siblings.filter(seq__gt=place.seq).aggregate(next=Min("opens"))["next"]
    return before or opens, after or closes


def _labels_of(comment: int) -> tuple[int, int]:
    return Comment.objects.values_list("opens", "closes").get(pk=comment)


def _spread_around(thread: int, label: int, inside: int) -> None:
    """Spread the labels of the smallest sparse-enough window around `label` evenly.

    For many comments at once the window is as large as their labels need.
    """
    rows = Comment.objects.filter(thread=thread)
    for start, end, most in labels.windows(label):
        opens = rows.filter(opens__gte=start, opens__lt=end)
        closes = rows.filter(closes__gte=start, closes__lt=end)
        held = opens.count() + closes.count()
        if held <= most and (end - start) // (held + 1) >= labels.gap_for(inside):
            _spread(thread, opens, closes, (start, end))
            return
    raise AssertionError("the widest window holds more comments than any database")


def _spread(
    thread: int, opens: "QuerySet[Comment]", closes: "QuerySet[Comment]", window: tuple[int, int]
) -> None:
    old = sorted(
        chain(
            ((value, pk, "opens") for pk, value in opens.values_list("pk", "opens")),
            ((value, pk, "closes") for pk, value in closes.values_list("pk", "closes")),
        )
    )
    new = labels.spread(len(old), *window)
    pairs = list(zip(old, new, strict=True))
    for axis in ("opens", "closes"):
        moved = [(to, pk, was) for (was, pk, on), to in pairs if on == axis and to != was]
        if moved:
            write_labels(axis, [(to, pk) for to, pk, _ in moved])
            whole = {was: to for (was, _, on), to in pairs if on == axis}
            blocks.move(thread, axis, whole)


def check_order(thread: int) -> bool:
    """Return whether the thread's labels are a proper bracket structure (for `doctor`, tests)."""
    rows = Comment.objects.filter(thread=thread)
    tokens: list[tuple[int, int, bool]] = []
    for pk, opens, closes in rows.values_list("pk", "opens", "closes"):
        tokens += [(opens, pk, True), (closes, pk, False)]
    parents = dict(rows.values_list("pk", "parent"))
    path: list[int] = []
    for _, pk, opening in sorted(tokens):
        if opening:
            if parents[pk] != (path[-1] if path else None):
                return False
            path.append(pk)
        elif not path or path.pop() != pk:
            return False
    distinct = len(tokens) == len({token[0] for token in tokens})
    return distinct and not path
