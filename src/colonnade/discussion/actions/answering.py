"""Count the replies that take a place, where the rows below are written already."""

from django.db.models import F

from colonnade.discussion.actions.showing import settle
from colonnade.discussion.models import Comment


def count_answers(comment: int | None, step: int) -> None:
    """Count so many replies that take a place in (or, below 0, out) under a comment.

    What stands above keeps its place, or not. None, or no step, changes nothing.
    """
    if comment is None or not step:
        return
    rows = Comment.objects.filter(pk=comment)
    rows.update(placed_replies=F("placed_replies") + step)
    settle(rows.get())
