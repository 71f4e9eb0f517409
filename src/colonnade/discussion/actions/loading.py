"""Put a whole thread in at once: sample content and, later, imports."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.db import transaction

from colonnade.discussion import blocks
from colonnade.discussion.bulk import insert_many, take_keys
from colonnade.discussion.labels import brackets
from colonnade.discussion.models import Closure, Comment, Revision, Thread
from colonnade.discussion.render import excerpt_of
from colonnade.kit import clock, ids
from colonnade.kit.markup import RENDER_VERSION, Format, render
from colonnade.sites.reading import SiteInfo

_EDITED_AFTER = timedelta(minutes=3)
_COMMENT = (
    "id",
    "public_id",
    "thread",
    "parent",
    "depth",
    "seq",
    "opens",
    "closes",
    "person",
    "guest",
    "guest_name",
    "created",
    "edited",
    "visibility",
    "note",
    "placed",
    "placed_replies",
    "html",
    "excerpt",
    "revision",
    "key",
    "kind",
    "marks",
)
_REVISION = (
    "comment",
    "number",
    "source",
    "format",
    "html",
    "rendering",
    "created",
    "shown",
)


@dataclass(frozen=True, slots=True)
class LoadedThread:
    """A thread to be made together with its comments."""

    key: str
    title: str
    url: str = ""
    section: str = ""
    commenting: str = ""
    closed: bool = False
    closes: datetime | None = None
    sample: bool = False
    created: datetime | None = None


@dataclass(frozen=True, slots=True)
class LoadedComment:
    """A comment to be loaded: `parent` is an index into the list, lower than its own."""

    parent: int | None
    created: datetime
    source: str
    person: int | None = None
    guest: int | None = None
    guest_name: str = ""
    visibility: str = "visible"
    note: str = ""
    format: Format = Format.MARKDOWN
    earlier: str = ""
    kind: str = ""
    marks: str = ""


@transaction.atomic
def load_thread(
    *, site: SiteInfo, thread: LoadedThread, comments: Sequence[LoadedComment], seed: int
) -> str:
    """Make a thread with all its comments, which stand in order of time, and return its id.

    Public ids and keys follow from `seed`, so that the same content has the same addresses.
    The cost is linear in the number of comments.
    """
    row = _make_thread(site, thread, comments, seed)
    keys = take_keys(Comment, len(comments))
    insert_many(Comment, _COMMENT, _comment_rows(row.pk, comments, seed, keys))
    insert_many(Revision, _REVISION, _revision_rows(comments, keys))
    blocks.build(row.pk)
    return row.public_id


def _comment_rows(
    thread: int, comments: Sequence[LoadedComment], seed: int, keys: Sequence[int]
) -> Iterator[tuple[object, ...]]:
    """Yield the values of the fields `_COMMENT`, in their order."""
    opens, closes = brackets([comment.parent for comment in comments])
    depths = _depths(comments)
    replies = _placed_replies(comments)
    for index, comment in enumerate(comments):
        html = _render(comment.source, comment.format)
        yield (
            keys[index],
            ids.id_from(seed * 1_000_003 + index + 1),
            thread,
            None if comment.parent is None else keys[comment.parent],
            depths[index],
            index + 1,
            opens[index],
            closes[index],
            comment.person,
            comment.guest,
            comment.guest_name,
            comment.created,
            _edited(comment),
            comment.visibility,
            comment.note,
            comment.visibility == "visible" or replies[index] > 0,
            replies[index],
            html,
            _excerpt(html),
            2 if comment.earlier else 1,
            UUID(int=seed << 64 | index),
            comment.kind,
            comment.marks,
        )


def _edited(comment: LoadedComment) -> datetime | None:
    return comment.created + _EDITED_AFTER if comment.earlier else None


def _make_thread(
    site: SiteInfo, thread: LoadedThread, comments: Sequence[LoadedComment], seed: int
) -> Thread:
    states = Counter(comment.visibility for comment in comments)
    replies = _placed_replies(comments)
    placed = sum(
        comment.visibility == "visible" or replies[index] > 0
        for index, comment in enumerate(comments)
    )
    shown = [comment.created for comment in comments if comment.visibility == "visible"]
    row = Thread.objects.create(
        public_id=ids.id_from(seed),
        site_id=site.id,
        key=thread.key,
        title=thread.title,
        url=thread.url,
        section=thread.section,
        commenting=thread.commenting,
        closes=thread.closes,
        sample=thread.sample,
        created=comments[0].created if comments else thread.created or clock.now(),
        last_comment=max(shown, default=None),
        next_seq=len(comments) + 1,
        total=len(comments),
        visible=states["visible"],
        held=states["held"],
        gone=states["removed"] + states["deleted"],
        places=placed,
    )
    if thread.closed:
        Closure.objects.create(thread=row, created=row.last_comment or row.created)
    return row


def _depths(comments: Sequence[LoadedComment]) -> list[int]:
    depths: list[int] = []
    for comment in comments:
        depths.append(0 if comment.parent is None else depths[comment.parent] + 1)
    return depths


def _placed_replies(comments: Sequence[LoadedComment]) -> list[int]:
    """Return for each comment how many direct replies take a place: replies come later."""
    replies = [0] * len(comments)
    for index in range(len(comments) - 1, -1, -1):
        parent = comments[index].parent
        placed = comments[index].visibility == "visible" or replies[index] > 0
        if parent is not None and placed:
            replies[parent] += 1
    return replies


def _revision_rows(
    comments: Sequence[LoadedComment], keys: Sequence[int]
) -> Iterator[tuple[object, ...]]:
    """Yield the values of the fields `_REVISION`, in their order."""
    for comment, key in zip(comments, keys, strict=True):
        kind, shown = comment.format.value, comment.visibility == "visible"
        sources = [comment.earlier, comment.source] if comment.earlier else [comment.source]
        for number, source in enumerate(sources, start=1):
            created = (_edited(comment) if number > 1 else None) or comment.created
            html = _render(source, comment.format)
            yield key, number, source, kind, html, RENDER_VERSION, created, shown


# Generated load repeats its texts; each distinct one is rendered once.
_render = lru_cache(maxsize=4096)(render)
_excerpt = lru_cache(maxsize=4096)(excerpt_of)
