"""The policy's versions, decisions, their public log, and traces of postings for the limits."""

from django.db import models

from colonnade.kit import clock, ids


class PolicyVersion(models.Model):
    """One published wording of the moderation policy; never changed, only followed."""

    number = models.PositiveIntegerField(unique=True)
    source = models.TextField()
    created = models.DateTimeField(default=clock.now)
    author = models.CharField(max_length=60, blank=True)


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
    before = models.CharField(max_length=8)
    after = models.CharField(max_length=8)
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
    person = models.BigIntegerField(null=True)
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=16)
    created = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-id"], name="decision_subject"),
            models.Index(fields=["created"], name="decision_created"),
        ]


class LogHead(models.Model):
    """The number and digest of the log's last entry: the one row that whoever adds waits for."""

    number = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)


class LogEntry(models.Model):
    """One entry of the public log, never changed; how they hang together: `log/chain.py`.

    `decision` leads the staff to the record, and is shown to nobody else.
    """

    number = models.PositiveBigIntegerField(unique=True)
    hour = models.DateTimeField()
    act = models.CharField(max_length=12)
    rule = models.PositiveSmallIntegerField(default=0)
    detail = models.JSONField(null=True)
    salt = models.CharField(max_length=32, blank=True)
    leaf = models.CharField(max_length=64)
    head = models.CharField(max_length=64)
    decision = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["hour"], name="log_hour"),
            models.Index(fields=["act", "-number"], name="log_act"),
            models.Index(fields=["rule", "-number"], name="log_rule"),
        ]


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
