"""Take the sample content's threads away with all that hangs on them."""

from dataclasses import dataclass

from django.db import transaction

from colonnade.discussion.bulk import delete_where
from colonnade.discussion.models import Block, Closure, Comment, Revision, Thread


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
    threads = Thread.objects.select_for_update().filter(sample=True).order_by("pk")
    found = list(threads.values_list("pk", "public_id"))
    rows = Comment.objects.filter(thread__sample=True).order_by("pk")
    comments = list(rows.values_list("pk", "public_id"))
    inside = Comment.objects.filter(thread__sample=True).values("pk")
    delete_where(Revision, "comment", inside)
    for model in (Block, Closure, Comment):
        delete_where(model, "thread", Thread.objects.filter(sample=True).values("pk"))
    Thread.objects.filter(sample=True).delete()
    return RemovedThreads(
        threads=[public_id for _, public_id in found],
        comments=[pk for pk, _ in comments],
        public_ids=[public_id for _, public_id in comments],
    )
