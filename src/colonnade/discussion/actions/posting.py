"""Post a comment."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F

from colonnade.discussion import blocks, keys
from colonnade.discussion.actions.threads import lock
from colonnade.discussion.events import CommentPosted
from colonnade.discussion.models import Comment, Revision, Thread
from colonnade.discussion.ordering import make_place
from colonnade.discussion.render import excerpt_of
from colonnade.kit import clock
from colonnade.kit.ids import PUBLIC_ID
from colonnade.kit.markup import RENDER_VERSION, Format, render
from colonnade.kit.refusals import Kind, Refusal
from colonnade.outbox.actions import record
from colonnade.people.reading import Actor


@dataclass(frozen=True, slots=True)
class Posting:
    """What somebody wants to say, checked by the flow: `parent` is the public id answered."""

    thread: int
    parent: str
    author: Actor
    guest_name: str
    source: str
    key: UUID
    held: bool = False
    format: Format = Format.MARKDOWN


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
    rows = Revision.objects.filter(comment__thread=thread, comment__key=key, number=1)
    fields = ("public_id", "person_id", "guest_id", "visibility")
    values = rows.values_list(*(f"comment__{name}" for name in fields), "source").first()
    return PostedBefore(*values) if values else None


@transaction.atomic
def post(posting: Posting) -> str:
    """Put a comment into its thread and return its public id.

    Raises Refusal parent_missing where the answered comment is not there to be answered.
    """
    thread = lock(posting.thread)
    parent = _parent(posting)
    opens, closes = make_place(thread.pk, parent.pk if parent else None)
    moment = clock.now()
    html = render(posting.source, posting.format)
    comment = Comment.objects.create(
        thread=thread,
        parent=parent,
        depth=parent.depth + 1 if parent else 0,
        seq=thread.next_seq,
        opens=opens,
        closes=closes,
        person_id=posting.author.person,
        guest_id=posting.author.guest,
        guest_name=posting.guest_name,
        created=moment,
        visibility="held" if posting.held else "visible",
        placed=not posting.held,
        html=html,
        excerpt=excerpt_of(html),
        key=posting.key,
    )
    _keep_wording(comment, posting)
    _count(comment)
    told = CommentPosted(comment.public_id, thread.public_id, comment.visibility)
    # One that is held shows nowhere.
    spoils = () if posting.held else keys.spoken(thread.public_id, posting.author.handle)
    record(told, spoils=spoils)
    return comment.public_id


def _parent(posting: Posting) -> Comment | None:
    if not posting.parent:
        return None
    rows = Comment.objects.filter(thread=posting.thread, public_id=posting.parent)
    seen = rows.filter(visibility="visible").only("pk", "depth")
    parent = seen.first() if PUBLIC_ID.fullmatch(posting.parent) else None
    if parent is None:
        raise Refusal("parent_missing", Kind.CONFLICT)
    return parent


def _keep_wording(comment: Comment, posting: Posting) -> None:
    Revision.objects.create(
        comment=comment,
        number=1,
        source=posting.source,
        format=posting.format,
        html=comment.html,
        rendering=RENDER_VERSION,
        created=comment.created,
        shown=comment.visibility == "visible",
    )


def _count(comment: Comment) -> None:
    placed = int(comment.placed)
    Thread.objects.filter(pk=comment.thread_id).update(
        next_seq=F("next_seq") + 1,
        total=F("total") + 1,
        places=F("places") + placed,
        **{comment.visibility: F(comment.visibility) + 1},
        **({"last_comment": comment.created} if placed else {}),
    )
    if placed:
        labels = {"opens": comment.opens, "closes": comment.closes, "seq": comment.seq}
        blocks.count_in(comment.thread_id, labels, 1)  # type: ignore[arg-type]
        if comment.parent_id is not None:
            parent = Comment.objects.filter(pk=comment.parent_id)
            parent.update(placed_replies=F("placed_replies") + 1)
