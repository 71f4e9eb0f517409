"""Who somebody is, as frozen values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Q, When

from colonnade.kit import ids
from colonnade.kit.names import skeleton
from colonnade.kit.refusals import Kind, Refusal
from colonnade.outbox.rows import first
from colonnade.people.models import PLACEHOLDER, Person

_GUEST = "SELECT id, person FROM people_guest WHERE fingerprint = %s"
_BEARER = "SELECT id FROM people_person WHERE name_key = %s AND id <> %s"
_STAFF_FIRST = Case(When(role="member", then=1), default=0)


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever asks or acts: a member (`person` set), a guest with a key (`guest` set), or nobody.

    `address` is the visitor's network address, for limits only. `sections` are those that a
    moderator answers for, none where she answers for all. `known` is the member who logged in in
    this guest's browser, for the measures on her alone.
    """

    person: int | None = None
    guest: int | None = None
    name: str = ""
    handle: str = ""
    role: str = ""
    address: str = ""
    picture: str = ""
    sections: frozenset[str] = frozenset()
    known: int | None = None

    @property
    def is_member(self) -> bool:
        """Return whether the actor is signed in."""
        return self.person is not None


@dataclass(frozen=True, slots=True)
class Profile:
    """What others see of a person."""

    id: int
    handle: str
    name: str
    role: str
    picture: str


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who is told when comments wait."""

    id: int
    name: str
    email: str
    role: str
    suspended: bool = False

    @property
    def is_reachable(self) -> bool:
        """Return whether mail gets to her: the owner whom the first start made has no address
        until she gives one.
        """
        return not self.email.endswith(".invalid")


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the owner's screen shows it."""

    handle: str
    name: str
    email: str
    role: str
    picture: str
    joined: datetime
    suspended: bool


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """An account as its own person sees it; `email` is empty as long as she has given none.

    `is_settled`: she can sign in by herself, with an address and a password.
    """

    name: str
    email: str
    is_settled: bool


def accounts(*, like: str = "", limit: int = 50, skip: int = 0) -> list[Account]:
    """Return accounts whose name or address holds `like`, staff first, then newest (one query)."""
    rows = Person.objects.filter(sample=False).order_by(_STAFF_FIRST, "-pk")
    if like:
        key = skeleton(like)
        named = Q(name_key__contains=key) if key else Q()
        rows = rows.filter(named | Q(email__icontains=like))
    fields = ("handle", "name", "email", "role", "picture", "joined", "is_active")
    return [
        Account(handle, name, email, role, picture, joined, suspended=not is_active)
        for handle, name, email, role, picture, joined, is_active in rows.values_list(*fields)[
            skip : skip + limit
        ]
    ]


def actor_of(person: Person, *, address: str = "") -> Actor:
    """Return the acting value of a signed-in person."""
    return Actor(
        person=person.pk,
        name=person.name,
        handle=person.handle,
        role=person.role,
        address=address,
        picture=person.picture,
        # Editors and owners answer for all.
        sections=frozenset(person.sections if person.role == "moderator" else ()),
    )


def guest_actor(token: str, *, address: str = "") -> Actor:
    """Return the acting value of whoever holds this private key; of nobody where none does."""
    found = first(_GUEST, ids.fingerprint(token)) if token else None
    if found is None:
        return Actor(address=address)
    guest, known = found
    return Actor(guest=int(guest), known=int(known) if known else None, address=address)


def guest_of(token: str) -> int | None:
    """Return the id of the guest who holds this private key, or None."""
    return guest_actor(token).guest


def profile_of(handle: str) -> Profile | None:
    """Return the public profile behind a handle, or None."""
    row = Person.objects.filter(handle=handle, is_active=True).first()
    if row is None:
        return None
    return Profile(row.pk, row.handle, row.name, row.role, row.picture)


def handles_of(people: Iterable[int]) -> list[str]:
    """Return the handles of these people (one query, none for nobody)."""
    wanted = list(people)
    rows = Person.objects.filter(pk__in=wanted).order_by("pk") if wanted else Person.objects.none()
    return list(rows.values_list("handle", flat=True))


def actor_named(person: int) -> Actor | None:
    """Return the acting value of somebody by her id, None where she is shut out (one query)."""
    row = Person.objects.filter(pk=person, is_active=True).first()
    return actor_of(row) if row else None


def people_behind(handles: Iterable[str]) -> dict[str, int]:
    """Return the ids of the people behind these handles (one query)."""
    rows = Person.objects.filter(handle__in=set(handles))
    return dict(rows.values_list("handle", "pk"))


def handle_of_name(name: str) -> str:
    """Return the handle of the person of this name; raises Refusal person_missing."""
    handle = Person.objects.filter(name_key=skeleton(name)).values_list("handle", flat=True).first()
    if handle is None:
        raise Refusal("person_missing", Kind.MISSING, name=name)
    return handle


def is_name_of_member(name: str, *, besides: int | None = None) -> bool:
    """Return whether a member other than `besides` bears this name or one that looks like it."""
    return first(_BEARER, skeleton(name), besides or 0) is not None


def duties() -> dict[int, list[str]]:
    """Return the sections of each person who answers for some alone, by name (one query)."""
    rows = Person.objects.exclude(sections=[]).values_list("pk", "sections")
    return {person: sorted(sections) for person, sections in rows}


def staff() -> list[StaffMember]:
    """Return all who moderate, oldest account first."""
    rows = Person.objects.exclude(role="member").filter(is_active=True, sample=False)
    return [StaffMember(row.pk, row.name, row.email, row.role) for row in rows.order_by("pk")]


def joined_of(person: int) -> datetime:
    """Return since when somebody has her account."""
    return Person.objects.values_list("joined", flat=True).get(pk=person)


def own_account(person: int) -> OwnAccount:
    """Return what a person sees of her own account."""
    row = Person.objects.get(pk=person)
    return OwnAccount(
        name=row.name,
        email="" if row.email.endswith(PLACEHOLDER) else row.email,
        is_settled=row.is_settled,
    )


def mail_for_reasons(person: int) -> str:
    """Return her address if she confirmed it and wants to be told decisions by mail, else ''."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - needs Django's registry

    row = Person.objects.filter(pk=person, reasons_mail=True, sample=False).first()
    if row is None:
        return ""
    confirmed = EmailAddress.objects.filter(user=row, email__iexact=row.email, verified=True)
    return row.email if confirmed.exists() else ""


def count_sample_people() -> int:
    """Return how many accounts are sample content."""
    return Person.objects.filter(sample=True).count()


def has_owner() -> bool:
    """Return whether the site has an owner."""
    return Person.objects.filter(role="owner", sample=False).exists()


def owner_not_seen() -> str | None:
    """Return the name of the owner as long as no owner has ever signed in, else None."""
    owners = Person.objects.filter(role="owner", is_active=True, sample=False)
    if owners.exclude(last_login=None).exists():
        return None
    return owners.order_by("pk").values_list("name", flat=True).first()


def people() -> list[StaffMember]:
    """Return every account that is not sample content, oldest first."""
    rows = Person.objects.filter(sample=False).order_by("pk")
    return [
        StaffMember(row.pk, row.name, row.email, row.role, suspended=not row.is_active)
        for row in rows
    ]
