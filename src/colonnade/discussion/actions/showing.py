"""Change who may see a comment, and keep every reply's chain of places whole."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from colonnade.discussion import blocks, keys
from colonnade.discussion.actions.threads import lock
from colonnade.discussion.events import VisibilityChanged
from colonnade.discussion.models import Comment, Thread
from colonnade.discussion.policy import TRANSITIONS
from colonnade.kit.refusals import Kind, Refusal
from colonnade.outbox.actions import record

COUNTER = {"visible": "visible", "held": "held", "removed": "gone", "deleted": "gone"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody looked at before acting: a state and, unless 0, a wording."""

    visibility: str
    revision: int = 0


@transaction.atomic
def change_visibility(*, comment: int, act: str, note: str = "", seen: Seen | None = None) -> str:
    """Carry out an act of the table `TRANSITIONS` on a comment and return its new state.

    `note` is what a tombstone says besides the bare fact. Raises Refusal act_impossible, and
    comment_changed or comment_reworded where the comment is not any more what was `seen`.
    """
    thread = lock(Comment.objects.values_list("thread", flat=True).get(pk=comment))
    row = Comment.objects.select_related("person").get(pk=comment)
    if seen is not None:
        _insist_on(seen, row)
    after = TRANSITIONS.get((row.visibility, act))
    if after is None:
        raise Refusal("act_impossible", Kind.CONFLICT, state=row.visibility, act=act)
    before, row.visibility, row.note = row.visibility, after, note
    row.save(update_fields=["visibility", "note"])
    _follow_wordings(row)
    counters = {COUNTER[before]: -1, COUNTER[after]: 1}
    Thread.objects.filter(pk=thread.pk).update(
        **{name: F(name) + step for name, step in counters.items()}
    )
    settle(row)
    told = VisibilityChanged(row.public_id, thread.public_id, before, after)
    # What readers saw neither before nor after, not even as a tombstone, shows nowhere.
    shows = row.placed or "visible" in {before, after}
    handle = row.person.handle if row.person else None
    record(told, spoils=keys.spoken(thread.public_id, handle) if shows else ())
    return after


def _follow_wordings(row: Comment) -> None:
    """A wording that readers get to see is public for good; a deleted comment keeps none."""
    if row.visibility == "visible":
        row.revisions.filter(number=row.revision).update(shown=True)
    if row.visibility == "deleted":
        row.revisions.update(source="", html="", shown=False)
        Comment.objects.filter(pk=row.pk).update(html="", excerpt="", guest_name="")


def _insist_on(seen: Seen, row: Comment) -> None:
    if row.visibility != seen.visibility:
        raise Refusal("comment_changed", Kind.CONFLICT, state=row.visibility)
    if seen.revision and row.revision != seen.revision:
        raise Refusal("comment_reworded", Kind.CONFLICT)


def settle(row: Comment) -> None:
    """Give the comment its place or take it, and let what stands above follow.

    A tombstone keeps its place exactly as long as a reply below it has one.
    """
    step = row
    while True:
        placed = step.visibility == "visible" or step.placed_replies > 0
        if placed == step.placed:
            return
        delta = 1 if placed else -1
        Comment.objects.filter(pk=step.pk).update(placed=placed)
        Thread.objects.filter(pk=step.thread_id).update(places=F("places") + delta)
        labels = {"opens": step.opens, "closes": step.closes, "seq": step.seq}
        blocks.count_in(step.thread_id, labels, delta)  # type: ignore[arg-type]
        if step.parent_id is None:
            return
        parent = Comment.objects.filter(pk=step.parent_id)
        parent.update(placed_replies=F("placed_replies") + delta)
        step = parent.get()
