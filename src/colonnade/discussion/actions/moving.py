"""Hang a comment, with all replies below it, under another comment of its thread."""

from django.db import transaction
from django.db.models import F, QuerySet

from colonnade.discussion import blocks, keys, labels
from colonnade.discussion.actions.answering import count_answers
from colonnade.discussion.actions.threads import lock
from colonnade.discussion.models import Comment
from colonnade.discussion.ordering import Place, make_room, write_labels
from colonnade.kit.ids import PUBLIC_ID
from colonnade.kit.refusals import Kind, Refusal
from colonnade.outbox.actions import spoil


@transaction.atomic
def move(*, comment: str, parent: str, marks: str | None = None) -> str:
    """Make a comment a reply to `parent` ("": to nobody) and return whose reply it was ("").

    Both are public ids. Among its new siblings it stands where its number puts it. `marks`,
    unless None, are its marks from then on. Raises Refusal comment_missing, parent_missing (none
    such in the thread), parent_below (it would answer itself or a reply of its own). The cost is
    linear in the comments of the thread.
    """
    row = _found(comment)
    thread = lock(row.thread_id)
    row.refresh_from_db()
    above = _parent(row, parent)
    before = row.parent.public_id if row.parent else ""
    spoil(*keys.spoken(thread.public_id))
    if marks is not None:
        Comment.objects.filter(pk=row.pk).update(marks=marks)
    if before == parent:
        return before
    depth = above.depth + 1 if above else 0
    inside = _inside(row).update(depth=F("depth") + depth - row.depth)
    pair = make_room(thread.pk, Place(above.pk if above else None, inside, row.seq))
    _relabel(row, pair)
    Comment.objects.filter(pk=row.pk).update(
        parent=above, depth=depth, opens=pair[0], closes=pair[1]
    )
    blocks.build(thread.pk)
    if row.placed:
        count_answers(row.parent_id, -1)
        count_answers(above.pk if above else None, 1)
    return before


@transaction.atomic
def move_replies(*, comment: str, parent: str) -> None:
    """Make all replies to a comment replies to `parent`; public ids and refusals as in `move`."""
    rows = Comment.objects.filter(parent__public_id=comment).order_by("seq")
    for reply in list(rows.values_list("public_id", flat=True)):
        move(comment=reply, parent=parent)


def _found(comment: str) -> Comment:
    rows = Comment.objects.select_related("parent").filter(public_id=comment)
    found = rows.first() if PUBLIC_ID.fullmatch(comment) else None
    if found is None:
        raise Refusal("comment_missing", Kind.MISSING)
    return found


def _parent(row: Comment, parent: str) -> Comment | None:
    if not parent:
        return None
    rows = Comment.objects.filter(thread=row.thread_id, public_id=parent)
    above = rows.first() if PUBLIC_ID.fullmatch(parent) else None
    if above is None:
        raise Refusal("parent_missing", Kind.CONFLICT)
    if row.opens <= above.opens <= row.closes:
        raise Refusal("parent_below", Kind.CONFLICT)
    return above


def _inside(row: Comment) -> "QuerySet[Comment]":
    """Return all replies below a comment, by the labels it has now."""
    opens, closes = Comment.objects.values_list("opens", "closes").get(pk=row.pk)
    return Comment.objects.filter(thread=row.thread_id, opens__gt=opens, opens__lt=closes)


def _relabel(row: Comment, pair: tuple[int, int]) -> None:
    """Give all that is below a comment labels between the pair, in the order they have."""
    tokens: list[tuple[int, str, int]] = []
    for pk, opens, closes in _inside(row).values_list("pk", "opens", "closes"):
        tokens += [(opens, "opens", pk), (closes, "closes", pk)]
    fresh = labels.spread(len(tokens), *pair)
    for axis in ("opens", "closes"):
        there = zip(sorted(tokens), fresh, strict=True)
        write_labels(axis, [(label, pk) for (_, on, pk), label in there if on == axis])
