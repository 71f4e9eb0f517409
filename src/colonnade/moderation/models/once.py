"""What was asked for once, and what came of it."""

from django.db import models

from colonnade.kit import clock


class ActKey(models.Model):
    """The key that a client made for one act: the same request again gives the same answer.

    `fingerprint` follows from the key and from who sent it, `digest` from what was asked for;
    `answer` is the public id of what came of it.
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)
    answer = models.CharField(max_length=16, blank=True)
    created = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["created"], name="act_key_age")]
