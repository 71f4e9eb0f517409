"""One-time sign-in links."""

from datetime import timedelta

from django.db import transaction

from colonnade.kit import clock, ids
from colonnade.kit.names import skeleton
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.models import Person, SignInLink

_LINK_LIFE = timedelta(hours=24)


_LINK_LIFE = timedelta(hours=24)


def make_link(*, name: str = "", role: str = "") -> str:
    """Return the secret of a fresh one-time sign-in link, valid for a day.

    For the person of this name, or the first active one of this role. Raises Refusal
    person_missing.
    """
    rows = Person.objects.filter(is_active=True, sample=False).order_by("pk")
    rows = rows.filter(name_key=skeleton(name)) if name else rows.filter(role=role)
    person = rows.first()
    if person is None:
        raise Refusal("person_missing", Kind.MISSING, name=name or role)
    token = ids.new_token()
    SignInLink.objects.create(
        person=person, fingerprint=ids.fingerprint(token), expires=clock.now() + _LINK_LIFE
    )
    return token


@transaction.atomic
def spend_link(*, token: str) -> Person:
    """Use a one-time link up and return whom it signs in; raises Refusal link_spent."""
    links = SignInLink.objects.filter(fingerprint=ids.fingerprint(token), used=None)
    spent = links.filter(expires__gt=clock.now()).update(used=clock.now())
    row = SignInLink.objects.filter(fingerprint=ids.fingerprint(token)).first()
    if not spent or row is None or not row.person.is_active:
        raise Refusal("link_spent", Kind.DENIED)
    return row.person


def is_link_good(*, token: str) -> bool:
    """Return whether a one-time link would still work."""
    links = SignInLink.objects.filter(fingerprint=ids.fingerprint(token), used=None)
    return links.filter(expires__gt=clock.now(), person__is_active=True).exists()
