"""How the staff share the work: claims, notes, filters, sections."""

from django.db import models

from colonnade.kit import clock, ids


class Claim(models.Model):
    """Somebody has a comment in hand until `until`: nobody else is given it meanwhile."""

    subject = models.CharField(max_length=16, unique=True)
    person = models.BigIntegerField()
    name = models.CharField(max_length=60)
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "until"], name="claim_person")]


class Note(models.Model):
    """What one of the staff wrote for the others, about a comment or a person (handle).

    `to` is whom it is passed on to, none for all; `done` when that one took it up.
    """

    subject = models.CharField(max_length=16)
    person = models.BigIntegerField()
    name = models.CharField(max_length=60)
    to = models.BigIntegerField(null=True)
    words = models.CharField(max_length=2000)
    created = models.DateTimeField(default=clock.now)
    done = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="note_subject"),
            models.Index(fields=["to", "done"], name="note_passed"),
        ]


class SavedFilter(models.Model):
    """A view of the queue that one of the staff keeps under a name."""

    person = models.BigIntegerField()
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="filter_once")]


class DeskLink(models.Model):
    """A link in a mail to one of the staff, with which she decides once on one comment."""

    public_id = models.CharField(max_length=16, unique=True, default=ids.new_id)
    fingerprint = models.CharField(max_length=64, unique=True)
    person = models.BigIntegerField()
    comment = models.CharField(max_length=16)
    created = models.DateTimeField(default=clock.now)
    until = models.DateTimeField()
    used = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "created"], name="desk_link_person")]
