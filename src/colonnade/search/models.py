"""What the index holds, beside the words: those lie in a table of each database's own making."""

from django.db import models


class Entry(models.Model):
    """An article or comment in the index.

    `place` is its key in the table of words as well. It ascends with the time of writing, so
    that the newest come first without being sorted (see `indexing.place_of`).
    """

    place = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=7)
    subject = models.BigIntegerField()
    thread = models.BigIntegerField(null=True)
    section = models.CharField(max_length=300, blank=True)
    moment = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="entry_subject")]
        indexes = [
            models.Index(fields=["thread"], name="entry_thread"),
            models.Index(fields=["moment"], name="entry_moment"),
        ]
