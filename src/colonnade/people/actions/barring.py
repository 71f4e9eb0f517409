"""Shut somebody out, let her in again: `flows.measure` alone calls it, which keeps a record."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import F, Q

from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.actions.spoiling import spoil_person
from colonnade.people.models import Person
from colonnade.people.whom import due_to_come_in

# The name of PostgreSQL's lock on who holds which office: any number that nobody else uses.
_OFFICES = 7_205_001


@transaction.atomic
def shut_out(*, person: int, until: datetime | None) -> None:
    """Shut a person out until then, or (None) until somebody lets her in; her sessions end.

    Raises Refusal owner_last.
    """
    row = lock_unless_last_owner(person)
    _keep(row, is_active=False, barred_until=until)


@transaction.atomic
def close_account(*, person: int) -> None:
    """Let no way lead into an account that is being erased; her sessions end.

    Raises Refusal owner_last.
    """
    row = lock_unless_last_owner(person)
    _keep(row, is_active=False, barred_until=None)


@transaction.atomic
def unbar(*, person: int) -> None:
    """Let a person in again; sessions that ended stay ended."""
    row = lock_with_owners(person)[person]
    _keep(row, is_active=True, barred_until=None)


def let_in_due() -> None:
    """Write down for whom the time is over: she may sign in already, her profile comes back."""
    for person in due_to_come_in():
        unbar(person=person)


def lock_with_owners(person: int) -> dict[int, Person]:
    """Lock a person together with all owners until the transaction ends; return their rows by id.

    One after the other, whoever asks, so that the owners stay the same ones when this comes twice.
    What merely names a person, as a comment does, does not wait.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_OFFICES])
    among = Q(pk=person) | Q(role="owner", is_active=True)
    rows = Person.objects.select_for_update(no_key=True).filter(among).order_by("pk")
    return {row.pk: row for row in rows}


def lock_unless_last_owner(person: int) -> Person:
    """Lock the same, so that two owners cannot take the office from each other at once.

    Returns her row; raises Refusal owner_last.
    """
    found = lock_with_owners(person)
    owners = [row for row in found.values() if row.role == "owner" and row.is_active]
    if {row.pk for row in owners if not row.sample} == {person}:
        raise Refusal("owner_last", Kind.CONFLICT)
    return found[person]


def _keep(row: Person, *, is_active: bool, barred_until: datetime | None) -> None:
    Person.objects.filter(pk=row.pk).update(
        is_active=is_active, barred_until=barred_until, session_epoch=F("session_epoch") + 1
    )
    spoil_person(row.handle)
