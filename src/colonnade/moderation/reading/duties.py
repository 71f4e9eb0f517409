"""Which sections one of the staff answers for."""

from colonnade.moderation.models import Duty
from colonnade.people.policy import may_write
from colonnade.people.reading import Actor


def duty_of(actor: Actor) -> frozenset[str] | None:
    """Return the sections that the actor answers for, None where she answers for all.

    Only moderators are bound to sections (one query, none for editors and owners).
    """
    if actor.person is None or may_write(actor):
        return None
    found = frozenset(Duty.objects.filter(person=actor.person).values_list("section", flat=True))
    return found or None


def answers_for(actor: Actor, section: str) -> bool:
    """Return whether the actor, one of the staff, answers for a section (as threads name it)."""
    duty = duty_of(actor)
    return duty is None or section in duty


def duties() -> dict[int, list[str]]:
    """Return the sections of each person who has any, by name (one query)."""
    found: dict[int, list[str]] = {}
    for person, section in Duty.objects.order_by("section").values_list("person", "section"):
        found.setdefault(person, []).append(section)
    return found
