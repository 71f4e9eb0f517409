"""Take the sample's threads away, or an import's, with all that hangs on them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from colonnade.discussion import keys
from colonnade.discussion.bulk import delete_where
from colonnade.discussion.models import Block, Closure, Comment, Revision, Thread
from colonnade.kit.keys import SITE
from colonnade.outbox.actions import spoil

_BATCH = 500


@dataclass(frozen=True, slots=True)
class RemovedThreads:
    """What is gone: public ids of threads; primary keys and public ids of their comments.

    Other rooms keep rows about them (words, decisions), which a flow takes away.
    """

    threads: list[str]
    comments: list[int]
    public_ids: list[str]


@transaction.atomic
def remove_sample_threads() -> RemovedThreads:
    """Delete every sample thread, everybody's comments in it too, and return what it was.

    A statement for each table, whatever the number of comments.
    """
    return _remove(Thread.objects.filter(sample=True))


@transaction.atomic
def remove_loaded_threads(*, threads: Sequence[str]) -> RemovedThreads:
    """Delete these threads (public ids, some hundreds at most) with every comment in them.

    For an import that is undone; what it may take is the caller's question.
    """
    return _remove(Thread.objects.filter(public_id__in=threads))


@transaction.atomic
def remove_loaded_comments(*, comments: Sequence[str]) -> list[int]:
    """Delete comments (public ids) out of threads that stay; return their primary keys.

    Nothing else is counted or ordered anew: the caller lets the threads stand as they stood
    before the comments came (`put_back`), in the same transaction.
    """
    gone: list[int] = []
    spoils: dict[str, None] = {}
    for start in range(0, len(comments), _BATCH):
        some = Comment.objects.filter(public_id__in=comments[start : start + _BATCH])
        gone += some.values_list("pk", flat=True)
        for thread, handle in some.values_list("thread__public_id", "person__handle").distinct():
            spoils |= dict.fromkeys(keys.spoken(thread, handle))
        delete_where(Revision, "comment", some.values("pk"))
        delete_where(Comment, "id", some.values("pk"))
    spoil(*spoils)
    return gone


def _remove(rows: "QuerySet[Thread]") -> RemovedThreads:
    """Delete these threads and what is in them, a statement for each table."""
    threads = list(rows.select_for_update().order_by("pk").values_list("public_id", flat=True))
    inside = Comment.objects.filter(thread__in=rows.values("pk"))
    comments = list(inside.order_by("pk").values_list("pk", "public_id"))
    delete_where(Revision, "comment", inside.values("pk"))
    for model in (Block, Closure, Comment):
        delete_where(model, "thread", rows.values("pk"))
    rows.delete()
    if threads:
        spoil(SITE)
    return RemovedThreads(
        threads=threads,
        comments=[pk for pk, _ in comments],
        public_ids=[public_id for _, public_id in comments],
    )
