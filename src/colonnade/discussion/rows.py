"""The frozen values that leave this room, and how rows become them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, Subquery

from colonnade.discussion.models import Comment
from colonnade.discussion.paths import path_of


@dataclass(frozen=True, slots=True)
class ThreadInfo:
    """A thread as doors and flows see it; `commenting` is what holds after the site's word.

    `url` is the subject's full address or '', `path` where readers meet the discussion.
    """

    id: int
    public_id: str
    site: int
    key: str
    url: str
    title: str
    section: str
    commenting: str
    closed: bool
    total: int
    visible: int
    held: int
    gone: int
    places: int
    created: datetime
    last_comment: datetime | None
    hidden: bool
    closes: datetime | None
    path: str


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a comment, as readers see it: kind is `member` or `guest`."""

    name: str
    kind: str
    handle: str = ""
    role: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One place on a page. `author` and `html` are empty where the text may not be shown.

    `thread_path` is where readers meet the discussion.
    """

    id: str
    thread: str
    seq: int
    depth: int
    visibility: str
    author: Author | None
    created: datetime
    edited: datetime | None
    html: str
    excerpt: str
    note: str
    parent: str
    parent_author: Author | None
    thread_path: str


@dataclass(frozen=True, slots=True)
class Detail(Row):
    """A comment with what only flows and its own pages need."""

    pk: int
    person: int | None
    guest: int | None
    revision: int
    thread_title: str
    thread_hidden: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """One revision: the text as typed, and its format."""

    number: int
    source: str
    format: str
    html: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Source:
    """What was typed for the wording that a row shows: revision `number`, and its format."""

    number: int
    text: str
    format: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of comments in display order.

    `before` is set where the page begins inside a branch (the row that is answered), and
    `continues` where its last branch goes on overleaf.
    """

    rows: list[Row]
    page: int
    pages: int
    total: int
    before: bool
    continues: bool


_AUTHOR = (
    "person__name",
    "person__handle",
    "person__role",
    "person__picture",
    "guest_name",
    "visibility",
)
_ROW = (
    "public_id",
    "thread__public_id",
    "seq",
    "depth",
    "created",
    "edited",
    "html",
    "excerpt",
    "note",
    "parent__public_id",
    *_AUTHOR,
    *(f"parent__{name}" for name in _AUTHOR),
    "thread__url",
)
_ONLY_DETAIL = ("pk", "person_id", "guest_id", "revision", "thread__title", "thread__hidden")
_DETAIL = (*_ROW, *_ONLY_DETAIL)


def rows_from(comments: "QuerySet[Comment]") -> Iterator[Row]:
    """Yield what the public may see of these comments, in their order."""
    for values in comments.values_list(*_ROW):
        yield Row(*_public(values))


def details_from(comments: "QuerySet[Comment]") -> Iterable[Detail]:
    """Yield these comments with their text whatever their state: ask `may_see` before use."""
    return (_detail(values) for values in comments.values_list(*_DETAIL))


def counted_details_from(
    comments: "QuerySet[Comment]", total: Subquery
) -> Iterator[tuple[int, Detail]]:
    """Yield the same, each with a number that the one query works out beside them."""
    for number, *values in comments.values_list(total, *_DETAIL):
        yield number, _detail(tuple(values))


def _detail(values: tuple) -> Detail:  # type: ignore[type-arg]
    size = len(_ROW)
    return Detail(*_whole(values[:size]), *values[size:])


def _public(values: tuple) -> tuple:  # type: ignore[type-arg]
    """Return a row's fields with all that a tombstone may not tell left out."""
    fields = _whole(values)
    if values[15] == "visible":
        return fields
    return (*fields[:5], None, fields[6], None, "", "", *fields[10:])


def _whole(values: tuple) -> tuple:  # type: ignore[type-arg]
    public_id, thread, seq, depth, created, edited, html, excerpt, note, parent = values[:10]
    author = _author(values[10:15])
    answered = _author(values[16:21]) if parent and values[21] == "visible" else None
    return (
        public_id,
        thread,
        seq,
        depth,
        values[15],
        author,
        created,
        edited,
        html,
        excerpt,
        note,
        parent or "",
        answered,
        path_of(values[22], thread),
    )


def _author(values: tuple) -> Author:  # type: ignore[type-arg]
    name, handle, role, picture, guest_name = values
    if name is None:
        return Author(guest_name, "guest")
    return Author(name, "member", handle, role, picture)
