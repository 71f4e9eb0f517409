"""Erase persons and guests: called by `flows.erase` alone, which asks every room."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.db.models import Q

from colonnade.kit import clock, ids
from colonnade.kit.pictures import SIZES
from colonnade.kit.refusals import Kind, Refusal
from colonnade.outbox.actions import record
from colonnade.people.actions.barring import lock_unless_last_owner
from colonnade.people.actions.spoiling import spoil_person
from colonnade.people.events import ErasureAsked
from colonnade.people.models import Erasure, Guest, Person
from colonnade.people.whom import Whom

# Seconds: a file is written before the row that names it.
_LATELY = 3600
_NOBODY = "–"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked: `texts` too, or the name alone; `by`, `name` and `reason` of an owner."""

    texts: bool
    due: datetime
    by: int | None = None
    name: str = ""
    reason: str = ""


@transaction.atomic
def keep_erasure(*, whom: Whom, wish: Wish) -> str:
    """Keep that somebody is to be erased and return the wish's public id; she is told by mail.

    Raises Refusal erasure_asked where it was asked already, and owner_last.
    """
    if whom.person is not None:
        lock_unless_last_owner(whom.person)
    try:
        with transaction.atomic():
            row = Erasure.objects.create(
                word=whom.word,
                person=whom.person,
                guest=whom.guest,
                texts=wish.texts,
                due=wish.due,
                by=wish.by,
                name=wish.name,
                reason=wish.reason,
            )
    except IntegrityError as error:
        raise Refusal("erasure_asked", Kind.CONFLICT) from error
    record(ErasureAsked(row.public_id))
    return row.public_id


@transaction.atomic
def keep_marked_erasure(*, marks: Iterable[str], wish: Wish) -> str:
    """Keep that somebody whose comments an import brought is to be erased; return the word.

    The caller has seen that none of her marks waits already.
    """
    row = Erasure.objects.create(
        word=ids.new_id(),
        marks=sorted(set(marks)),
        texts=wish.texts,
        due=wish.due,
        by=wish.by,
        name=wish.name,
        reason=wish.reason,
    )
    return row.word


@transaction.atomic
def widen_erasure(*, erasure: str, marks: Iterable[str]) -> None:
    """Keep more marks of her who is to be erased: a backup and a later import ask for each."""
    row = Erasure.objects.select_for_update().filter(public_id=erasure).first()
    if row is not None:
        row.marks = sorted({*row.marks, *marks})
        row.save(update_fields=["marks"])


@transaction.atomic
def drop_erasure(*, erasure: str) -> bool:
    """Undo a wish that is not carried out; False where there is none any more."""
    rows = Erasure.objects.filter(public_id=erasure, done=None)
    return bool(rows.filter(due__gt=clock.now()).delete()[0])


def drop_pictures(*, picture: str) -> None:
    """Delete the files of a portrait: before the row that names them, so that none is left."""
    for size in SIZES if picture else ():
        (portraits() / f"{picture}-{size}.webp").unlink(missing_ok=True)


def drop_pictures_but(*, kept: Collection[str]) -> None:
    """Delete all files of portraits whose name is not among `kept` and that are not just made."""
    lately = clock.now().timestamp() - _LATELY
    for path in portraits().glob("*.webp"):
        name = path.name.partition("-")[0]
        if name not in kept and path.stat().st_mtime < lately:
            path.unlink(missing_ok=True)


def portraits() -> Path:
    """Return the folder of the portraits."""
    return Path(settings.MEDIA_ROOT) / "portraits"


@transaction.atomic
def remove_person(*, person: int) -> None:
    """Delete an account with all that hangs on it: addresses, keys, links, sessions.

    Nothing that she wrote may hang on it any more.
    """
    row = Person.objects.filter(pk=person).first()
    if row is None:
        return
    _end_sessions_of(person)
    # Whom she had erased as an owner: that one did stays on record, not who.
    Erasure.objects.filter(by=person).update(by=None, name=_NOBODY)
    spoil_person(row.handle)
    Guest.objects.filter(person=person).update(person=None)
    row.delete()


def lock_for_good(*, whom: Whom) -> None:
    """Lock her account, and the keys that hang on it, or her key, before it is removed.

    Whoever is about to write as her waits, or has written already.
    """
    keys = Q(pk=whom.guest) if whom.person is None else Q(person=whom.person)
    list(Person.objects.select_for_update().filter(pk=whom.person or 0).values_list("pk"))
    list(Guest.objects.select_for_update().filter(keys).order_by("pk").values_list("pk"))


def remove_guest(*, guest: int) -> None:
    """Delete what is kept of a guest's key; nothing that she wrote may hang on it any more."""
    Guest.objects.filter(pk=guest).delete()


def settle_erasure(*, erasure: str) -> None:
    """Keep that it is done; her number, and who asked for her, are forgotten."""
    Erasure.objects.filter(public_id=erasure).update(
        done=clock.now(), person=None, guest=None, by=None, name="", reason=""
    )


def note_erased(*, word: str, texts: bool) -> str:
    """Keep that somebody is to be erased (again) at once: a backup brought her back."""
    now = clock.now()
    waiting = Erasure.objects.filter(word=word, done=None).first()
    if waiting is not None:
        Erasure.objects.filter(pk=waiting.pk).update(texts=texts or waiting.texts, due=now)
        return waiting.public_id
    return Erasure.objects.create(word=word, texts=texts, due=now).public_id


def note_erased_marks(*, marks: Iterable[str], texts: bool) -> str:
    """Keep the same of those whose comments an import brought, by their marks."""
    found = sorted(set(marks))
    row = Erasure.objects.create(word=ids.new_id(), marks=found, texts=texts, due=clock.now())
    return row.public_id


def delay_erasure(*, erasure: str, until: datetime) -> None:
    """Try again then."""
    Erasure.objects.filter(public_id=erasure).update(due=until)


def _end_sessions_of(person: int) -> None:
    """Delete her sessions' rows; what signed her in was worthless already."""
    for one in Session.objects.iterator(chunk_size=500):
        known = one.get_decoded()
        shut_out = known.get("shut-out") or {}
        if known.get("_auth_user_id") == str(person) or shut_out.get("person") == person:
            one.delete()
