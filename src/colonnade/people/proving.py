"""Whether it is really she who asks: before what cannot be undone."""

from datetime import timedelta

from django.contrib.auth.hashers import check_password

from colonnade.kit import clock
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.models import Person

# For who has no password and comes in by links.
_LATELY = timedelta(minutes=10)


def has_password(person: int) -> bool:
    """Return whether she signs in with a password."""
    return Person.objects.get(pk=person).has_usable_password()


def prove(*, person: int, password: str) -> None:
    """Return where it is she; raises Refusal erasure_proof, or erasure_sign_in: sign in anew."""
    row = Person.objects.get(pk=person)
    if row.has_usable_password():
        if not check_password(password, row.password):
            raise Refusal("erasure_proof", Kind.DENIED)
    elif row.last_login is None or row.last_login < clock.now() - _LATELY:
        raise Refusal("erasure_sign_in", Kind.DENIED)
