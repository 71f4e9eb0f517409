"""Traces of postings, for the limits."""

from django.db import models


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
