"""A page of a discussion under any viewing options, and the page that holds a comment."""

import json
from functools import cache

from django.db.models import Count, QuerySet, Subquery

from colonnade.discussion import blocks
from colonnade.discussion.blocks import Start
from colonnade.discussion.marks import NOINDEX, marks_from
from colonnade.discussion.models import Comment
from colonnade.discussion.paths import path_of
from colonnade.discussion.reading.shown import READER, shown_to
from colonnade.discussion.rows import ROW_IN_THREAD, rows_in_thread
from colonnade.discussion.values import Page, Row, ThreadInfo
from colonnade.discussion.viewing import Axis, Viewing
from colonnade.kit.refusals import Kind, Refusal
from colonnade.outbox.prepared import Prepared

# Labels and numbers of arrival lie between these.
_LEAST, _MOST = -1, 2**63 - 1


def thread_page(
    thread: ThreadInfo, viewing: Viewing, page: int = 1, start: Start | None = None
) -> Page:
    """Return page number `page` (from 1) of a thread: one query, or two after the first page
    where `start`, as `thread_opened` tells it, is not known.

    Raises Refusal page_missing where the thread has fewer pages.
    """
    pages = max(1, -(-thread.places // viewing.size))
    if page > pages:
        raise Refusal("page_missing", Kind.MISSING, page=page, pages=pages)
    rows = _rows(thread, viewing, start or _start(thread, viewing, (page - 1) * viewing.size))
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


def _start(thread: ThreadInfo, viewing: Viewing, offset: int) -> Start:
    found = blocks.blocks_of(thread.id, viewing.axis) if offset else []
    return blocks.find_start(found, offset, descending=viewing.descending)


def _rows(thread: ThreadInfo, viewing: Viewing, start: Start) -> list[Row]:
    """Return the rows of a page, and the one after it."""
    down = viewing.descending
    bound = (_MOST if down else _LEAST) if start.bound is None else start.bound
    query = _page_query(viewing.axis, descending=down, size=viewing.size)
    found = query.rows(thread.id, bound, start.skip, thread.id)
    return rows_in_thread(found, thread.public_id, thread.path)


@cache
def _page_query(axis: Axis, *, descending: bool, size: int) -> Prepared:
    """Return the query of a page from the thread, where its block begins, how many rows are
    skipped there (in the index alone, without what is joined to them), and the thread again.
    """
    order = f"-{axis}" if descending else axis
    near, from_there = ("lt", "lte") if descending else ("gte", "gte")

    def page(thread: int, bound: int, skip: int, again: int) -> "QuerySet[Comment, tuple]":  # type: ignore[type-arg]
        placed = Comment.objects.filter(thread=thread, placed=True).order_by(order)
        label = placed.filter(**{f"{axis}__{near}": bound}).values(axis)[skip : skip + 1]
        rows = Comment.objects.filter(thread=again, placed=True)
        rows = rows.filter(**{f"{axis}__{from_there}": Subquery(label)})
        return rows.order_by(order).values_list(*ROW_IN_THREAD)[: size + 1]

    return Prepared(page, int, int, int, int)


def page_of(comment: str, viewing: Viewing) -> int | None:
    """Return the number of the page that holds a comment, or None if readers find it on none.

    Two queries, whatever the size of the thread.
    """
    place = place_of(comment, viewing)
    return None if place is None else place[1]


def place_of(comment: str, viewing: Viewing) -> tuple[str, int, bool] | None:
    """Return the path of the discussion, the page there that holds a comment, and whether search
    engines are to leave the comment out; or None.
    """
    axis = viewing.axis
    row = next(iter(_place_query(axis).rows(comment)), None)
    if row is None:
        return None
    thread, public_id, url, places, marks, label, border = row
    told = json.loads(border) if isinstance(border, str) else border
    near = _count_query(axis).rows(thread, told["first"], label)
    rank = told["below"] + (near[0][0] if near else 0)
    page = (places - 1 - rank if viewing.descending else rank) // viewing.size + 1
    return path_of(url, public_id), page, NOINDEX in marks_from(marks)


@cache
def _place_query(axis: Axis) -> Prepared:
    fields = ("thread", "thread__public_id", "thread__url", "thread__places", "marks", axis)

    def place(comment: str) -> "QuerySet[Comment, tuple]":  # type: ignore[type-arg]
        row = Comment.objects.filter(shown_to(READER), public_id=comment, placed=True)
        return row.values_list(*fields, blocks.border_below(axis))

    return Prepared(place, str)


@cache
def _count_query(axis: Axis) -> Prepared:
    def near(thread: int, first: int, label: int) -> "QuerySet[Comment, tuple]":  # type: ignore[type-arg]
        rows = Comment.objects.filter(thread=thread, placed=True)
        rows = rows.filter(**{f"{axis}__gte": first, f"{axis}__lt": label})
        return rows.order_by().values("thread").annotate(number=Count("pk")).values_list("number")

    return Prepared(near, int, int, int)
