"""What was told to whom, so that nobody is told twice."""

from django.db import models


class StaffNotice(models.Model):
    """The staff were told that comments wait; cleared when the queue was empty again."""

    sent = models.DateTimeField()
    cleared = models.DateTimeField(null=True)
