"""Keep what a person chose for herself, and know a guest by her key."""

from functools import partial

from django.db import transaction
from django.db.models import F

from colonnade.kit import clock, ids
from colonnade.outbox.rows import first
from colonnade.people.actions.erasing import drop_pictures
from colonnade.people.actions.spoiling import spoil_person
from colonnade.people.models import Guest, Person
from colonnade.people.whom import whom_of

_MAKE_GUEST = """
INSERT INTO people_guest (fingerprint, created) VALUES (%s, %s)
ON CONFLICT (fingerprint) DO NOTHING RETURNING id
"""
_GUEST = "SELECT id FROM people_guest WHERE fingerprint = %s"


def end_sessions(*, person: int) -> None:
    """Sign the person out everywhere."""
    Person.objects.filter(pk=person).update(session_epoch=F("session_epoch") + 1)


def keep_viewing(*, person: int, viewing: str) -> None:
    """Keep the person's viewing options, in their short form; empty for the defaults."""
    Person.objects.filter(pk=person).update(viewing=viewing)


def keep_shortcuts(*, person: int, on: bool) -> None:
    """Keep whether single-key shortcuts work for this person."""
    Person.objects.filter(pk=person).update(shortcuts=on)


def keep_reasons_mail(*, person: int, on: bool) -> None:
    """Keep whether she is told by mail, too, what was decided about her."""
    Person.objects.filter(pk=person).update(reasons_mail=on)


@transaction.atomic
def keep_picture(*, person: int, picture: str) -> None:
    """Keep the name under which the person's picture is stored; empty for none.

    The files of the one before are deleted.
    """
    row = Person.objects.select_for_update(no_key=True).get(pk=person)
    before, row.picture = row.picture, picture
    row.save(update_fields=["picture"])
    if before != picture:
        transaction.on_commit(partial(drop_pictures, picture=before))
    spoil_person(row.handle)


def know_browser(*, person: int, token: str) -> None:
    """Keep that this member logged in where this guest's key is.

    One who is shut out stays known there, whoever logs in next.
    """
    guest = ensure_guest(token=token)
    before = Guest.objects.values_list("person", flat=True).get(pk=guest)
    known = whom_of(person=before, guest=None)
    if before != person and (known is None or not known.barred):
        Guest.objects.filter(pk=guest).update(person=person)


def ensure_guest(*, token: str) -> int:
    """Return the id of the guest who holds this private key, made if new."""
    mark = ids.fingerprint(token)
    found = first(_MAKE_GUEST, mark, clock.now()) or first(_GUEST, mark)
    if found is None:
        raise AssertionError("a guest was neither made nor there")
    return int(found[0])
