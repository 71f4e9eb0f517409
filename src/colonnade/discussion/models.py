"""Threads, comments and their wordings, and the counts that let a page be found."""

from django.db import models
from django.db.models import Q

from colonnade.kit import clock, ids


class Visibility(models.TextChoices):
    """Who sees a comment's text. Only `discussion.actions` writes it."""

    VISIBLE = "visible"
    HELD = "held"
    REMOVED = "removed"
    DELETED = "deleted"


class Thread(models.Model):
    """The discussion that hangs on one subject: (site, key, url)."""

    public_id = models.CharField(max_length=16, unique=True, default=ids.new_id)
    # Without an index of its own here, as below: one of several columns begins with this one.
    site = models.ForeignKey("sites.Site", on_delete=models.PROTECT, db_index=False)
    key = models.CharField(max_length=200)
    url = models.CharField(max_length=2000, blank=True)
    title = models.CharField(max_length=300)
    section = models.CharField(max_length=80, blank=True)
    # Empty: as the site says.
    commenting = models.CharField(max_length=16, blank=True)
    sample = models.BooleanField(default=False)
    # Nobody but the staff sees the thread or any comment of it (`policy.oversees`).
    hidden = models.BooleanField(default=False, db_default=False)
    # Its pages ask search engines to leave them out.
    noindex = models.BooleanField(default=False, db_default=False)
    # From then on it takes no more comments.
    closes = models.DateTimeField(null=True)
    created = models.DateTimeField(default=clock.now)
    last_comment = models.DateTimeField(null=True)
    next_seq = models.PositiveBigIntegerField(default=1)
    # The counts add up: total = visible + held + gone, after any act.
    total = models.PositiveIntegerField(default=0)
    visible = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    # How many comments take a place on the page: visible ones, and tombstones above them.
    places = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "key"], name="thread_subject")]
        indexes = [
            models.Index(fields=["site", "-last_comment"], name="thread_latest"),
            models.Index(fields=["site", "-visible"], name="thread_liveliest"),
            models.Index(fields=["url"], name="thread_url"),
            models.Index(fields=["site"], condition=Q(noindex=True), name="thread_noindex"),
        ]


class Closure(models.Model):
    """A thread that takes no more comments; reopening deletes the row."""

    thread = models.OneToOneField("discussion.Thread", on_delete=models.CASCADE)
    created = models.DateTimeField(default=clock.now)


class Comment(models.Model):
    """One contribution. Rows are never moved and never vanish while replies hang on them.

    `opens` and `closes` are this comment's brackets in the thread's order: ascending `opens`
    is threaded order with the oldest siblings first, descending `closes` the same with the
    newest first (see discussion/labels.py). `seq` is the order of arrival, without gaps.
    """

    public_id = models.CharField(max_length=16, unique=True, default=ids.new_id)
    thread = models.ForeignKey("discussion.Thread", on_delete=models.PROTECT, db_index=False)
    parent = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    depth = models.PositiveIntegerField(default=0)
    seq = models.PositiveBigIntegerField()
    opens = models.BigIntegerField()
    closes = models.BigIntegerField()
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    guest = models.ForeignKey("people.Guest", null=True, on_delete=models.PROTECT, related_name="+")
    guest_name = models.CharField(max_length=60, blank=True)
    created = models.DateTimeField()
    edited = models.DateTimeField(null=True)
    visibility = models.CharField(max_length=8, choices=Visibility, default=Visibility.VISIBLE)
    # What a tombstone says besides the bare fact.
    note = models.CharField(max_length=500, blank=True)
    placed = models.BooleanField(default=True)
    placed_replies = models.PositiveIntegerField(default=0)
    html = models.TextField()
    excerpt = models.CharField(max_length=160, blank=True)
    revision = models.PositiveIntegerField(default=1)
    key = models.UUIDField()
    # Empty, or what else it is: "ping", a notice that another page links here.
    kind = models.CharField(max_length=8, blank=True, default="", db_default="")
    # Codes of `discussion.marks`, divided by commas: what readers should know of an imported text.
    marks = models.CharField(max_length=80, blank=True, default="", db_default="")
    # Of a ping, the address of the page that links here.
    website = models.CharField(max_length=2000, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "seq"], name="comment_seq"),
            models.UniqueConstraint(fields=["thread", "key"], name="comment_key"),
        ]
        indexes = [
            # `placed` stands in them, though it is their condition: else SQLite looks it up in the
            # table, for each comment that a page skips.
            models.Index(
                fields=["thread", "opens", "placed"],
                condition=Q(placed=True),
                name="comment_oldest",
            ),
            models.Index(
                fields=["thread", "closes", "placed"],
                condition=Q(placed=True),
                name="comment_newest",
            ),
            models.Index(
                fields=["thread", "seq", "placed"], condition=Q(placed=True), name="comment_flat"
            ),
            models.Index(fields=["thread", "opens"], name="comment_opens"),
            models.Index(fields=["thread", "closes"], name="comment_closes"),
            models.Index(fields=["parent", "closes"], name="comment_siblings"),
            models.Index(fields=["person", "-created"], name="comment_by_person"),
            models.Index(fields=["created"], condition=Q(visibility="held"), name="comment_held"),
            models.Index(
                fields=["-created"], condition=Q(visibility="visible"), name="comment_latest"
            ),
        ]


class Revision(models.Model):
    """One wording of a comment: its source as typed, and the format of that source."""

    comment = models.ForeignKey(
        "discussion.Comment", on_delete=models.CASCADE, related_name="revisions", db_index=False
    )
    number = models.PositiveIntegerField()
    source = models.TextField()
    format = models.CharField(max_length=12)
    html = models.TextField()
    rendering = models.PositiveIntegerField()
    created = models.DateTimeField()
    # Whether readers have ever been able to see it; only then it stands in the public history.
    shown = models.BooleanField(default=True)
    # Of one from which a moderator cut a part: the number of the wording that it was cut from.
    # No reader sees that one or any before it.
    cut_from = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "number"], name="revision_number")
        ]


class Block(models.Model):
    """How many placed comments of a thread lie from `first` up to the next block's first.

    One row for a few hundred comments and each of three axes (`opens`, `closes`, `seq`), so
    that page N is found by adding up blocks instead of counting comments.
    """

    thread = models.ForeignKey("discussion.Thread", on_delete=models.CASCADE, db_index=False)
    axis = models.CharField(max_length=6)
    first = models.BigIntegerField()
    count = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["thread", "axis", "first"], name="block_order")]
