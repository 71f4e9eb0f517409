"""How much of the sample content's discussions is there."""

from dataclasses import dataclass

from django.db.models import Q

from colonnade.discussion.models import Comment, Thread


@dataclass(frozen=True, slots=True)
class SampleThreads:
    """Primary keys of the sample's threads; comments in them, and how many of these real readers
    wrote.
    """

    threads: tuple[int, ...]
    comments: int
    by_readers: int


def sample_threads() -> SampleThreads:
    """Return what `remove_sample_threads` would take away (three queries)."""
    comments = Comment.objects.filter(thread__sample=True)
    return SampleThreads(
        threads=tuple(Thread.objects.filter(sample=True).values_list("pk", flat=True)),
        comments=comments.count(),
        by_readers=comments.filter(Q(guest__isnull=False) | Q(person__sample=False)).count(),
    )
