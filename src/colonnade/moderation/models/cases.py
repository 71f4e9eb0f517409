"""Reports of readers; all on one comment are one case."""

from django.db import models

from colonnade.kit import clock, ids


class Case(models.Model):
    """What readers reported of one comment: `open`, `kept` (nothing was wrong) or `acted`.

    `revision` is the wording that was kept: the same wording is not brought back by reports.
    """

    public_id = models.CharField(max_length=16, unique=True, default=ids.new_id)
    subject = models.CharField(max_length=16)
    state = models.CharField(max_length=8, default="open")
    revision = models.PositiveIntegerField(default=0)
    weight = models.FloatField(default=0)
    urgent = models.BooleanField(default=False)
    decision = models.CharField(max_length=16, blank=True)
    opened = models.DateTimeField(default=clock.now)
    settled = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=models.Q(state="open"), name="case_open_once"
            )
        ]
        indexes = [
            models.Index(fields=["subject", "-id"], name="case_subject"),
            models.Index(fields=["state", "opened"], name="case_waiting"),
        ]


class Report(models.Model):
    """One reader's notice: a broken `rule`, something `illegal`, the sexual `abuse` of a child, or
    it is `about_me`.

    Who reports is a member, a guest, or somebody who gave a name and an address of mail. Her
    status page opens with a secret, of which only the fingerprint is kept.
    """

    public_id = models.CharField(max_length=16, unique=True, default=ids.new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reports")
    fingerprint = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=8)
    rule = models.PositiveSmallIntegerField(default=0)
    policy = models.PositiveIntegerField(default=0)
    words = models.CharField(max_length=2000, blank=True)
    name = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=254, blank=True)
    good_faith = models.BooleanField(default=False)
    person = models.BigIntegerField(null=True)
    guest = models.BigIntegerField(null=True)
    address = models.CharField(max_length=64, blank=True)
    weight = models.FloatField(default=0)
    created = models.DateTimeField(default=clock.now)
    # When the outcome was told.
    told = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["case", "id"], name="report_case"),
            models.Index(fields=["address", "created"], name="report_address"),
            models.Index(fields=["person", "created"], name="report_person"),
            models.Index(fields=["email", "created"], name="report_email"),
        ]
