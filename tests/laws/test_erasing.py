"""Every column of words is erased with its person, or stays for a reason that stands here.

A new table, or a new column, fails this until somebody has decided which. That what is listed as
erased is erased is shown by tests/erasing, whose canaries stand in each column of `PLANTED`.
"""

from django.apps import apps
from django.db import models

WORDS = (
    models.BinaryField,
    models.CharField,
    models.FileField,
    models.GenericIPAddressField,
    models.JSONField,
    models.TextField,
)
# Where canaries stand before an erasure.
PLANTED = {
    "account.EmailAddress": {"email"},
    "discussion.Comment": {"excerpt", "html", "note", "guest_name"},
    "discussion.Revision": {"source", "html"},
    "moderation.Appeal": {"words"},
    "moderation.Decision": {"reason", "facts"},
    "moderation.Hold": {"words", "entry"},
    "moderation.Note": {"words"},
    "moderation.Report": {"words", "name", "email"},
    "moderation.Score": {"words"},
    "outbox.Delivery": {"error"},
    "people.Person": {"name", "email", "picture"},
}
# Erased by the same steps; rows that go whole are marked by "*".
ERASED = {
    **PLANTED,
    "account.EmailAddress": {"*"},
    "account.EmailConfirmation": {"*"},
    "discussion.Comment": PLANTED["discussion.Comment"] | {"website"},
    "moderation.Appeal": {"words", "reasons", "decider_name"},
    "moderation.Claim": {"*"},
    "moderation.Decision": {"reason", "facts", "name"},
    "moderation.DeskLink": {"*"},
    "moderation.Hold": {"*"},
    "moderation.Measure": {"*"},
    "moderation.Note": {"*"},
    "moderation.PolicyText": {"author"},
    "moderation.PolicyVersion": {"author"},
    "moderation.Print": {"*"},
    "moderation.Report": {"words", "name", "email", "address"},
    "moderation.SavedFilter": {"*"},
    "moderation.Score": {"*"},
    "moderation.Standing": {"*"},
    "moderation.Trace": {"*"},
    "people.Erasure": {"name", "reason"},
    "people.Guest": {"*"},
    "people.Person": {"*"},
    "people.SignInLink": {"*"},
    "sessions.Session": {"*"},
    # Of somebody of an import: see tests/erasing/test_imported.py.
    "transfer.Change": {"*"},
    "transfer.Finding": {"*"},
    "transfer.Known": {"data", "source"},
    "transfer.Offer": {"*"},
    # They hang on the account, and go with it.
    "wagtailadmin.EditingSession": {"*"},
    "wagtailadmin.FormState": {"*"},
    "wagtailcore.Comment": {"*"},
    "wagtailcore.CommentReply": {"*"},
    "wagtailusers.UserProfile": {"*"},
}
CODE = "a code, a number or a public id"
OURS = "the owner's or the newsroom's own words, not about one reader"
PAPER = "what the newspaper has published, or is about to; its bylines are no accounts"
IMPORTED = "the old site, its file and how many records came: nobody's own"
LAW = "kept for an authority, as the law demands, and read under seal alone"
KEPT = {
    "auth.Group": OURS,
    "auth.Permission": CODE,
    "contenttypes.ContentType": CODE,
    "discussion.Block": CODE,
    "discussion.Comment": CODE,
    "discussion.Revision": CODE,
    "discussion.Thread": OURS,
    "moderation.Access": LAW,
    "moderation.ActKey": CODE,
    "moderation.Appeal": CODE,
    "moderation.Case": CODE,
    "moderation.Decision": "act, rule and law: the record, without name and words",
    "moderation.GateChoices": OURS,
    "moderation.JudgeLink": "the name that the owner gave of the judge from outside",
    "moderation.Lesson": "weights of hashed pieces of words of all decisions: no text",
    "moderation.ListEntry": OURS,
    "moderation.LogEntry": "never held a name or words, and must verify",
    "moderation.LogHead": CODE,
    "moderation.Order": LAW,
    "moderation.PolicyText": OURS,
    "moderation.PolicyVersion": OURS,
    "moderation.Raid": CODE,
    "moderation.Refused": CODE,
    "moderation.Report": CODE,
    "moderation.Sealed": LAW,
    "moderation.StandingChoices": OURS,
    "moderation.Statement": CODE,
    "moderation.WordList": OURS,
    "outbox.Delivery": CODE,
    "outbox.Epoch": CODE,
    "outbox.Event": "public ids, and keys of pages; a law test keeps texts out",
    "people.Erasure": "her word and marks, which lead nowhere: a backup is put back by them",
    "search.Entry": CODE,
    "sites.Site": OURS,
    "taggit.Tag": PAPER,
    "transfer.Known": "ids and digests of records; the source of an empty place was a name",
    "transfer.Origin": IMPORTED,
    "transfer.Run": IMPORTED,
}
# Wholly the newsroom's.
PAPERS = ("articles", "wagtailcore", "wagtaildocs", "wagtailimages", "wagtailsearch")


def text_columns() -> list[tuple[str, str]]:
    return [
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, WORDS)
    ]


def is_known(label: str, column: str) -> bool:
    erased = ERASED.get(label, set())
    return bool({"*", column} & erased) or label in KEPT or label.startswith(PAPERS)


def test_every_column_of_words_is_erased_or_kept_for_a_reason():
    """A table that is neither is forgotten; name it here once its erasing is built."""
    missing = [pair for pair in text_columns() if not is_known(*pair)]
    assert missing == []


def test_what_is_listed_is_there():
    columns = set(text_columns())
    labels = {label for label, _ in columns}
    assert set(ERASED) | set(KEPT) <= labels
    for label, names in ERASED.items():
        assert {(label, name) for name in names - {"*"}} <= columns


def test_a_table_that_is_kept_in_part_names_no_column_twice():
    """Where some columns are erased, the rest are codes; where all are, no reason is needed."""
    for label, names in ERASED.items():
        assert ("*" in names) != (label in KEPT), label


def test_nothing_but_her_comments_keeps_a_person_from_going():
    """These are taken out of her hands before her row goes."""
    people = {apps.get_model("people.Person"), apps.get_model("people.Guest")}
    protecting = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model in people
        and getattr(field.remote_field, "on_delete", None) is models.PROTECT
    }
    assert protecting == {"discussion.Comment"}
