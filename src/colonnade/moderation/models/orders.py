"""Orders of authorities, what is kept for them under seal, and who has their desk."""

from django.db import models

from colonnade.kit import clock, ids


class Order(models.Model):
    """What an authority ordered: to `remove`, to `inform` or to `preserve`, and what was done.

    `law` is what the authority rests it on, `words` what it wrote, `answer` what was done.
    `silent_until`: until then the order forbids telling the writer; `told` is when she was told.
    `alarm` is when those who have the desk are told for the last time that it waits, None where
    they were, or where there is time enough. `sealed` is the digest (SHA-256) of the sealed copy,
    and stays when the copy has ended. `person` and `name` are who entered it.
    """

    public_id = models.CharField(max_length=16, unique=True, default=ids.new_id)
    authority = models.CharField(max_length=200)
    reference = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=8)
    subject = models.CharField(max_length=16)
    law = models.CharField(max_length=200, blank=True, default="", db_default="")
    words = models.CharField(max_length=4000, blank=True)
    received = models.DateTimeField(default=clock.now)
    deadline = models.DateTimeField()
    alarm = models.DateTimeField(null=True)
    acknowledged = models.DateTimeField(null=True)
    acted = models.DateTimeField(null=True)
    # Set aside instead of carried out: `answer` says why.
    aside = models.BooleanField(default=False, db_default=False)
    answer = models.CharField(max_length=1000, blank=True, default="", db_default="")
    silent_until = models.DateTimeField(null=True)
    told = models.DateTimeField(null=True)
    decision = models.CharField(max_length=16, blank=True)
    sealed = models.CharField(max_length=80, blank=True)
    person = models.BigIntegerField(null=True)
    name = models.CharField(max_length=60, blank=True, default="", db_default="")

    class Meta:
        indexes = [
            models.Index(fields=["acted", "deadline"], name="order_due"),
            models.Index(fields=["subject"], name="order_subject"),
            models.Index(
                fields=["alarm"],
                condition=models.Q(alarm__isnull=False, acted__isnull=True),
                name="order_alarm",
            ),
        ]


class Sealed(models.Model):
    """A comment as it was when an order about it came: read through `Access` alone.

    `body` is JSON, locked by `seals` under the key of this name; `digest` is of what was locked.
    It goes when its time is over; an erased person does not end it.
    """

    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="copy")
    subject = models.CharField(max_length=16)
    key = models.CharField(max_length=16)
    body = models.TextField()
    digest = models.CharField(max_length=64)
    created = models.DateTimeField(default=clock.now)
    until = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "until"], name="sealed_subject"),
            models.Index(fields=["until"], name="sealed_until"),
        ]


class Access(models.Model):
    """That somebody looked at a sealed copy."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="accesses")
    person = models.BigIntegerField()
    name = models.CharField(max_length=60)
    why = models.CharField(max_length=300)
    created = models.DateTimeField(default=clock.now)


class LawDuty(models.Model):
    """That one of the staff has the law desk, as owners have it anyway."""

    person = models.BigIntegerField(unique=True)
    created = models.DateTimeField(default=clock.now)
