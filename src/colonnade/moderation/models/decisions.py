"""Decisions: the record of every act of moderation."""

from django.db import models

from colonnade.kit import clock, ids


class Decision(models.Model):
    """One recorded act of `moderation.table`. No foreign keys: it outlives its subject.

    Never changed: what takes it back is another one, which names it (`undoes`). Its ground is a
    rule of a version of the policy, or a law; `facts` is what was found; `notice` is the case of
    reports that it came from, empty where the staff found it themselves.
    """

    public_id = models.CharField(max_length=16, unique=True, default=ids.new_id)
    kind = models.CharField(max_length=8, default="comment", db_default="comment")
    subject = models.CharField(max_length=16)
    act = models.CharField(max_length=12)
    before = models.CharField(max_length=16)
    after = models.CharField(max_length=16)
    reason = models.CharField(max_length=500, blank=True)
    rule = models.PositiveSmallIntegerField(default=0, db_default=0)
    policy = models.PositiveIntegerField(default=0, db_default=0)
    law = models.CharField(max_length=200, blank=True, default="", db_default="")
    facts = models.CharField(max_length=1000, blank=True, default="", db_default="")
    notice = models.CharField(max_length=16, blank=True, default="", db_default="")
    automated = models.BooleanField(default=False, db_default=False)
    section = models.CharField(max_length=80, blank=True, default="", db_default="")
    # Of a measure on a person: when it ends by itself.
    until = models.DateTimeField(null=True)
    # Of a batch: how many it stands for.
    count = models.PositiveIntegerField(default=1, db_default=1)
    undoes = models.CharField(max_length=16, blank=True, default="", db_default="")
    # What was decided as one act bears one word.
    batch = models.CharField(max_length=16, blank=True, default="", db_default="")
    person = models.BigIntegerField(null=True)
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=16)
    created = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-id"], name="decision_subject"),
            models.Index(fields=["created"], name="decision_created"),
            models.Index(fields=["batch"], condition=~models.Q(batch=""), name="decision_batch"),
        ]


class Refused(models.Model):
    """How many drafts one gate refused on one day: they are one decision, told nobody by mail."""

    day = models.DateField()
    gate = models.CharField(max_length=24)
    count = models.PositiveIntegerField(default=0)
    decision = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "gate"], name="refused_once")]
