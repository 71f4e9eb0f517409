"""A page of a discussion under any viewing options, and the page that holds a comment."""

from django.db.models import QuerySet

from colonnade.discussion import blocks
from colonnade.discussion.models import Comment
from colonnade.discussion.reading.shown import READER, shown_to
from colonnade.discussion.rows import Page, ThreadInfo, rows_from
from colonnade.discussion.viewing import Viewing
from colonnade.kit.refusals import Kind, Refusal


def thread_page(thread: ThreadInfo, viewing: Viewing, page: int = 1) -> Page:
    """Return page number `page` (from 1) of a thread: one query, or two after the first page.

    Raises Refusal page_missing where the thread has fewer pages.
    """
    pages = max(1, -(-thread.places // viewing.size))
    if page > pages:
        raise Refusal("page_missing", Kind.MISSING, page=page, pages=pages)
    rows = list(rows_from(_slice(thread, viewing, (page - 1) * viewing.size)))
    shown, beyond = rows[: viewing.size], rows[viewing.size :]
    threaded = viewing.view == "threaded"
    return Page(
        rows=shown,
        page=page,
        pages=pages,
        total=thread.places,
        before=threaded and bool(shown) and shown[0].depth > 0,
        continues=threaded and bool(beyond) and beyond[0].depth > 0,
    )


def _slice(thread: ThreadInfo, viewing: Viewing, offset: int) -> "QuerySet[Comment]":
    axis, down = viewing.axis, viewing.descending
    found = blocks.blocks_of(thread.id, axis) if offset else []
    start = blocks.find_start(found, offset, descending=down)
    rows = Comment.objects.filter(thread=thread.id, placed=True)
    if start.bound is not None:
        rows = rows.filter(**{f"{axis}__{'lt' if down else 'gte'}": start.bound})
    ordered = rows.order_by(f"-{axis}" if down else axis)
    return ordered[start.skip : start.skip + viewing.size + 1]


def page_of(comment: str, viewing: Viewing) -> int | None:
    """Return the number of the page that holds a comment, or None if readers find it on none.

    Three queries, whatever the size of the thread.
    """
    axis = viewing.axis
    row = (
        Comment.objects.filter(shown_to(READER), public_id=comment, placed=True)
        .values_list("thread", "thread__places", axis)
        .first()
    )
    if row is None:
        return None
    thread, places, label = row
    rank = blocks.rank_of(thread, axis, label)
    return (places - 1 - rank if viewing.descending else rank) // viewing.size + 1
