"""Persons with accounts, guests with keys, and one-time sign-in links."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from colonnade.kit import clock, ids

# The roles that write and publish.
NEWSROOM = ("editor", "owner")

# Nobody's address: that of the owner whom the first start makes.
PLACEHOLDER = "@localhost.invalid"


class PersonManager(BaseUserManager["Person"]):
    """Looks persons up the way the sign-in needs."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Return the person with this address."""
        return self.get(email=username)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account."""

    handle = models.CharField(max_length=16, unique=True, default=ids.new_id)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=60)
    # What a name looks like; the same verdict in every database, whatever its collation.
    name_key = models.CharField(max_length=240, unique=True)
    role = models.CharField(max_length=16, default="member")
    is_active = models.BooleanField(default=True)
    # Where she is shut out: until when; none: until somebody lets her in.
    barred_until = models.DateTimeField(null=True, blank=True)
    joined = models.DateTimeField(default=clock.now)
    sample = models.BooleanField(default=False)
    picture = models.CharField(max_length=32, blank=True)
    viewing = models.CharField(max_length=60, blank=True)
    shortcuts = models.BooleanField(default=True)
    # What is decided about her comes by mail too.
    reasons_mail = models.BooleanField(default=True, db_default=True)
    # The sections that a moderator answers for, as threads name them; none: all.
    sections = models.JSONField(default=list, db_default=[])
    # Counted up to end every session of this person at once.
    session_epoch = models.PositiveIntegerField(default=0)
    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            # `is_superuser`: who may do everything in the newsroom (the word is Django's).
            models.CheckConstraint(
                condition=Q(role__in=NEWSROOM, is_superuser=True)
                | (~Q(role__in=NEWSROOM) & Q(is_superuser=False)),
                name="person_newsroom",
            )
        ]

    @classmethod
    def from_db(cls, *args: Any) -> "Person":  # noqa: ANN401 - as Django has it
        """Return the person as she is now: a time for which she was shut out ends by itself."""
        person: Person = super().from_db(*args)
        until = person.__dict__.get("barred_until")
        if until is not None and not person.__dict__.get("is_active", True):
            person.is_active = until <= clock.now()
        return person

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django has it
        """Keep the person; who may enter the newsroom follows from the role."""
        self.is_superuser = self.role in NEWSROOM
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        """Return what others see, also in the newsroom: never the address."""
        return self.name

    def get_session_auth_hash(self) -> str:
        """Return what a session must hold to count; changes with the password and the epoch."""
        return salted_hmac(
            "colonnade.people.session",
            f"{self.password}:{self.session_epoch}",
            algorithm="sha256",
        ).hexdigest()

    @property
    def is_settled(self) -> bool:
        """Return whether she has what she needs to sign in by herself: address and password."""
        return self.has_usable_password() and not self.email.endswith(PLACEHOLDER)

    @property
    def is_staff(self) -> bool:
        """Return whether this person moderates (the word is Django's)."""
        return self.role != "member"


class Guest(models.Model):
    """Somebody without an account who keeps a private key to her own comments.

    `person` is the member who logged in where this key is: measures on her meet it, too.
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(default=clock.now)
    person = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person"], condition=Q(person__isnull=False), name="guest_person")
        ]


class SignInLink(models.Model):
    """A link that signs one person in, once."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE)
    fingerprint = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)


class Erasure(models.Model):
    """That somebody is to be erased at `due`, or was (`done`): what a restored backup asks for.

    `word` is her handle, or her word as a guest (`people.whom`); it stays, and tells nobody who she
    was. `texts`: what she wrote goes too. `by` is the owner who asked for her, none where she
    asked herself; that one's `name` and `reason` go into the record when it is done.

    `marks` are of somebody without an account or a key here, whose comments an import brought:
    their public ids, and digests of her old address or account, which this site alone can make.
    Then `word` leads nowhere from the beginning.
    """

    public_id = models.CharField(max_length=16, unique=True, default=ids.new_id)
    word = models.CharField(max_length=16)
    person = models.BigIntegerField(null=True)
    guest = models.BigIntegerField(null=True)
    marks = models.JSONField(default=list, db_default=[])
    texts = models.BooleanField()
    by = models.BigIntegerField(null=True)
    name = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    asked = models.DateTimeField(default=clock.now)
    due = models.DateTimeField()
    done = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["word"], condition=Q(done=None), name="erasure_pending_once"
            )
        ]
        indexes = [models.Index(fields=["due"], condition=Q(done=None), name="erasure_due")]
