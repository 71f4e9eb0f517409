"""Make and change accounts, guests and one-time links."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import F, ProtectedError

from colonnade.kit import clock, ids
from colonnade.kit.names import skeleton, tidy_name
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import check_characters
from colonnade.people.models import NEWSROOM, PLACEHOLDER, Guest, Person, SignInLink
from colonnade.people.policy import ROLES
from colonnade.people.reading import is_name_of_member

_LINK_LIFE = timedelta(hours=24)


def claim_name(*, raw: str, besides: int | None = None, staff: bool = False) -> str:
    """Return the tidy form of a name that this account (`besides`) may bear.

    Raises Refusal name_taken or name_reserved, those of `tidy_name` and of `check_characters`.
    Staff may bear a reserved word ("Editor"), since their role is shown and checked.
    """
    check_characters(raw, field="name")
    name = tidy_name(raw, staff=staff)
    if is_name_of_member(name, besides=besides):
        raise Refusal("name_taken", Kind.CONFLICT, name=name)
    return name


def claim_guest_name(*, raw: str) -> str:
    """Return the tidy form of a free name for a guest; raises like `claim_name`."""
    return claim_name(raw=raw)


@transaction.atomic
def add_person(*, name: str, email: str, role: str = "member", password: str | None = None) -> int:
    """Make an account with a confirmed address and return its id.

    Without a password only one-time links and a reset lead in. Raises Refusal role_unknown,
    email_invalid, email_taken and those of `claim_name`.
    """
    if role not in ROLES:
        raise Refusal("role_unknown", Kind.INVALID, role=role, known=", ".join(ROLES))
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refusal("email_invalid", Kind.INVALID, email=email) from error
    final = claim_name(raw=name, staff=role != "member")
    person = Person(name=final, name_key=skeleton(final), email=email.lower(), role=role)
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        if is_name_of_member(final):
            raise Refusal("name_taken", Kind.CONFLICT, name=final) from error
        raise Refusal("email_taken", Kind.CONFLICT, email=email) from error
    confirm_address(person=person)
    return person.pk


def confirm_address(*, person: Person) -> None:
    """Mark the person's address as confirmed in the accounts library."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - needs Django's registry

    EmailAddress.objects.update_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )


def check_email(*, raw: str, besides: int | None = None) -> str:
    """Return an address that this account (`besides`) may have, in small letters.

    Raises Refusal email_invalid or email_taken.
    """
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - needs Django's registry

    email = raw.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refusal("email_invalid", Kind.INVALID, email=email) from error
    bearers = Person.objects.filter(email=email).exclude(pk=besides or 0)
    others = EmailAddress.objects.filter(email__iexact=email, verified=True).exclude(user=besides)
    if email.endswith(PLACEHOLDER) or bearers.exists() or others.exists():
        raise Refusal("email_taken", Kind.CONFLICT, email=email)
    return email


def check_password(*, password: str, name: str = "", email: str = "") -> None:
    """Raise Refusal password_missing, or password_weak (why, in words)."""
    if not password:
        raise Refusal("password_missing", Kind.INVALID)
    try:
        validate_password(password, Person(name=name, email=email))
    except ValidationError as error:
        raise Refusal("password_weak", Kind.INVALID, why=" ".join(error.messages)) from error


@transaction.atomic
def set_up_account(*, person: int, name: str, email: str, password: str) -> None:
    """Give an account that nobody has used yet its name, confirmed address and password.

    Raises Refusal account_settled where it has a password and an address already, and those of
    `claim_name`, `check_email` and `check_password`.
    """
    row = Person.objects.select_for_update().get(pk=person)
    if row.is_settled:
        raise Refusal("account_settled", Kind.CONFLICT)
    row.name = claim_name(raw=name, besides=person, staff=row.role != "member")
    row.name_key = skeleton(row.name)
    row.email = check_email(raw=email, besides=person)
    check_password(password=password, name=row.name, email=row.email)
    row.set_password(password)
    row.save(update_fields=["name", "name_key", "email", "password"])
    _forget_other_addresses(row)
    confirm_address(person=row)


def _forget_other_addresses(person: Person) -> None:
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - needs Django's registry

    EmailAddress.objects.filter(user=person).delete()


@transaction.atomic
def rename(*, person: int, name: str) -> str:
    """Give a person another name and return its tidy form; raises like `claim_name`."""
    row = Person.objects.select_for_update().get(pk=person)
    row.name = claim_name(raw=name, besides=person, staff=row.role != "member")
    row.name_key = skeleton(row.name)
    row.save(update_fields=["name", "name_key"])
    return row.name


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


@transaction.atomic
def suspend(*, name: str, suspended: bool = True) -> None:
    """Shut a person out (her sessions end at once) or let her in again."""
    person = _named(name)
    if suspended:
        _insist_on_another_owner(person)
    Person.objects.filter(pk=person.pk).update(
        is_active=not suspended, session_epoch=F("session_epoch") + 1
    )


def _named(name: str) -> Person:
    person = Person.objects.filter(name_key=skeleton(name)).first()
    if person is None:
        raise Refusal("person_missing", Kind.MISSING, name=name)
    return person


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


@transaction.atomic
def suspend_account(*, handle: str, suspended: bool, by: int) -> None:
    """Shut somebody else out (her sessions end at once) or let her in again.

    Raises Refusal person_missing, own_account or owner_last.
    """
    person = _other_account(handle, by)
    if suspended:
        _insist_on_another_owner(person)
    suspend(name=person.name, suspended=suspended)


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


def end_sessions(*, person: int) -> None:
    """Sign the person out everywhere."""
    Person.objects.filter(pk=person).update(session_epoch=F("session_epoch") + 1)


def keep_viewing(*, person: int, viewing: str) -> None:
    """Keep the person's viewing options, in their short form; empty for the defaults."""
    Person.objects.filter(pk=person).update(viewing=viewing)


def keep_shortcuts(*, person: int, on: bool) -> None:
    """Keep whether single-key shortcuts work for this person."""
    Person.objects.filter(pk=person).update(shortcuts=on)


def keep_picture(*, person: int, picture: str) -> None:
    """Keep the name under which the person's picture is stored; empty for none."""
    Person.objects.filter(pk=person).update(picture=picture)


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


def ensure_guest(*, token: str) -> int:
    """Return the id of the guest who holds this private key, made if new."""
    row, _ = Guest.objects.get_or_create(fingerprint=ids.fingerprint(token))
    return row.pk
