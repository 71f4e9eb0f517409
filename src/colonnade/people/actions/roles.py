"""Give roles, and shut people out."""

from django.db import transaction
from django.db.models import F

from colonnade.kit.names import skeleton
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.actions.spoiling import spoil_person
from colonnade.people.models import Person
from colonnade.people.policy import ROLES


@transaction.atomic
def change_role(*, name: str, role: str) -> None:
    """Give the person of this name another role; raises Refusal role_unknown, person_missing
    or owner_last.
    """
    if role not in ROLES:
        raise Refusal("role_unknown", Kind.INVALID, role=role, known=", ".join(ROLES))
    person = _named(name)
    if role != "owner":
        _insist_on_another_owner(person)
    person.role = role
    person.save(update_fields=["role", "is_superuser"])
    spoil_person(person.handle)


@transaction.atomic
def change_role_of(*, handle: str, role: str, by: int) -> None:
    """Give somebody else's account another role.

    Raises Refusal role_unknown, person_missing, own_account or owner_last.
    """
    if role not in ROLES:
        raise Refusal("role_unknown", Kind.INVALID, role=role, known=", ".join(ROLES))
    person = _other_account(handle, by)
    if role != "owner":
        _insist_on_another_owner(person)
    person.role = role
    person.save(update_fields=["role", "is_superuser"])
    spoil_person(person.handle)


@transaction.atomic
def suspend(*, name: str, suspended: bool = True) -> None:
    """Shut a person out (her sessions end at once) or let her in again."""
    person = _named(name)
    if suspended:
        _insist_on_another_owner(person)
    Person.objects.filter(pk=person.pk).update(
        is_active=not suspended, session_epoch=F("session_epoch") + 1
    )
    spoil_person(person.handle)


@transaction.atomic
def suspend_account(*, handle: str, suspended: bool, by: int) -> None:
    """Shut somebody else out (her sessions end at once) or let her in again.

    Raises Refusal person_missing, own_account or owner_last.
    """
    person = _other_account(handle, by)
    if suspended:
        _insist_on_another_owner(person)
    suspend(name=person.name, suspended=suspended)


def _named(name: str) -> Person:
    person = Person.objects.filter(name_key=skeleton(name)).first()
    if person is None:
        raise Refusal("person_missing", Kind.MISSING, name=name)
    return person


def _other_account(handle: str, by: int) -> Person:
    person = Person.objects.filter(handle=handle, sample=False).first()
    if person is None:
        raise Refusal("person_missing", Kind.MISSING, name=handle)
    if person.pk == by:
        raise Refusal("own_account", Kind.DENIED)
    return person


def _insist_on_another_owner(person: Person) -> None:
    """Lock the owners, so that two of them cannot take the office from each other at once."""
    owners = Person.objects.select_for_update().filter(role="owner", is_active=True)
    if {owner.pk for owner in owners.filter(sample=False).order_by("pk")} == {person.pk}:
        raise Refusal("owner_last", Kind.CONFLICT)
