"""Ask search engines to leave a comment out, or not any more."""

from django.db import transaction

from colonnade.discussion import keys
from colonnade.discussion.actions.showing import Seen
from colonnade.discussion.actions.threads import lock
from colonnade.discussion.marks import ABSENT, NOINDEX, marks_from, stored
from colonnade.discussion.models import Comment
from colonnade.kit.refusals import Kind, Refusal
from colonnade.outbox.actions import spoil


@transaction.atomic
def leave_out(*, comment: int, on: bool, seen: Seen) -> str:
    """Mark a comment, or take the mark away, and return its state, which stays what it is.

    Raises Refusal comment_changed, and act_impossible where there is no text, or it has the mark
    (or has it not) already.
    """
    lock(Comment.objects.values_list("thread", flat=True).get(pk=comment))
    row = Comment.objects.select_related("thread", "person").get(pk=comment)
    if row.visibility != seen.visibility:
        raise Refusal("comment_changed", Kind.CONFLICT, state=row.visibility)
    marks = set(marks_from(row.marks))
    is_empty = row.visibility == "deleted" or ABSENT in marks
    if is_empty or (NOINDEX in marks) == on:
        act = "noindex" if on else "index"
        raise Refusal("act_impossible", Kind.CONFLICT, state=row.visibility, act=act)
    Comment.objects.filter(pk=row.pk).update(marks=stored(marks ^ {NOINDEX}))
    if row.visibility == "visible":
        handle = row.person.handle if row.person else None
        spoil(*keys.spoken(row.thread.public_id, handle))
    return row.visibility
