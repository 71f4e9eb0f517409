"""Take the sample content away, completely: one verb over all rooms that hold a part of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import transaction

from colonnade.discussion.actions import remove_sample_threads
from colonnade.discussion.reading.sample import sample_threads
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions import forget_subjects
from colonnade.people.actions import remove_sample_people
from colonnade.people.policy import may_own
from colonnade.people.reading import Actor, count_sample_people
from colonnade.search.actions import forget_many


@dataclass(frozen=True, slots=True)
class Part:
    """What a room that not every server loads holds of the sample, and how that goes."""

    count: Callable[[], Mapping[str, int]]
    remove: Callable[[], None]


# Filled by `project` with what is loaded.
PARTS: dict[str, Part] = {}


@dataclass(frozen=True, slots=True)
class Sample:
    """How much sample content is there; `by_readers`: comments that real people wrote in it."""

    threads: int
    comments: int
    by_readers: int
    people: int
    articles: int = 0
    pictures: int = 0

    @property
    def is_there(self) -> bool:
        """Return whether there is anything to remove."""
        return bool(self.threads or self.comments or self.people or self.articles)


def sample_there() -> Sample:
    """Return what `remove_sample` would take away."""
    found = sample_threads()
    more = {name: count for part in PARTS.values() for name, count in part.count().items()}
    return Sample(
        threads=len(found.threads),
        comments=found.comments,
        by_readers=found.by_readers,
        people=count_sample_people(),
        **more,
    )


@transaction.atomic
def remove_sample(*, actor: Actor) -> Sample:
    """Remove all sample content and return how much it was; raises Refusal owners_only.

    What hangs on something goes before it.
    """
    if not may_own(actor):
        raise Refusal("owners_only", Kind.DENIED)
    was, keys = sample_there(), sample_threads().threads
    # 1. Articles, their bylines, sections and pictures.
    for part in PARTS.values():
        part.remove()
    # 2. Threads, with every comment in them.
    removed = remove_sample_threads()
    # 3. What other rooms keep about those comments and threads.
    forget_many(comments=removed.comments)
    forget_subjects(subjects=[*removed.public_ids, *removed.threads], threads=keys)
    # 4. The people, of whom nothing is left.
    remove_sample_people()
    return was
