"""Post a comment."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from colonnade.discussion import blocks, keys
from colonnade.discussion.actions.turns import Turn, take_turn_in
from colonnade.discussion.events import CommentPosted
from colonnade.discussion.models import Comment, Revision
from colonnade.discussion.ordering import make_place
from colonnade.discussion.render import excerpt_of
from colonnade.discussion.rows import detail_of
from colonnade.discussion.values import Detail
from colonnade.kit import clock, ids
from colonnade.kit.ids import PUBLIC_ID
from colonnade.kit.markup import RENDER_VERSION, Format, render
from colonnade.kit.refusals import Kind, Refusal
from colonnade.outbox.actions import record
from colonnade.outbox.rows import change, first, insert
from colonnade.people.reading import Actor

_POSTED = """
SELECT comment.public_id, comment.person_id, comment.guest_id, comment.visibility, wording.source
FROM discussion_comment AS comment
JOIN discussion_revision AS wording ON wording.comment_id = comment.id AND wording.number = 1
WHERE comment.thread_id = %s AND comment.key = %s
"""
_PARENT = """
SELECT comment.id, comment.depth, comment.opens, comment.closes,
    COALESCE((SELECT MAX(reply.closes) FROM discussion_comment AS reply
              WHERE reply.parent_id = comment.id), comment.opens),
    person.name, person.handle, person.role, person.picture, comment.guest_name, comment.marks
FROM discussion_comment AS comment
LEFT JOIN people_person AS person ON person.id = comment.person_id
WHERE comment.thread_id = %s AND comment.public_id = %s AND comment.visibility = 'visible'
"""
_COUNT = """
UPDATE discussion_thread SET next_seq = next_seq + 1, total = total + 1, places = places + %s,
    visible = visible + %s, held = held + %s, last_comment = COALESCE(%s, last_comment)
WHERE id = %s
"""
_ANSWERED = "UPDATE discussion_comment SET placed_replies = placed_replies + 1 WHERE id = %s"


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody typed, and what readers will see of it."""

    source: str
    format: Format
    html: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Posting:
    """What somebody wants to say, checked by the flow: `parent` is the public id answered.

    `text` is the source, made ready beforehand by `ready` where somebody could wait for the lock.
    """

    thread: int
    parent: str
    author: Actor
    guest_name: str
    source: str
    key: UUID
    held: bool = False
    format: Format = Format.MARKDOWN
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class PostedBefore:
    """A comment that came with a key: whose it is, its state and its first wording."""

    id: str
    person: int | None
    guest: int | None
    visibility: str
    source: str


def find_posted(*, thread: int, key: UUID) -> PostedBefore | None:
    """Return what was posted with this key before, for the flow to compare."""
    row = first(_POSTED, thread, key)
    return PostedBefore(*row) if row else None


def ready(source: str, format: Format = Format.MARKDOWN) -> Text:  # noqa: A002 - the product's word
    """Return what readers will see of a source."""
    html = render(source, format)
    return Text(source, format, html, excerpt_of(html))


@transaction.atomic
def post(posting: Posting) -> str:
    """Put a comment into its thread and return its public id.

    Raises Refusal parent_missing where the answered comment is not there to be answered.
    """
    return post_in(take_turn_in(posting.thread), posting).id


def post_in(turn: Turn, posting: Posting) -> Detail:
    """Do the same in the open transaction that holds the thread; return the comment."""
    parent = _parent(posting)
    text = posting.text or ready(posting.source, posting.format)
    between = (parent.last, parent.closes) if parent else None
    opens, closes = make_place(turn.thread, parent.pk if parent else None, between)
    values: dict[str, object] = {
        "public_id": ids.new_id(),
        "thread_id": turn.thread,
        "parent_id": parent.pk if parent else None,
        "depth": parent.depth + 1 if parent else 0,
        "seq": turn.next_seq,
        "opens": opens,
        "closes": closes,
        "person_id": posting.author.person,
        "guest_id": posting.author.guest,
        "guest_name": posting.guest_name,
        "created": clock.now(),
        "visibility": "held" if posting.held else "visible",
        "placed": not posting.held,
        "html": text.html,
        "excerpt": text.excerpt,
        "key": posting.key,
    }
    pk = insert(Comment, **values)
    _keep_wording(pk, values, text)
    _count(turn, posting, values)
    _tell(turn, posting, values)
    return _shown(turn, posting, parent, values | {"pk": pk})


@dataclass(frozen=True, slots=True)
class _Parent:
    """The comment that is answered; `last` is the label after which its next reply stands."""

    pk: int
    depth: int
    opens: int
    closes: int
    last: int
    shown: tuple[object, ...]


def _parent(posting: Posting) -> _Parent | None:
    if not posting.parent:
        return None
    known = PUBLIC_ID.fullmatch(posting.parent)
    row = first(_PARENT, posting.thread, posting.parent) if known else None
    if row is None:
        raise Refusal("parent_missing", Kind.CONFLICT)
    values = [*row[:5], row[5:]]
    return _Parent(*values)


def _keep_wording(comment: int, values: dict[str, object], text: Text) -> None:
    insert(
        Revision,
        comment_id=comment,
        number=1,
        source=text.source,
        format=text.format.value,
        html=text.html,
        rendering=RENDER_VERSION,
        created=values["created"],
        shown=values["placed"],
    )


def _count(turn: Turn, posting: Posting, values: dict[str, Any]) -> None:
    placed, held = int(not posting.held), int(posting.held)
    spoken = values["created"] if placed else None
    change(_COUNT, placed, placed, held, spoken, turn.thread)
    if placed:
        blocks.count_in(turn.thread, {axis: values[axis] for axis in blocks.AXES}, 1)
        if values["parent_id"] is not None:
            change(_ANSWERED, values["parent_id"])


def _tell(turn: Turn, posting: Posting, values: dict[str, Any]) -> None:
    told = CommentPosted(values["public_id"], turn.public_id, values["visibility"])
    # One that is held shows nowhere.
    spoils = () if posting.held else keys.spoken(turn.public_id, posting.author.handle)
    record(told, spoils=spoils)


def _shown(
    turn: Turn, posting: Posting, parent: _Parent | None, values: dict[str, object]
) -> Detail:
    """Return the comment as `reading` would, without asking for what is known."""
    author = posting.author
    name = author.name if author.is_member else None
    return detail_of(
        values
        | {
            "person": (name, author.handle, author.role, author.picture),
            "parent": (posting.parent, *parent.shown) if parent else None,
            "thread": (turn.public_id, turn.url, turn.title, turn.hidden, turn.section),
        }
    )
