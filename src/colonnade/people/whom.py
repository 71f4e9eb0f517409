"""Whom something is about: a member by her handle, a guest by a word that follows from her key."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from colonnade.kit import clock
from colonnade.people.models import Guest, Person

# The public word of a guest: the first digits of what is kept of her key, in letters of our ids.
_DIGITS, _LETTERS = "0123456789abcdef", "bcdfghjkmnpqrstv"
_TO_WORD, _TO_DIGITS = str.maketrans(_DIGITS, _LETTERS), str.maketrans(_LETTERS, _DIGITS)
_LENGTH = 12
# Comes after each of the digits, in whatever order a database has.
_BEYOND = "g"


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody whom a decision may meet: `word` is her handle, or her word as a guest.

    `since` is when she came. `barred`: she is shut out, `until` then or (None) without an end.
    """

    word: str
    person: int | None
    guest: int | None
    name: str
    role: str
    since: datetime
    barred: bool = False
    until: datetime | None = None
    sample: bool = False

    @property
    def is_staff(self) -> bool:
        """Return whether she is one of the staff."""
        return self.person is not None and self.role != "member"


def whom_by_handle(handle: str) -> Whom | None:
    """Return the member behind a handle, shut out or not, or None."""
    row = Person.objects.filter(handle=handle).first()
    return _whom(row) if row else None


def whom_by_guest_word(word: str) -> Whom | None:
    """Return the guest of this word, or None."""
    if len(word) != _LENGTH or set(word) - set(_LETTERS):
        return None
    start = word.translate(_TO_DIGITS)
    rows = Guest.objects.filter(fingerprint__gte=start, fingerprint__lt=start + _BEYOND)
    row = rows.order_by("pk").first()
    return _guest(row) if row else None


def whom_of(*, person: int | None, guest: int | None) -> Whom | None:
    """Return the member or guest of this id, or None."""
    if person is not None:
        member = Person.objects.filter(pk=person).first()
        return _whom(member) if member else None
    row = Guest.objects.filter(pk=guest).first() if guest is not None else None
    return _guest(row) if row else None


def whose(person: int | None, guest: int | None) -> Q:
    """Return the condition on rows with a `person` and a `guest` that they are hers.

    A member's rows count whatever guest they name; without either there are none.
    """
    if person is not None:
        return Q(person=person)
    return Q(guest=guest, guest__isnull=False)


def _whom(row: Person) -> Whom:
    barred = not row.is_active
    until = row.barred_until if barred else None
    return Whom(row.handle, row.pk, None, row.name, row.role, row.joined, barred, until, row.sample)


def _guest(row: Guest) -> Whom:
    word = row.fingerprint[:_LENGTH].translate(_TO_WORD)
    return Whom(word, None, row.pk, "", "", row.created)


def due_to_come_in() -> list[int]:
    """Return who is shut out until a moment that has come."""
    rows = Person.objects.filter(is_active=False, barred_until__lte=clock.now())
    return list(rows.order_by("pk").values_list("pk", flat=True))


def came_between(start: datetime, end: datetime) -> list[tuple[int | None, int | None]]:
    """Return (person, guest) of all who came in this time, sample content aside (two queries)."""
    people = Person.objects.filter(joined__gt=start, joined__lte=end, sample=False)
    guests = Guest.objects.filter(created__gt=start, created__lte=end)
    members: list[tuple[int | None, int | None]] = [
        (pk, None) for pk in people.values_list("pk", flat=True)
    ]
    return members + [(None, pk) for pk in guests.values_list("pk", flat=True)]
