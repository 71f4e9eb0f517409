"""Orders of authorities."""

from django.db import models

from colonnade.kit import clock, ids


class Order(models.Model):
    """What an authority ordered: to `remove`, to `inform` or to `preserve`, and what was done.

    `sealed` is the name of the sealed copy's file.
    """

    public_id = models.CharField(max_length=16, unique=True, default=ids.new_id)
    authority = models.CharField(max_length=200)
    reference = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=8)
    subject = models.CharField(max_length=16)
    words = models.CharField(max_length=4000, blank=True)
    received = models.DateTimeField(default=clock.now)
    deadline = models.DateTimeField()
    acknowledged = models.DateTimeField(null=True)
    acted = models.DateTimeField(null=True)
    decision = models.CharField(max_length=16, blank=True)
    sealed = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["acted", "deadline"], name="order_due")]


class Access(models.Model):
    """That somebody looked at a sealed copy."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="accesses")
    person = models.BigIntegerField()
    name = models.CharField(max_length=60)
    why = models.CharField(max_length=300)
    created = models.DateTimeField(default=clock.now)
