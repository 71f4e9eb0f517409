"""The outside person who decides where nobody else of the staff can."""

from django.db import models

from colonnade.kit import clock, ids


class JudgeLink(models.Model):
    """A link in a mail to the outside person whom the owner named: it decides one appeal once.

    `judge` is her name at that time, for the staff's records alone.
    """

    public_id = models.CharField(max_length=16, unique=True, default=ids.new_id)
    fingerprint = models.CharField(max_length=64, unique=True)
    appeal = models.CharField(max_length=16)
    judge = models.CharField(max_length=60)
    created = models.DateTimeField(default=clock.now)
    until = models.DateTimeField()
    used = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["appeal", "-id"], name="judge_link_appeal")]
