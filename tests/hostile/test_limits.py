"""D2, X3: every field has a limit at its door; what is sent is stored whole, or refused."""

from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.test import Client

from colonnade.discussion.models import Comment, Revision, Thread
from colonnade.moderation.actions import POLICY_LIMIT
from colonnade.moderation.models import Decision, PolicyVersion
from colonnade.people.models import Person
from colonnade.sites.models import Site
from tests.conftest import FULL
from tests.factories import make_comment, make_thread
from tests.hostile.doors import Door, doors
from tests.hostile.lists import tell
from tests.staff.desk import staff

pytestmark = pytest.mark.django_db
TEN_MIB = 10 * 2**20


def fit_for(name: str) -> str:
    """Return ten MiB that stay within what a field's first look takes: an address, a digit."""
    return {"email": "a@b.example" + "x", "url": "https://e.example/"}.get(name, "")


def test_ten_mib_in_any_field_are_refused_and_nothing_is_kept():
    """Twice: past the limit of a whole request, and as much as that lets through."""
    tried, broken = 0, []
    for door in doors():
        for name in door.fields:
            sizes = [TEN_MIB, 2**20] if not door.is_json else [TEN_MIB, 200 * 1024]
            for size in sizes:
                if callable(door.fields[name]) and name != "key":
                    continue  # a file: tests/kit/test_pictures.py
                answer = door.send(**{name: fit_for(name) + "9" * size})
                tried += 1
                # What a form ignores, and what it shows again, is no fault; kept is nothing.
                wrong = answer.status_code < 400 and size == TEN_MIB
                if wrong or answer.status_code >= 500:
                    broken.append((door.name, name, size, answer.status_code))
    assert broken == []
    assert max(rows()) < 1000, "nothing of it is kept"
    assert tried > 150
    tell(f"refused {tried} of {tried}: ten MiB and one in every field of every way in")


def rows() -> list[int]:
    """Return how long the longest text of each column of text is."""
    found = []
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, models.CharField | models.TextField | models.JSONField):
                values = model._default_manager.values_list(column.name, flat=True)
                found.append(max((len(str(value)) for value in values), default=0))
    return found


# Columns without a length of their own, and where what goes into them is measured.
MEASURED = {
    "discussion.Comment.html": "made from a source of at most BODY_LIMIT",
    "discussion.Revision.source": "accept_text, BODY_LIMIT",
    "discussion.Revision.html": "made from a source of at most BODY_LIMIT",
    "moderation.PolicyText.source": "accept_text, POLICY_LIMIT",
    "moderation.PolicyVersion.source": "accept_text, POLICY_LIMIT",
    "moderation.GateChoices.data": "gates.choices, each checked at its door",
    "moderation.StandingChoices.data": "standing.accept_levels, whole numbers of a few digits",
    "moderation.LogEntry.detail": "words of our own tables, a law of at most 200",
    "moderation.Sealed.body": "made from one comment and its wordings, each within BODY_LIMIT",
    "moderation.Lesson.quality": "figures that we made",
    "moderation.Score.words": "a few features that we cut",
    "people.Erasure.marks": "public ids and digests that we made, of comments that are there",
    "people.Person.sections": "names of sections that are there, of at most 80",
    "sites.Site.menu": "settings, 4,000",
    "sites.Site.footer": "settings, 5,000",
    "sites.Site.css": "settings, 50,000",
    "sites.Site.slots": "check_slot, SLOT_LIMIT each of five",
    "outbox.Event.payload": "ids and states that we made",
    "outbox.Event.spoils": "keys that we made",
    "transfer.Run.counts": "numbers by kind",
    "transfer.Run.failure": "a refusal of ours",
    "transfer.Known.data": "fields of one record of a file that the owner brings",
    "transfer.Change.before": "what stood in our own tables",
    "transfer.Offer.value": "proposals that we made",
}
OURS = {"articles", "discussion", "moderation", "notify", "outbox", "people", "search", "sites"}
OURS |= {"transfer"}


def test_every_column_of_text_has_a_limit():
    """A new column without one is measured at its door and written down here, or it fails."""
    bare = {
        f"{model._meta.app_label}.{model.__name__}.{column.name}"
        for model in apps.get_models()
        if model._meta.app_label in OURS and model is not ContentType
        for column in model._meta.local_concrete_fields
        if isinstance(column, models.TextField | models.JSONField)
        or (isinstance(column, models.CharField) and not column.max_length)
    }
    newsroom = {name for name in bare if name.startswith("articles.")}
    assert bare - newsroom == set(MEASURED)
    tell(f"{len(MEASURED)} columns without a length, each measured at its door")


