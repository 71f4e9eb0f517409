"""The policy's versions."""

from django.db import models

from colonnade.kit import clock


class PolicyVersion(models.Model):
    """One published wording of the moderation policy; never changed, only followed."""

    number = models.PositiveIntegerField(unique=True)
    source = models.TextField()
    created = models.DateTimeField(default=clock.now)
    author = models.CharField(max_length=60, blank=True)
