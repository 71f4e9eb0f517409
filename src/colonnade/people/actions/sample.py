"""The accounts of sample content."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.db.models import ProtectedError

from colonnade.kit import ids
from colonnade.kit.keys import SITE
from colonnade.kit.names import skeleton
from colonnade.outbox.actions import spoil
from colonnade.people.models import NEWSROOM, Person


@transaction.atomic
def add_sample_people(
    *, people: Sequence[tuple[str, str]], seed: int, moment: datetime
) -> list[int]:
    """Make the accounts (name, role) of sample content and return their ids in order.

    Nobody can sign in with them. One that is there already is taken again; where a real member
    has a name, a number is put behind it. The names must differ in their looks. Handles follow
    from `seed`.
    """
    rows = [_sample_person(*person, ids.id_from(seed + n)) for n, person in enumerate(people)]
    bearers = Person.objects.filter(name_key__in=[row.name_key for row in rows], sample=False)
    taken = set(bearers.values_list("name_key", flat=True))
    for number, row in enumerate(rows):
        row.joined = moment
        if row.name_key in taken:
            row.name = f"{row.name} {number + 2}"
            row.name_key = skeleton(row.name)
    there = Person.objects.filter(name_key__in=[row.name_key for row in rows])
    known = set(there.values_list("name_key", flat=True))
    Person.objects.bulk_create(row for row in rows if row.name_key not in known)
    keys = dict(there.all().values_list("name_key", "pk"))
    return [keys[row.name_key] for row in rows]


@transaction.atomic
def remove_sample_people() -> int:
    """Delete the accounts of sample content and return how many; what they wrote must be gone.

    One that something still hangs on stays.
    """
    gone = 0
    for person in Person.objects.filter(sample=True).order_by("pk"):
        try:
            with transaction.atomic():
                person.delete()
        except ProtectedError:
            continue
        gone += 1
    if gone:
        spoil(SITE)
    return gone


def _sample_person(name: str, role: str, handle: str) -> Person:
    email = f"{handle}@sample.invalid"
    password = f"{UNUSABLE_PASSWORD_PREFIX}sample"
    return Person(
        handle=handle,
        email=email,
        name=name,
        name_key=skeleton(name),
        role=role,
        password=password,
        sample=True,
        is_superuser=role in NEWSROOM,
    )
