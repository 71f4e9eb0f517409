"""Statements of reasons, and requests to decide again."""

from django.db import models

from colonnade.kit import clock, ids


class Statement(models.Model):
    """That somebody was told of a decision: in her pages at once, and by mail where she wants it.

    `seen` is when she opened it.
    """

    decision = models.CharField(max_length=16)
    person = models.BigIntegerField(null=True)
    guest = models.BigIntegerField(null=True)
    created = models.DateTimeField(default=clock.now)
    seen = models.DateTimeField(null=True)
    mailed = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision"], name="statement_once"),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="statement_person"),
            models.Index(fields=["guest", "-id"], name="statement_guest"),
        ]


class Appeal(models.Model):
    """A request to decide again, by the `writer` or a `reporter`: `open`, `upheld`, `reversed`.

    `ruling` is the decision that carried the reversal out. `minutes` is what deciding it took.
    """

    public_id = models.CharField(max_length=16, unique=True, default=ids.new_id)
    decision = models.CharField(max_length=16)
    by = models.CharField(max_length=8)
    person = models.BigIntegerField(null=True)
    guest = models.BigIntegerField(null=True)
    report = models.CharField(max_length=16, blank=True)
    words = models.CharField(max_length=4000)
    state = models.CharField(max_length=8, default="open")
    created = models.DateTimeField(default=clock.now)
    due = models.DateTimeField()
    decided = models.DateTimeField(null=True)
    decider = models.BigIntegerField(null=True)
    decider_name = models.CharField(max_length=60, blank=True)
    decider_role = models.CharField(max_length=16, blank=True)
    reasons = models.CharField(max_length=2000, blank=True)
    ruling = models.CharField(max_length=16, blank=True)
    minutes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            # Each reporter objects by her own report, which is empty where a writer does.
            models.UniqueConstraint(fields=["decision", "by", "report"], name="appeal_once_each"),
        ]
        indexes = [models.Index(fields=["state", "due"], name="appeal_waiting")]
