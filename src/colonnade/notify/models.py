"""What was told to whom, so that nobody is told twice."""

from django.db import models


class StaffNotice(models.Model):
    """The staff are told that comments wait; cleared when the queue was empty again.

    Kept before its mail goes; `told` once the mail was taken. In between it is tried again.
    """

    sent = models.DateTimeField()
    cleared = models.DateTimeField(null=True)
    told = models.BooleanField(default=True, db_default=True)
