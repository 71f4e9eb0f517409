"""Give somebody another role, and keep who did."""

from django.db import transaction

from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions import keep_decision
from colonnade.moderation.ruling import Ruling
from colonnade.moderation.table import PERSON
from colonnade.people.actions import change_role
from colonnade.people.policy import may_own
from colonnade.people.reading import Actor
from colonnade.people.whom import whom_by_handle


@transaction.atomic
def give_role(*, actor: Actor, handle: str, role: str) -> None:
    """Give somebody else another role and record it; the public log does not tell it.

    Raises Refusal owners_only, role_unknown, person_missing, own_account or owner_last.
    """
    if not may_own(actor):
        raise Refusal("owners_only", Kind.DENIED)
    whom = whom_by_handle(handle)
    if whom is None or whom.person is None or whom.sample:
        raise Refusal("person_missing", Kind.MISSING, name=handle)
    if actor.person == whom.person:
        raise Refusal("own_account", Kind.DENIED)
    before = change_role(person=whom.person, role=role)
    if before != role:
        keep_decision(actor=actor, ruling=Ruling(handle, "role", before, role, kind=PERSON))
