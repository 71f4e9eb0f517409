"""What somebody has earned here, and what was imposed on her."""

from django.db import models

from colonnade.kit import clock, ids


class Standing(models.Model):
    """One change of somebody's standing; the newest row of hers counts.

    `cause` is `earned`, `lost` or `given`; `decision` the one that cost it.
    """

    person = models.BigIntegerField(null=True)
    guest = models.BigIntegerField(null=True)
    level = models.CharField(max_length=8)
    cause = models.CharField(max_length=8)
    decision = models.CharField(max_length=16, blank=True)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-id"], name="standing_person"),
            models.Index(fields=["guest", "-id"], name="standing_guest"),
        ]


class StandingChoices(models.Model):
    """What the owner asks for a level, and its rights, as JSON of `standing.Levels`; one row, none
    as long as all is as shipped.
    """

    data = models.JSONField(default=dict)
    changed = models.DateTimeField(default=clock.now)


class Measure(models.Model):
    """A restriction on a person: `warn`, `slow`, `hold_all`, `suspend` or `ban`.

    It holds in one section, or everywhere where `section` is empty; from `since` until `until`
    (none: until somebody lifts it).
    """

    public_id = models.CharField(max_length=16, unique=True, default=ids.new_id)
    person = models.BigIntegerField(null=True)
    guest = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=8)
    section = models.CharField(max_length=80, blank=True)
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)
    # Of `slow`: so long she waits after each comment.
    seconds = models.PositiveIntegerField(default=0, db_default=0)
    lifted = models.DateTimeField(null=True)
    decision = models.CharField(max_length=16)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-id"], name="measure_person"),
            models.Index(fields=["guest", "-id"], name="measure_guest"),
            models.Index(fields=["until"], condition=models.Q(lifted=None), name="measure_ending"),
        ]
