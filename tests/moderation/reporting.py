"""Readers who report, and what they send."""

from datetime import timedelta
from typing import Any

from colonnade.flows.report import Notice
from colonnade.kit import clock
from colonnade.people.models import Person
from colonnade.people.reading import Actor, actor_of
from tests.factories import make_person

WHY = {"words": "It names my street.", "name": "Ida Third", "email": "ida@example.org"}


def grown(number: int = 1, *, days: float = 400) -> Actor:
    """Return a member since so many days, with an address of her own."""
    person = make_person()
    Person.objects.filter(pk=person.pk).update(joined=clock.now() - timedelta(days=days))
    return actor_of(person, address=f"198.51.100.{number}")


def broken(comment: str, rule: int = 1) -> Notice:
    return Notice(comment, "rule", rule=rule)


def legal(comment: str, kind: str = "illegal", **changed: object) -> Notice:
    typed: dict[str, Any] = {**WHY, "good_faith": True, **changed}
    return Notice(comment, kind, **typed)
