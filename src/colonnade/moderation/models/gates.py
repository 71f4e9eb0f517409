"""What the gates go by: the owner's choices, lists, raid switches, and what was said lately."""

from django.db import models

from colonnade.kit import clock, ids


class GateChoices(models.Model):
    """What the owner chose, as JSON of `gates.choices.Choices`; one row, none as long as all is
    as shipped.
    """

    data = models.JSONField(default=dict)
    changed = models.DateTimeField(default=clock.now)


class WordList(models.Model):
    """A list of `words` or `patterns`; what it finds is held or refused (`effect`).

    `sentence` is what the writer is told, `rule` the one of the policy that it serves. It does
    nothing before it is switched on.
    """

    public_id = models.CharField(max_length=16, unique=True, default=ids.new_id)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8)
    effect = models.CharField(max_length=8)
    sentence = models.CharField(max_length=300, blank=True)
    rule = models.PositiveSmallIntegerField(default=0)
    is_on = models.BooleanField(default=False)
    # Counted up with every change: what was compiled from an older one is thrown away.
    version = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(default=clock.now)


class ListEntry(models.Model):
    """One word, phrase or pattern of a list."""

    list = models.ForeignKey(WordList, on_delete=models.CASCADE, related_name="entries")
    text = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "text"], name="list_entry_once")]


class Raid(models.Model):
    """Stricter gates for some hours, in one thread or (none) everywhere; ends by itself."""

    public_id = models.CharField(max_length=16, unique=True, default=ids.new_id)
    thread = models.BigIntegerField(null=True)
    slow_seconds = models.PositiveIntegerField(default=0)
    members_only = models.BooleanField(default=False)
    hold_all = models.BooleanField(default=False)
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField()
    decision = models.CharField(max_length=16)

    class Meta:
        indexes = [models.Index(fields=["until"], name="raid_until")]


class Print(models.Model):
    """What a text was like, as a 64-bit similarity digest: to know it when it comes again.

    `removed`: a moderator removed that comment.
    """

    comment = models.CharField(max_length=16, unique=True)
    person = models.BigIntegerField(null=True)
    guest = models.BigIntegerField(null=True)
    address = models.CharField(max_length=64, blank=True)
    digest = models.BigIntegerField()
    removed = models.BooleanField(default=False)
    created = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["created"], name="print_age"),
            models.Index(
                fields=["-created"], condition=models.Q(removed=True), name="print_removed"
            ),
        ]


class Hold(models.Model):
    """Why a gate, or the outside check, held a comment: for its writer and for the staff.

    `code` and `words` make the sentence that the writer is told; `list` and `entry` name what a
    list found. It stays when the comment is decided: it is why somebody had to look.
    """

    comment = models.CharField(max_length=16, unique=True)
    code = models.CharField(max_length=24)
    words = models.CharField(max_length=300, blank=True)
    list = models.CharField(max_length=16, blank=True)
    entry = models.CharField(max_length=200, blank=True)
    created = models.DateTimeField(default=clock.now)
