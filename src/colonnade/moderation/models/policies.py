"""The policy's versions."""

from django.db import models

from colonnade.kit import clock


class PolicyVersion(models.Model):
    """One published wording of the moderation policy; never changed, only followed."""

    number = models.PositiveIntegerField(unique=True)
    source = models.TextField()
    created = models.DateTimeField(default=clock.now)
    author = models.CharField(max_length=60, blank=True)


class PolicyText(models.Model):
    """A version of the policy in another language: a help; what holds is the version itself."""

    version = models.PositiveIntegerField()
    language = models.CharField(max_length=16)
    source = models.TextField()
    created = models.DateTimeField(default=clock.now)
    author = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="policy_text_once")
        ]
