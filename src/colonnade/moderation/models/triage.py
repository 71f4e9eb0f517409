"""What was learned from the staff's decisions."""

from django.db import models

from colonnade.kit import clock


class Lesson(models.Model):
    """One learning: the weights, how good they were on decisions they had not seen."""

    weights = models.BinaryField()
    quality = models.JSONField(default=dict)
    learned = models.DateTimeField(default=clock.now)


class Score(models.Model):
    """How likely a comment is to be trouble, 0 to 1, and the words that counted."""

    comment = models.CharField(max_length=16, unique=True)
    score = models.FloatField()
    words = models.JSONField(default=list)
    lesson = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["-score"], name="score_highest")]


class TriageChoices(models.Model):
    """Whether comments get scores, and when somebody asked for a learning; one row, or none as
    long as all is as shipped.
    """

    is_on = models.BooleanField(default=True)
    asked = models.DateTimeField(null=True)
