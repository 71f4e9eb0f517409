"""The policy's versions, decisions, and traces of postings for the limits."""

from django.db import models

from colonnade.kit import clock


class PolicyVersion(models.Model):
    """One published wording of the moderation policy; never changed, only followed."""

    number = models.PositiveIntegerField(unique=True)
    source = models.TextField()
    created = models.DateTimeField(default=clock.now)
    author = models.CharField(max_length=60, blank=True)


class Decision(models.Model):
    """One recorded act of moderation. No foreign keys: a decision outlives its subject."""

    subject = models.CharField(max_length=16)
    act = models.CharField(max_length=12)
    before = models.CharField(max_length=8)
    after = models.CharField(max_length=8)
    reason = models.CharField(max_length=500, blank=True)
    person = models.BigIntegerField(null=True)
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=16)
    created = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["subject", "-id"], name="decision_subject")]


class Trace(models.Model):
    """That somebody posted lately: for the limits, swept after an hour."""

    address = models.CharField(max_length=64)
    person = models.BigIntegerField(null=True)
    thread = models.BigIntegerField()
    created = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["address", "created"], name="trace_address"),
            models.Index(fields=["person", "created"], name="trace_person"),
            models.Index(fields=["thread", "created"], name="trace_thread"),
            models.Index(fields=["created"], name="trace_age"),
        ]
