"""How rows of the database become the values that leave this room."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet, Subquery

from colonnade.discussion.marks import ABSENT, ACCOUNT, UNDATED, marks_from
from colonnade.discussion.models import Comment
from colonnade.discussion.paths import path_of
from colonnade.discussion.values import Author, Detail, Row
from colonnade.kit.markup.hosts import is_link

_AUTHOR = (
    "person__name",
    "person__handle",
    "person__role",
    "person__picture",
    "guest_name",
    "visibility",
)
_PARENT_AUTHOR = tuple(f"parent__{name}" for name in _AUTHOR)
# Without the thread, for whoever knows it: a join would tempt a database to sort whole threads.
ROW_IN_THREAD = (
    "public_id",
    "seq",
    "depth",
    "created",
    "edited",
    "html",
    "excerpt",
    "note",
    "parent__public_id",
    *_AUTHOR,
    *_PARENT_AUTHOR,
    "marks",
    "kind",
    "website",
    "parent__marks",
)
# Behind them what `with_thread` adds: where readers meet the discussion may stand for its address.
ROW = (*ROW_IN_THREAD, "thread__public_id", "thread__url")
_ONLY_DETAIL = (
    *("pk", "person_id", "guest_id", "revision"),
    *("thread__title", "thread__hidden", "thread__section"),
)
_DETAIL = (*ROW, *_ONLY_DETAIL)


def rows_from(comments: "QuerySet[Comment]") -> Iterator[Row]:
    """Return what the public may see of these comments, in their order."""
    return map(public_row, comments.values_list(*ROW))


def rows_in_thread(
    found: Iterable[tuple],  # type: ignore[type-arg]
    public_id: str,
    path: str,
) -> list[Row]:
    """Return what the public may see of a thread's comments, from columns of `ROW_IN_THREAD`."""
    thread = (public_id, path)
    return [Row(*_public(values + thread, path)) for values in found]


def public_row(values: tuple) -> Row:  # type: ignore[type-arg]
    """Return what the public may see of a comment, from the columns of `ROW`."""
    return Row(*_public(values, _path(values)))


def details_from(comments: "QuerySet[Comment]") -> Iterable[Detail]:
    """Yield these comments with their text whatever their state: ask `may_see` before use."""
    return (_detail(values) for values in comments.values_list(*_DETAIL))


def counted_details_from(
    comments: "QuerySet[Comment]", total: Subquery
) -> Iterator[tuple[int, Detail]]:
    """Yield the same, each with a number that the one query works out beside them."""
    for number, *values in comments.values_list(total, *_DETAIL):
        yield number, _detail(tuple(values))


def detail_of(known: Mapping[str, Any]) -> Detail:
    """Return a comment that was made this moment from what it was made of.

    By names of columns; but `person` is its writer's name, handle, role and picture, `thread` the
    thread's public id, address, title, whether it is hidden and its section, and `parent` None or
    its public id and the same of its writer, her name as a guest, and its marks.
    """
    public_id, url, title, hidden, section = known["thread"]
    parent = known["parent"] or (None,) * 7
    special = {
        "thread__public_id": public_id,
        "thread__url": url,
        "thread__title": title,
        "thread__hidden": hidden,
        "thread__section": section,
        "parent__public_id": parent[0],
        "parent__visibility": "visible",
        "parent__marks": parent[6],
        **dict(zip(_AUTHOR[:4], known["person"], strict=True)),
        **dict(zip(_PARENT_AUTHOR[:5], parent[1:6], strict=True)),
    }
    fresh = {"edited": None, "note": "", "marks": "", "kind": "", "website": "", "revision": 1}
    values = {**fresh, **known, **special}
    return _detail(tuple(values[name] for name in _DETAIL))


def _detail(values: tuple) -> Detail:  # type: ignore[type-arg]
    size = len(ROW)
    return Detail(*_whole(values[:size], _path(values)), *values[size:])


def _path(values: tuple) -> str:  # type: ignore[type-arg]
    return path_of(values[26], values[25])


def _public(values: tuple, path: str) -> tuple:  # type: ignore[type-arg]
    """Return a row's fields with all that a tombstone may not tell left out."""
    fields = _whole(values, path)
    if fields[4] == "visible":
        return fields
    marks = tuple(mark for mark in fields[14] if mark in {ABSENT, UNDATED})
    head = (*fields[:5], None, fields[6], None, "", "", *fields[10:14])
    return (*head, marks, fields[15], "", fields[17])


def _whole(values: tuple, path: str) -> tuple:  # type: ignore[type-arg]
    public_id, seq, depth, created, edited, html, excerpt, note, parent = values[:9]
    visibility = values[14]
    stored_marks, kind, website, parent_marks, thread, _ = values[21:27]
    marks = marks_from(stored_marks)
    author = _author(*values[9:14], ACCOUNT in marks)
    return (
        public_id,
        thread,
        seq,
        depth,
        visibility,
        author,
        created,
        edited,
        html,
        excerpt,
        note,
        parent or "",
        _answered(values[15:21], marks_from(parent_marks)) if parent else None,
        path,
        marks,
        kind,
        website if website and is_link(website) else "",
        author.name if ABSENT in marks else "",
    )


def _answered(values: tuple, marks: tuple[str, ...]) -> Author | None:  # type: ignore[type-arg]
    """Return who is answered, None where her comment is not shown and her name not known."""
    author = _author(*values[:5], ACCOUNT in marks)
    is_named = values[5] == "visible" or (ABSENT in marks and author.name)
    return author if is_named else None


# The same few people write and are answered on a page.
@lru_cache(maxsize=1024)
def _author(  # noqa: PLR0917 - columns of one query
    name: str | None,
    handle: str,
    role: str,
    picture: str,
    guest_name: str,
    had_account: bool,  # noqa: FBT001
) -> Author:
    if name is not None:
        return Author(name, "member", handle, role, picture)
    if not guest_name:
        return Author("", "unknown")
    return Author(guest_name, "member" if had_account else "guest")
