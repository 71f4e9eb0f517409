"""Say who has the law desk besides the owners."""

from collections.abc import Collection

from django.db import transaction

from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions.orders import set_law_duty
from colonnade.moderation.reading.orders import law_duties
from colonnade.people.policy import may_own
from colonnade.people.reading import Actor, staff


@transaction.atomic
def give_law_desk(*, actor: Actor, people: Collection[int]) -> None:
    """Let these of the staff (ids), and no others, have it; raises Refusal owners_only.

    Whoever is not of the staff is passed over.
    """
    if not may_own(actor):
        raise Refusal("owners_only", Kind.DENIED)
    wanted = {one.id for one in staff() if one.role != "owner"} & set(people)
    before = law_duties()
    for person in wanted - before:
        set_law_duty(person=person, on=True)
    for person in before - wanted:
        set_law_duty(person=person, on=False)
