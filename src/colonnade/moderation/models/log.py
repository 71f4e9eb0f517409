"""The public log, and the digest of its last entry."""

from django.db import models


class LogHead(models.Model):
    """The number and digest of the log's last entry: the one row that whoever adds waits for."""

    number = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)
    # The last one that the owners were told of by mail, and when.
    mailed_number = models.PositiveBigIntegerField(default=0, db_default=0)
    mailed = models.DateTimeField(null=True)


class LogEntry(models.Model):
    """One entry of the public log, never changed; how they hang together: `log/chain.py`.

    `decision` leads the staff to the record, and is shown to nobody else. `began` says from what
    it came: a `report`, the staff's `own` finding, or `automated`. Where the detail was taken away,
    hour, act, rule, began and count stay: what is counted is counted from them.
    """

    number = models.PositiveBigIntegerField(unique=True)
    hour = models.DateTimeField()
    act = models.CharField(max_length=12)
    rule = models.PositiveSmallIntegerField(default=0)
    began = models.CharField(max_length=10, blank=True, default="", db_default="")
    count = models.PositiveIntegerField(default=1, db_default=1)
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
            models.Index(fields=["began", "-number"], name="log_began"),
        ]