EDGES = ["x", "\U0001f9ad", "ش", "e\u0301", "\u200d", "\r", "\n"]


def at_the_limit(limit: int, edge: str) -> list[str]:
    """Return texts one below, at and one above the limit, the odd character at its end."""
    return ["y" * (length - len(edge)) + edge for length in (limit - 1, limit, limit + 1)]


def stored(door: Door, model: type[models.Model], column: str, text: str, name: str) -> str | None:
    """Send a text and return what was kept of it; None where it was refused."""
    before = set(model._default_manager.values_list("pk", flat=True))
    answer = door.send(**{name: text})
    if answer.status_code >= 400:
        assert 400 <= answer.status_code < 500
        return None
    new = model._default_manager.exclude(pk__in=before) if model is not Site else None
    found = (new or model._default_manager).values_list(column, flat=True).order_by("-pk").first()
    return str(found)


LIMITS: list[tuple[str, str, type[models.Model], str, int]] = [
    ("post as guest", "body", Revision, "source", 20_000),
    ("post by script", "body", Revision, "source", 20_000),
    ("API post", "body", Revision, "source", 20_000),
    ("edit", "body", Revision, "source", 20_000),
    ("API edit", "body", Revision, "source", 20_000),
    ("new thread", "title", Thread, "title", 300),
    ("new thread", "section", Thread, "section", 80),
    ("policy", "policy", PolicyVersion, "source", POLICY_LIMIT),
    ("settings", "title", Site, "title", 120),
    ("settings", "tagline", Site, "tagline", 120),
    ("look", "footer", Site, "footer", 5_000),
]


def test_what_is_stored_is_what_was_sent_at_every_limit():
    """X3: never shorter, whatever stands at the edge, in characters and in bytes."""
    every = {door.name: door for door in doors()}
    tried, wrong = 0, []
    for way, name, model, column, limit in LIMITS:
        for edge in EDGES if FULL else EDGES[1:3]:
            for text in at_the_limit(limit, edge):
                if way == "policy":
                    every[way].fields["after"] = str(PolicyVersion.objects.count())
                found = stored(every[way], model, column, text, name)
                sent = text.strip() if model in {Site, Thread} else text
                if found != (sent if len(sent) <= limit else None):
                    wrong.append((way, name, edge, len(text), found and len(found)))
                tried += 1
    assert wrong == []
    tell(f"whole or refused {tried} of {tried}: one below, at and one above {len(LIMITS)} limits")


@pytest.mark.parametrize("edge", ["x", "\U0001f9ad", "ش"])
def test_a_name_at_its_limit_is_kept_whole_or_refused(edge):
    thread = make_thread(commenting="guests")
    for length in (59, 60, 61):
        name = "N" + "o" * (length - 1 - len(edge)) + edge
        body = {"body": "x", "name": name, "key": str(uuid4())}
        path = f"/t/{thread.public_id}/comment/post"
        answer = Client().post(path, body)
        last = Comment.objects.order_by("-pk").first()
        assert (answer.status_code < 400) == (length <= 60)
        assert last is not None
        assert len(last.guest_name) <= 60
        if length <= 60:
            assert last.guest_name == name


@pytest.mark.parametrize("edge", ["x", "\U0001f9ad", "ش"])
def test_a_reason_at_its_limit_is_kept_whole_or_refused(edge):
    client = staff()
    for length in (499, 500, 501):
        comment = make_comment(make_thread())
        reason = "y" * (length - 1) + edge
        form = {"act": "remove", "rule": "1", "reason": reason}
        answer = client.post(f"/staff/comments/{comment}/decide", form)
        kept = Decision.objects.filter(subject=comment).values_list("reason", flat=True)
        assert (answer.status_code < 400) == (length <= 500)
        assert list(kept) == ([reason] if length <= 500 else [])


def test_a_name_of_an_account_is_never_cut():
    door = next(one for one in doors() if one.name == "name")
    for length in (60, 61):
        name = "N" + "o" * (length - 2) + "\U0001f9ad"
        answer = door.send(name=name)
        assert (answer.status_code == 303) == (length == 60)
        assert Person.objects.filter(name=name).exists() == (length == 60)
