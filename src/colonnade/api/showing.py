"""From the discussion's rows to the API's shapes."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from django.urls import reverse

from colonnade.api import shapes
from colonnade.discussion.reading import Author, Detail, Row, Source, ThreadInfo, sources_for
from colonnade.kit.markup import Format
from colonnade.sites.reading import public_address

_NOTHING = Source(0, "", "")


def show_comments(rows: Iterable[Row]) -> list[shapes.Comment]:
    """Return rows as the API shows them, with their sources (one query)."""
    kept = list(rows)
    sources = sources_for(kept)
    return [_comment(row, sources.get(row.id, _NOTHING)) for row in kept]


def show_comment(row: Row) -> shapes.Comment:
    """Return one comment that the caller may read."""
    return show_comments([row])[0]


def show_new(row: Row, typed: str, guest_key: str | None) -> shapes.Posted:
    """Return a comment that was posted this moment, and what was typed for it."""
    return shapes.Posted(**_fields(row, Source(1, typed, Format.MARKDOWN)), guest_key=guest_key)


def as_tombstone(comment: Detail) -> Detail:
    """Return what is left to see of a comment whose text nobody but staff may read."""
    return replace(comment, author=None, edited=None, html="", website="")


def show_thread(thread: ThreadInfo) -> shapes.Thread:
    """Return a thread as the API shows it: nothing of what is held, not even a count."""
    return shapes.Thread(
        id=thread.public_id,
        key=thread.key,
        url=thread.url,
        title=thread.title,
        section=thread.section,
        commenting=thread.commenting,
        closed=thread.closed,
        comments=thread.visible,
        created=thread.created,
        last_comment=thread.last_comment,
        address=public_address(thread.path),
    )


def _comment(row: Row, source: Source) -> shapes.Comment:
    return shapes.Comment(**_fields(row, source))


def _fields(row: Row, source: Source) -> dict[str, Any]:
    return {
        "id": row.id,
        "thread": row.thread,
        "parent": row.parent or None,
        "depth": row.depth,
        "author": _author(row.author) or _absent(row.absent),
        "created": row.created,
        "edited": row.edited,
        "state": row.visibility,
        "html": row.html,
        "source": source.text,
        "format": source.format,
        "revision": source.number,
        "note": row.note,
        "permalink": public_address(_places().format(row.id)),
        "kind": row.kind or "comment",
        "website": row.website,
        "marks": list(row.marks),
    }


@cache
def _places() -> str:
    """Return the path of a comment with a place for its id: found once, not for every comment."""
    some = "2" * 12
    return reverse("comment", args=[some]).replace(some, "{}")


def _author(author: Author | None) -> shapes.Author | None:
    if author is None:
        return None
    return shapes.Author(name=author.name, kind=author.kind, handle=author.handle, role=author.role)


def _absent(name: str) -> shapes.Author | None:
    """Return who is answered and did not come with an import; all that is known is a name."""
    return shapes.Author(name=name, kind="unknown", handle="", role="") if name else None
