"""Give roles, and sections: called from above alone, where a record is kept."""

from collections.abc import Iterable

from django.db import transaction

from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.actions.barring import lock_unless_last_owner, lock_with_owners
from colonnade.people.actions.spoiling import spoil_person
from colonnade.people.models import Person
from colonnade.people.policy import ROLES


@transaction.atomic
def change_role(*, person: int, role: str) -> str:
    """Give a person another role and return the one before; raises Refusal role_unknown or
    owner_last.
    """
    if role not in ROLES:
        raise Refusal("role_unknown", Kind.INVALID, role=role, known=", ".join(ROLES))
    is_safe = role == "owner"
    row = lock_with_owners(person)[person] if is_safe else lock_unless_last_owner(person)
    before, row.role = row.role, role
    row.save(update_fields=["role", "is_superuser"])
    spoil_person(row.handle)
    return before


def bind_to_sections(*, person: int, sections: Iterable[str]) -> None:
    """Keep for which sections a moderator answers: it goes with her wherever she acts."""
    Person.objects.filter(pk=person).update(sections=sorted(set(sections)))
