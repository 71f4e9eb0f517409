"""Put a whole thread in at once: sample content and, later, imports."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.db import connection, transaction

from colonnade.discussion import blocks
from colonnade.discussion.labels import brackets
from colonnade.discussion.models import Closure, Comment, Revision, Thread
from colonnade.discussion.render import excerpt_of
from colonnade.kit import clock, ids
from colonnade.kit.markup import RENDER_VERSION, Format, render
from colonnade.sites.reading import SiteInfo

_BATCH = 2000
_EDITED_AFTER = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class LoadedThread:
    """A thread to be made together with its comments."""

    key: str
    title: str
    url: str = ""
    section: str = ""
    commenting: str = ""
    closed: bool = False
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


@transaction.atomic
def load_thread(
    *, site: SiteInfo, thread: LoadedThread, comments: Sequence[LoadedComment], seed: int
) -> str:
    """Make a thread with all its comments, which stand in order of time, and return its id.

    Public ids and keys follow from `seed`, so that the same content has the same addresses.
    The cost is linear in the number of comments.
    """
    row = _make_thread(site, thread, comments, seed)
    opens, closes = brackets([comment.parent for comment in comments])
    depths = _depths(comments)
    replies = _placed_replies(comments)
    rows = [
        Comment(
            public_id=ids.id_from(seed * 1_000_003 + index + 1),
            thread=row,
            depth=depths[index],
            seq=index + 1,
            opens=opens[index],
            closes=closes[index],
            person_id=comment.person,
            guest_id=comment.guest,
            guest_name=comment.guest_name,
            created=comment.created,
            edited=comment.created + _EDITED_AFTER if comment.earlier else None,
            visibility=comment.visibility,
            note=comment.note,
            placed=comment.visibility == "visible" or replies[index] > 0,
            placed_replies=replies[index],
            revision=2 if comment.earlier else 1,
            key=UUID(int=seed << 64 | index),
            **_rendered(comment.source, comment.format),
        )
        for index, comment in enumerate(comments)
    ]
    Comment.objects.bulk_create(rows, batch_size=_BATCH)
    _link_parents(rows, comments)
    _keep_wordings(rows, comments)
    blocks.build(row.pk)
    return row.public_id


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
        sample=thread.sample,
        created=comments[0].created if comments else thread.created or clock.now(),
        last_comment=max(shown, default=thread.created),
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


def _rendered(source: str, format: Format) -> dict[str, str]:  # noqa: A002 - the domain's word
    html = _render(source, format)
    return {"html": html, "excerpt": _excerpt(html)}


def _link_parents(rows: Sequence[Comment], comments: Sequence[LoadedComment]) -> None:
    """Write the parents once all rows have their keys, which the database gives."""
    pairs = [
        (rows[comment.parent].pk, rows[index].pk)
        for index, comment in enumerate(comments)
        if comment.parent is not None
    ]
    table = connection.ops.quote_name(Comment._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET parent_id = %s WHERE id = %s", pairs)  # noqa: S608


def _keep_wordings(rows: Sequence[Comment], comments: Sequence[LoadedComment]) -> None:
    wordings = []
    for row, comment in zip(rows, comments, strict=True):
        sources = [comment.earlier, comment.source] if comment.earlier else [comment.source]
        for number, source in enumerate(sources, start=1):
            moment = row.edited if number == 2 and row.edited else row.created
            wordings.append(
                Revision(
                    comment=row,
                    number=number,
                    source=source,
                    format=comment.format,
                    html=_render(source, comment.format),
                    rendering=RENDER_VERSION,
                    created=moment,
                )
            )
    Revision.objects.bulk_create(wordings, batch_size=_BATCH)


# Generated load repeats its texts; each distinct one is rendered once.
_render = lru_cache(maxsize=4096)(render)
_excerpt = lru_cache(maxsize=4096)(excerpt_of)
