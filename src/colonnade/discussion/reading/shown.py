"""What of all threads an actor may know of: asked by every read that readers can reach."""

from django.db.models import Q

from colonnade.discussion.policy import sees_hidden
from colonnade.people.reading import Actor

READER = Actor()


def shown_to(actor: Actor, thread: str = "thread__") -> Q:
    """Return the condition on rows that leaves hidden threads to the staff.

    `thread` leads from a row to its thread: '' for threads themselves.
    """
    return Q() if sees_hidden(actor) else Q(**{f"{thread}hidden": False})
