"""Runs of imports, what came from where, what was found wrong, and what waits for an editor."""

from django.db import models

from colonnade.kit import clock, ids


class RunState(models.TextChoices):
    """How far a run is."""

    ASKED = "asked"  # from the owner's screen: the worker takes it up
    READING = "reading"
    READY = "ready"  # a dry run is done; nothing is written
    WRITING = "writing"
    DONE = "done"
    FAILED = "failed"
    UNDOING = "undoing"
    UNDONE = "undone"


class Origin(models.Model):
    """Something that records come from: one old site, one saved page."""

    namespace = models.CharField(max_length=300, unique=True)
    title = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=2000, blank=True)


class Run(models.Model):
    """One import. Its records and its ledger lie in `imports/<public id>/` of the data folder."""

    public_id = models.CharField(max_length=16, unique=True, default=ids.new_id)
    format = models.CharField(max_length=16)
    file_name = models.CharField(max_length=255)
    # SHA-256 of the file, hexadecimal.
    digest = models.CharField(max_length=64, blank=True)
    origin = models.ForeignKey("transfer.Origin", null=True, on_delete=models.PROTECT)
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=8, choices=RunState, default=RunState.ASKED)
    dry = models.BooleanField(default=False)
    # Comments of unknown standing are shown at once instead of held.
    publish = models.BooleanField(default=False)
    created = models.DateTimeField(default=clock.now)
    ended = models.DateTimeField(null=True)
    # Progress: records (or bytes while reading) done, of how many.
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    # {"comment": {"records": 8, "created": 8, ...}, ...}
    counts = models.JSONField(default=dict)
    # Why it failed: {"code": ..., "data": {...}} of a Refusal.
    failure = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["-created"], name="run_latest")]


class Known(models.Model):
    """A record of a source that stands in our tables, so that it never comes in twice.

    `target` is the public id of a comment or thread, the primary key of anything else.
    `fingerprint` is that of the record as it last came in. `data` keeps what has no place of its
    own (website, e-mail address, title); never a network address.
    """

    origin = models.ForeignKey("transfer.Origin", on_delete=models.PROTECT)
    kind = models.CharField(max_length=10)
    source = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=32)
    target = models.CharField(max_length=24, blank=True)
    run = models.ForeignKey("transfer.Run", on_delete=models.PROTECT, related_name="+")
    data = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["origin", "kind", "source"], name="known_source")
        ]
        indexes = [models.Index(fields=["kind", "target"], name="known_target")]


class Change(models.Model):
    """What a later run changed in what an earlier one brought, and how it was before."""

    run = models.ForeignKey("transfer.Run", on_delete=models.PROTECT, related_name="+")
    known = models.ForeignKey("transfer.Known", on_delete=models.CASCADE, related_name="+")
    before = models.JSONField()


class Finding(models.Model):
    """Something wrong with an imported comment's text.

    `certainty` is "certain", "repaired" or "unknowable"; `before` and `after` are the words
    around the place, as they came and as they stand (equal where nothing could be done).
    """

    run = models.ForeignKey("transfer.Run", on_delete=models.CASCADE, related_name="+")
    comment = models.CharField(max_length=16)
    kind = models.CharField(max_length=16)
    certainty = models.CharField(max_length=10)
    start = models.PositiveIntegerField()
    before = models.CharField(max_length=300)
    after = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["run", "kind"], name="finding_kind")]


class Offer(models.Model):
    """Something that an editor may confirm or decline; nothing follows from it by itself.

    kind "commenting": `thread` could have this setting. "parent": `comment` seems to answer
    another. "cut": the text of `comment` is several; `value` lists the proposals.
    """

    run = models.ForeignKey("transfer.Run", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    thread = models.CharField(max_length=16)
    comment = models.CharField(max_length=16, blank=True)
    value = models.JSONField()
    words = models.CharField(max_length=500, blank=True)
    confidence = models.FloatField(default=0)
    state = models.CharField(max_length=8, default="open")  # open, taken, declined
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["run", "kind", "state"], name="offer_open")]
