"""What of all threads an actor may know of: asked by every read that readers can reach."""

from django.db.models import Q

from colonnade.people.policy import may_moderate
from colonnade.people.reading import Actor

READER = Actor()


def shown_to(actor: Actor, thread: str = "thread__") -> Q:
    """Return the condition on rows that leaves hidden threads to those who oversee them.

    `thread` leads from a row to its thread: '' for threads themselves.
    """
    shown = Q(**{f"{thread}hidden": False})
    if not may_moderate(actor):
        return shown
    # As `policy.oversees` has it.
    hers = Q(**{f"{thread}section__in": sorted(actor.sections)})
    return shown | hers if actor.sections else Q()
