"""Traces of postings, for the limits."""

from django.db import models
from django.db.models import Q


class Trace(models.Model):
    """That somebody posted lately: for the limits, swept after an hour."""

    address = models.CharField(max_length=64)
    person = models.BigIntegerField(null=True)
    thread = models.BigIntegerField()
    created = models.DateTimeField()

    class Meta:
        # None for its age: each posting would pay for what the sweep reads once an hour.
        indexes = [
            models.Index(fields=["address", "created"], name="trace_address"),
            models.Index(
                fields=["person", "created"], condition=Q(person__isnull=False), name="trace_person"
            ),
            models.Index(fields=["thread", "created"], name="trace_thread"),
        ]
