"""What became of comments that came in at once: for whoever wants to take them away again."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from colonnade.discussion.models import Comment

_BATCH = 500


def touched_in(threads: Sequence[str], *, since: datetime) -> list[str]:
    """Return the public ids of comments in these threads (public ids) that readers wrote, or
    whose wording has changed since a moment. What an import brings has neither account nor guest.
    """
    theirs = Q(person__isnull=False) | Q(guest__isnull=False)
    found: list[str] = []
    for start in range(0, len(threads), _BATCH):
        rows = Comment.objects.filter(thread__public_id__in=threads[start : start + _BATCH])
        touched = rows.filter(theirs | Q(edited__gt=since)).order_by("pk")
        found += touched.values_list("public_id", flat=True)
    return found


def marks_and_parent(comment: str) -> tuple[str, str]:
    """Return a comment's marks and the public id of its parent ("": none)."""
    rows = Comment.objects.filter(public_id=comment)
    marks, parent = rows.values_list("marks", "parent__public_id").get()
    return marks, parent or ""
