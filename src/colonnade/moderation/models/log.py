"""The public log, and the digest of its last entry."""

from django.db import models


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
