"""Put comments from elsewhere into a thread that exists."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from colonnade.discussion import blocks, keys
from colonnade.discussion.actions.answering import count_answers
from colonnade.discussion.actions.shape import LoadedText, Shape
from colonnade.discussion.actions.showing import COUNTER
from colonnade.discussion.actions.threads import lock
from colonnade.discussion.bulk import take_keys
from colonnade.discussion.events import CommentEdited
from colonnade.discussion.labels import brackets, spread
from colonnade.discussion.models import Comment, Revision, Thread
from colonnade.discussion.ordering import Place, make_room
from colonnade.kit.keys import spoken_by
from colonnade.kit.markup import RENDER_VERSION
from colonnade.kit.refusals import Kind, Refusal
from colonnade.outbox.actions import record, spoil
from colonnade.people.reading import handles_of

_BATCH = 500


@dataclass(frozen=True, slots=True)
class AddedComment:
    """A comment for a thread that exists: `parent` is the public id of what it answers, or ""."""

    parent: str
    visibility: str
    text: LoadedText


@dataclass(frozen=True, slots=True)
class _Hung:
    """Where a comment hangs: on one that comes with it (its index), or at `top` (a primary key,
    None for the thread itself), which stood there; all below it share that.
    """

    parent: int | None
    top: int | None
    depth: int


@transaction.atomic
def add_loaded(*, thread: str, comments: Sequence[AddedComment], told: bool = False) -> None:
    """Put comments into a thread, each after its parent; only with `told` the index hears of it.

    They are numbered in this order, after all that is there. Raises Refusal parent_missing where
    a parent is neither in the thread nor before its reply in `comments`.
    """
    locked = lock(Thread.objects.values_list("pk", flat=True).get(public_id=thread))
    hung = _hang(locked.pk, comments)
    rows = _rows(locked, comments, hung)
    groups: dict[int | None, list[int]] = {}
    for index, one in enumerate(hung):
        groups.setdefault(one.top, []).append(index)
    for top, members in groups.items():
        _label(locked.pk, top, [rows[index] for index in members])
        Comment.objects.bulk_create([rows[index] for index in members], batch_size=_BATCH)
    Revision.objects.bulk_create(_revisions(rows, comments), batch_size=_BATCH)
    _count(locked, rows)
    for top, members in groups.items():
        placed = sum(rows[index].placed and hung[index].parent is None for index in members)
        count_answers(top, placed)
    authors = {row.person_id for row in rows if row.person_id is not None}
    spoil(*keys.spoken(thread), *(spoken_by(handle) for handle in handles_of(authors)))
    for comment in comments if told else ():
        record(CommentEdited(comment.text.public_id, thread))


def _hang(thread: int, comments: Sequence[AddedComment]) -> list[_Hung]:
    there = _standing(thread, comments)
    index_of: dict[str, int] = {}
    hung: list[_Hung] = []
    for index, comment in enumerate(comments):
        if comment.parent in index_of:
            parent = index_of[comment.parent]
            hung.append(_Hung(parent, hung[parent].top, hung[parent].depth + 1))
        elif comment.parent in there:
            pk, depth = there[comment.parent]
            hung.append(_Hung(None, pk, depth + 1))
        elif comment.parent:
            raise Refusal("parent_missing", Kind.CONFLICT)
        else:
            hung.append(_Hung(None, None, 0))
        index_of[comment.text.public_id] = index
    return hung


def _standing(thread: int, comments: Sequence[AddedComment]) -> dict[str, tuple[int, int]]:
    """Return key and depth of the answered comments that are in the thread."""
    wanted = sorted({comment.parent for comment in comments} - {""})
    found: dict[str, tuple[int, int]] = {}
    for start in range(0, len(wanted), _BATCH):
        rows = Comment.objects.filter(
            thread=thread, public_id__in=wanted[start : start + _BATCH]
        ).values_list("public_id", "pk", "depth")
        found |= {public_id: (pk, depth) for public_id, pk, depth in rows}
    return found


def _rows(thread: Thread, comments: Sequence[AddedComment], hung: Sequence[_Hung]) -> list[Comment]:
    """Return the rows in the order of `comments`, their labels those of a thread of their own."""
    taken = take_keys(Comment, len(comments))
    shape = Shape()
    for one, comment in zip(hung, comments, strict=True):
        shape.add(one.parent, comment.visibility, comment.text.created)
    replies = shape.placed_replies()
    opens, closes = brackets(shape.parents)
    return [
        Comment(
            pk=taken[index],
            thread_id=thread.pk,
            parent_id=one.top if one.parent is None else taken[one.parent],
            depth=one.depth,
            seq=thread.next_seq + index,
            opens=opens[index],
            closes=closes[index],
            visibility=comments[index].visibility,
            placed=comments[index].visibility == "visible" or replies[index] > 0,
            placed_replies=replies[index],
            **_fields(comments[index].text),
        )
        for index, one in enumerate(hung)
    ]


def _fields(text: LoadedText) -> Mapping[str, object]:
    """Return the fields of a row that bear the same name as those of a text, and the others."""
    same = text._asdict()
    del same["wordings"]
    return same | {
        "person_id": same.pop("person"),
        "guest_id": same.pop("guest"),
        "html": text.wordings[-1].html if text.wordings else "",
        "revision": len(text.wordings) or 1,
    }


def _label(thread: int, top: int | None, rows: Sequence[Comment]) -> None:
    """Give all rows that hang on `top` their labels, in the order of those they have.

    Between the two labels that one comment would get there is room for all of them.
    """
    fresh = spread(2 * len(rows), *make_room(thread, Place(top, len(rows))))
    tokens = sorted((getattr(row, axis), axis, row) for row in rows for axis in ("opens", "closes"))
    for (_, axis, row), label in zip(tokens, fresh, strict=True):
        setattr(row, axis, label)


def _revisions(rows: Sequence[Comment], comments: Sequence[AddedComment]) -> Iterator[Revision]:
    for row, comment in zip(rows, comments, strict=True):
        for number, one in enumerate(comment.text.wordings, start=1):
            yield Revision(
                comment_id=row.pk,
                number=number,
                source=one.source,
                format=one.format,
                html=one.html,
                rendering=RENDER_VERSION,
                created=one.created,
                shown=one.shown,
            )


def _count(thread: Thread, rows: Sequence[Comment]) -> None:
    states = Counter(COUNTER[row.visibility] for row in rows)
    shown = [row.created for row in rows if row.visibility == "visible"]
    latest = max([*shown, *([thread.last_comment] if thread.last_comment else [])], default=None)
    Thread.objects.filter(pk=thread.pk).update(
        next_seq=thread.next_seq + len(rows),
        total=F("total") + len(rows),
        places=F("places") + sum(row.placed for row in rows),
        last_comment=latest,
        **{name: F(name) + count for name, count in states.items()},
    )
    blocks.build(thread.pk)
