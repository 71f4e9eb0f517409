"""Threads, and the comments in them."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from colonnade.api import shapes, typed
from colonnade.api.answers import own_json, public_json
from colonnade.api.guard import asking, sent_key
from colonnade.api.middleware import PREFIX
from colonnade.api.showing import (
    as_tombstone,
    show_comment,
    show_comments,
    show_new,
    show_thread,
)
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import (
    ThreadInfo,
    comment_for,
    count_threads,
    latest_threads,
    thread_at,
    thread_of,
    thread_page,
)
from colonnade.discussion.viewing import SIZES, from_query, page_from
from colonnade.flows.post_comment import NewComment, Posted, key_from, post_comment
from colonnade.kit.ids import PUBLIC_ID
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.people.visitor import guest_token, new_guest_token
from colonnade.sites.reading import SiteInfo, current_site

router = Router(tags=["threads"])

_SIZE = Field("50", json_schema_extra={"type": "integer", "enum": list(SIZES), "default": 50})
_PAGE = Field("1", json_schema_extra={"type": "integer", "minimum": 1, "default": 1})
_READ = ["GET", "HEAD"]


class ThreadQuery(BaseModel):
    """Which threads."""

    url: str = Field("", json_schema_extra={"maxLength": 2000})
    key: str = Field("", json_schema_extra={"maxLength": 200})
    size: str = _SIZE
    page: str = _PAGE


class CommentQuery(BaseModel):
    """Viewing options; what is unknown counts as the default, as on pages."""

    view: str = Field("threaded", json_schema_extra={"enum": ["threaded", "flat"]})
    order: str = Field("oldest", json_schema_extra={"enum": ["oldest", "newest"]})
    size: str = _SIZE
    page: str = _PAGE


@router.api_operation(
    _READ, "/threads", operation_id="list_threads", response=shapes.ThreadPage | shapes.Thread
)
def list_threads(request: HttpRequest, query: Query[ThreadQuery]) -> HttpResponse:
    """Find the thread on a url or key; with neither, list threads, the newest comment first."""
    site = current_site()
    given = query.model_fields_set
    if "key" in given:
        found = thread_at(site, key=accept_text(query.key, field="key", limit=200))
    elif "url" in given:
        found = thread_at(site, url=accept_text(query.url, field="url", limit=2000))
    else:
        return public_json(request, _latest(site, query))
    return public_json(request, show_thread(_there(found)))


def _latest(site: SiteInfo, query: ThreadQuery) -> shapes.ThreadPage:
    size = from_query({"size": query.size}).size
    page = page_from({"page": query.page})
    total = count_threads(site)
    pages = max(1, -(-total // size))
    if page > pages:
        raise Refusal("page_missing", Kind.MISSING, page=page, pages=pages)
    threads = latest_threads(site, limit=size, skip=(page - 1) * size)
    items = [show_thread(thread) for thread in threads]
    return shapes.ThreadPage(items=items, page=page, pages=pages, total=total)


@router.api_operation(
    _READ, "/threads/{thread}", operation_id="read_thread", response=shapes.Thread
)
def read_thread(request: HttpRequest, thread: str) -> HttpResponse:
    """Read what is known about a thread."""
    return public_json(request, show_thread(_thread(thread)))


@router.api_operation(
    _READ, "/threads/{thread}/comments", operation_id="list_comments", response=shapes.CommentPage
)
def list_comments(request: HttpRequest, thread: str, query: Query[CommentQuery]) -> HttpResponse:
    """Read a page of a thread's comments in display order, tombstones in their places."""
    words = query.model_dump()
    found = thread_page(_thread(thread), from_query(words), page_from(words))
    page = shapes.CommentPage(
        items=show_comments(found.rows), page=found.page, pages=found.pages, total=found.total
    )
    return public_json(request, page)


@router.post(
    "/threads/{thread}/comments", operation_id="post_comment", response={201: shapes.Posted}
)
def post(request: HttpRequest, thread: str, given: typed.NewComment) -> HttpResponse:
    """Post a comment, or answer one; a guest's may wait for a moderator (state `held`)."""
    if not PUBLIC_ID.fullmatch(thread):
        raise Refusal("thread_missing", Kind.MISSING)
    actor = asking(request)
    key = key_from(given.key)
    known = "" if actor.is_member else sent_key(request) or guest_token(request)
    fresh = "" if actor.is_member or known else new_guest_token(thread, key)
    new = NewComment(
        thread=thread,
        body=given.body,
        key=key,
        parent=given.parent or "",
        name=given.name or "",
        guest_token=known or fresh,
    )
    posted = post_comment(actor=actor, new=new)
    if posted.shown:
        shown = show_new(posted.shown, posted.source, fresh or None)
    else:
        shown = shapes.Posted(**dict(_own(posted)), guest_key=fresh or None)
    response = own_json(shown, status=201)
    response.headers["Location"] = f"{PREFIX}comments/{posted.comment}"
    return response


def _own(posted: Posted) -> shapes.Comment:
    """Return a comment as its writer sees it; even where she deleted it since."""
    found = comment_for(posted.author, posted.comment)
    if found is None:
        gone = comment_for(STAFF, posted.comment)
        found = as_tombstone(gone) if gone else None
    if found is None:
        raise Refusal("comment_missing", Kind.MISSING)
    return show_comment(found)


def _thread(public_id: str) -> ThreadInfo:
    known = PUBLIC_ID.fullmatch(public_id)
    return _there(thread_of(current_site(), public_id) if known else None)


def _there(thread: ThreadInfo | None) -> ThreadInfo:
    if thread is None:
        raise Refusal("thread_missing", Kind.MISSING)
    return thread
