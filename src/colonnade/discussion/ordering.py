"""Put a new comment into the order of its thread, making room where there is none."""

from itertools import chain

from django.db import connection
from django.db.models import Max, QuerySet

from colonnade.discussion import blocks, labels
from colonnade.discussion.models import Comment


def make_place(thread: int, parent: int | None) -> tuple[int, int]:
    """Return labels for a new last reply to `parent` (None: a new last comment of the thread).

    The caller holds the thread's lock.
    """
    before, after = _neighbors(thread, parent)
    while (pair := labels.slot(before, after)) is None:
        _spread_around(thread, before)
        before, after = _neighbors(thread, parent)
    return pair


def _neighbors(thread: int, parent: int | None) -> tuple[int, int]:
    if parent is None:
        last = Comment.objects.filter(thread=thread).aggregate(last=Max("closes"))["last"]
        return last or 0, labels.TOP
    opens, closes = Comment.objects.values_list("opens", "closes").get(pk=parent)
    replies = Comment.objects.filter(parent=parent).aggregate(last=Max("closes"))
    return replies["last"] or opens, closes


def _spread_around(thread: int, label: int) -> None:
    """Spread the labels of the smallest sparse-enough window around `label` evenly."""
    rows = Comment.objects.filter(thread=thread)
    for start, end, most in labels.windows(label):
        opens = rows.filter(opens__gte=start, opens__lt=end)
        closes = rows.filter(closes__gte=start, closes__lt=end)
        if opens.count() + closes.count() <= most:
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
            _write(axis, [(to, pk) for to, pk, _ in moved])
            whole = {was: to for (was, _, on), to in pairs if on == axis}
            blocks.move(thread, axis, whole)


def _write(axis: str, moved: list[tuple[int, int]]) -> None:
    table = connection.ops.quote_name(Comment._meta.db_table)
    column = connection.ops.quote_name(axis)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {column} = %s WHERE id = %s", moved)  # noqa: S608


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
