"""Make accounts, and change what they sign in with."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from colonnade.kit.names import skeleton
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.actions.names import claim_name
from colonnade.people.actions.spoiling import spoil_person
from colonnade.people.models import PLACEHOLDER, Person
from colonnade.people.policy import ROLES
from colonnade.people.reading import is_name_of_member


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
    _save(person)
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
    row = Person.objects.select_for_update(no_key=True).get(pk=person)
    if row.is_settled:
        raise Refusal("account_settled", Kind.CONFLICT)
    row.name = claim_name(raw=name, besides=person, staff=row.role != "member")
    row.name_key = skeleton(row.name)
    row.email = check_email(raw=email, besides=person)
    check_password(password=password, name=row.name, email=row.email)
    row.set_password(password)
    _save(row, "name", "name_key", "email", "password")
    spoil_person(row.handle)
    _forget_other_addresses(row)
    confirm_address(person=row)


def _save(person: Person, *fields: str) -> None:
    """Keep her; raises Refusal name_taken or email_taken where another one was faster."""
    try:
        with transaction.atomic():
            person.save(update_fields=fields or None)
    except IntegrityError as error:
        if is_name_of_member(person.name, besides=person.pk):
            raise Refusal("name_taken", Kind.CONFLICT, name=person.name) from error
        raise Refusal("email_taken", Kind.CONFLICT, email=person.email) from error


def _forget_other_addresses(person: Person) -> None:
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - needs Django's registry

    EmailAddress.objects.filter(user=person).delete()


@transaction.atomic
def rename(*, person: int, name: str) -> str:
    """Give a person another name and return its tidy form; raises like `claim_name`."""
    row = Person.objects.select_for_update(no_key=True).get(pk=person)
    row.name = claim_name(raw=name, besides=person, staff=row.role != "member")
    row.name_key = skeleton(row.name)
    _save(row, "name", "name_key")
    spoil_person(row.handle)
    return row.name
