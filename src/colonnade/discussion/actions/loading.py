"""Put a whole thread in at once: sample content, and what an import brings.

Only the tree's shape is held in memory; wordings pass through in batches.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice
from uuid import UUID

from django.db import transaction

from colonnade.discussion import blocks
from colonnade.discussion.actions.shape import LoadedText, LoadedWording, Shape
from colonnade.discussion.bulk import insert_many, take_keys
from colonnade.discussion.labels import brackets
from colonnade.discussion.models import Closure, Comment, Revision, Thread
from colonnade.discussion.render import excerpt_of
from colonnade.kit import clock, ids
from colonnade.kit.keys import SITE
from colonnade.kit.markup import RENDER_VERSION, Format, render
from colonnade.outbox.actions import spoil
from colonnade.sites.reading import SiteInfo

_EDITED_AFTER = timedelta(minutes=3)
_BATCH = 2000
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
    "website",
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
    """A thread to be made together with its comments.

    `public_id`: "" for one that follows from the seed.
    """

    key: str
    title: str
    url: str = ""
    section: str = ""
    commenting: str = ""
    closed: bool = False
    closes: datetime | None = None
    sample: bool = False
    created: datetime | None = None
    public_id: str = ""
    hidden: bool = False


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
    website: str = ""


@transaction.atomic
def load_thread(
    *, site: SiteInfo, thread: LoadedThread, comments: Sequence[LoadedComment], seed: int
) -> str:
    """Make a thread with all its comments, which stand in order of time, and return its id.

    Public ids and keys follow from `seed`, so that the same content has the same addresses.
    The cost is linear in the number of comments.
    """
    shape = Shape()
    for comment in comments:
        shape.add(comment.parent, comment.visibility, comment.created)
    texts = (_text(comment, seed, index) for index, comment in enumerate(comments))
    public_id = thread.public_id or ids.id_from(seed)
    first = comments[0].created if comments else thread.created or clock.now()
    return _load(site, thread, _Whole(public_id, first), shape, texts)


@transaction.atomic
def load_shaped(
    *, site: SiteInfo, thread: LoadedThread, shape: Shape, texts: Iterable[LoadedText]
) -> str:
    """Make a thread of this shape; `texts` are its comments in that order, read once."""
    whole = _Whole(thread.public_id or ids.new_id(), thread.created or clock.now())
    return _load(site, thread, whole, shape, texts)


@dataclass(frozen=True, slots=True)
class _Whole:
    public_id: str
    created: datetime


def _load(
    site: SiteInfo, thread: LoadedThread, whole: _Whole, shape: Shape, texts: Iterable[LoadedText]
) -> str:
    row = _make_thread(site, thread, whole, shape)
    keys = take_keys(Comment, len(shape.states))
    line = _comment_row(row.pk, shape, keys)
    numbered, done = enumerate(texts), 0
    while batch := list(islice(numbered, _BATCH)):
        insert_many(Comment, _COMMENT, (line(index, text) for index, text in batch))
        insert_many(Revision, _REVISION, _revision_rows(batch, keys))
        done += len(batch)
    if done != len(shape.states):
        raise ValueError(f"{len(shape.states)} comments promised, {done} came")
    blocks.build(row.pk)
    if not row.hidden:
        spoil(SITE)
    return row.public_id


def _comment_row(
    thread: int, shape: Shape, keys: Sequence[int]
) -> "Callable[[int, LoadedText], tuple[object, ...]]":
    """Return what gives the values of the fields `_COMMENT`, in their order."""
    opens, closes = brackets(shape.parents)
    depths, replies = shape.depths(), shape.placed_replies()

    def row(index: int, text: LoadedText) -> tuple[object, ...]:
        """Return those of the comment at this index."""
        parent, visibility = shape.parents[index], shape.states[index]
        return (
            keys[index],
            text.public_id,
            thread,
            None if parent < 0 else keys[parent],
            depths[index],
            index + 1,
            opens[index],
            closes[index],
            text.person,
            text.guest,
            text.guest_name,
            text.created,
            text.edited,
            visibility,
            text.note,
            visibility == "visible" or replies[index] > 0,
            replies[index],
            text.wordings[-1].html if text.wordings else "",
            text.excerpt,
            len(text.wordings) or 1,
            text.key,
            text.kind,
            text.marks,
            text.website,
        )

    return row


def _revision_rows(
    batch: Iterable[tuple[int, LoadedText]], keys: Sequence[int]
) -> Iterator[tuple[object, ...]]:
    """Yield the values of the fields `_REVISION`, in their order."""
    for index, text in batch:
        for number, one in enumerate(text.wordings, start=1):
            kind = one.format.value
            key = keys[index]
            yield key, number, one.source, kind, one.html, RENDER_VERSION, one.created, one.shown


def _make_thread(site: SiteInfo, thread: LoadedThread, whole: _Whole, shape: Shape) -> Thread:
    count = shape.states.count
    replies = shape.placed_replies()
    hanging = zip(shape.states, replies, strict=True)
    row = Thread.objects.create(
        public_id=whole.public_id,
        site_id=site.id,
        key=thread.key,
        title=thread.title,
        url=thread.url,
        section=thread.section,
        commenting=thread.commenting,
        closes=thread.closes,
        sample=thread.sample,
        hidden=thread.hidden,
        created=whole.created,
        last_comment=shape.last,
        next_seq=len(shape.states) + 1,
        total=len(shape.states),
        visible=count("visible"),
        held=count("held"),
        gone=count("removed") + count("deleted"),
        places=sum(state == "visible" or below > 0 for state, below in hanging),
    )
    if thread.closed:
        Closure.objects.create(thread=row, created=row.last_comment or row.created)
    return row


def _text(comment: LoadedComment, seed: int, index: int) -> LoadedText:
    html = _render(comment.source, comment.format)
    edited = comment.created + _EDITED_AFTER if comment.earlier else None
    return LoadedText(
        public_id=ids.id_from(seed * 1_000_003 + index + 1),
        key=UUID(int=seed << 64 | index),
        created=comment.created,
        edited=edited,
        excerpt=_excerpt(html),
        wordings=tuple(_wordings(comment, edited)),
        person=comment.person,
        guest=comment.guest,
        guest_name=comment.guest_name,
        note=comment.note,
        kind=comment.kind,
        marks=comment.marks,
        website=comment.website,
    )


def _wordings(comment: LoadedComment, edited: datetime | None) -> Iterator[LoadedWording]:
    shown = comment.visibility == "visible"
    for source in (comment.earlier, comment.source) if comment.earlier else (comment.source,):
        moment = edited if edited and source is comment.source else comment.created
        html = _render(source, comment.format)
        yield LoadedWording(source, comment.format, html, moment, shown)


# Generated load repeats its texts; each distinct one is rendered once.
_render = lru_cache(maxsize=4096)(render)
_excerpt = lru_cache(maxsize=4096)(excerpt_of)
