import json
import shutil

import pytest
from django.conf import settings

from colonnade.cli.examining import examine
from colonnade.discussion.models import Block, Comment, Thread
from colonnade.flows.end_silence import keep_law_desk
from colonnade.flows.take_order import take_order
from colonnade.moderation.models import Sealed
from colonnade.moderation.orders import PRESERVE, NewOrder
from colonnade.outbox.models import Delivery, Event
from colonnade.outbox.worker import MAX_ATTEMPTS
from colonnade.project.config import load_config
from colonnade.search.actions import forget, rebuild
from colonnade.search.comments import comment_documents
from tests.factories import deliver_all, make_actor, make_comment, make_person, make_thread

MIB = 2**20


@pytest.fixture
def states(command):
    """Return the state of each check, and the exit status under ''."""

    def look() -> dict[str, object]:
        said = command("doctor", "--json")
        found = {one["check"]: one["state"] for one in json.loads(said.out)}
        return {"": said.status, **found}

    return look


@pytest.fixture
def healthy(db):
    make_person("Boss", role="owner")
    thread = make_thread(comments=40)
    deliver_all()
    rebuild(documents=comment_documents())
    return thread


def test_an_index_with_gaps_is_noticed_and_filled_by_reindex(healthy, states, command):
    forget(kind="comment", subjects=[next(comment_documents()).subject])
    assert states()["search"] == "advice"
    assert command("reindex").out == "Search finds 40 articles and comments.\n"
    assert states()["search"] == "good"


def test_a_healthy_site_is_well(healthy, states):
    assert states() == {
        "": 0,
        "database": "good",
        "threads": "good",
        "outbox": "good",
        "search": "good",
        "mail": "advice",
        "secret": "good",
        "sealed": "good",
        "address": "advice",
        "pictures": "good",
        "disk": "good",
        "owner": "good",
        "debug": "good",
    }


def test_people_read_it_too(healthy, command):
    said = command("doctor")
    assert said.status == 0
    assert "✓ threads:" in said.out
    assert "COLONNADE_EMAIL_URL" in said.out


@pytest.mark.parametrize(
    "spoil",
    [
        lambda thread: Thread.objects.filter(pk=thread.id).update(visible=39, gone=1),
        lambda thread: Block.objects.filter(thread=thread.id, axis="opens").update(count=1),
        lambda thread: Comment.objects.filter(thread=thread.id, seq=1).update(closes=2**61),
        lambda thread: Comment.objects.filter(thread=thread.id, seq=1).update(placed=False),
    ],
    ids=["count", "block", "label", "place"],
)
def test_a_thread_that_does_not_add_up_is_found(healthy, states, spoil):
    assert spoil(healthy)
    found = states()
    assert found["threads"] == "bad"
    assert found[""] == 1


def test_deliveries_that_were_given_up_are_found(healthy, states):
    event = Event.objects.create(name="X", payload={}, recorded="2026-01-01T00:00:00Z")
    assert states()["outbox"] == "advice"
    due = "2026-01-01T00:00:00Z"
    Delivery.objects.create(
        event=event, handler="h", attempts=MAX_ATTEMPTS, due=due, error="ValueError()"
    )
    assert states()["outbox"] == "bad"


def test_a_secret_that_others_can_read_is_found(healthy, states):
    secret = settings.DATA / "secret.key"
    secret.chmod(0o644)
    try:
        assert states()["secret"] == "bad"
    finally:
        secret.chmod(0o600)


@pytest.fixture
def sealed(healthy, tmp_path, settings):
    """Look as the doctor does, but with a data folder of its own: return state and words."""
    (tmp_path / "secret.key").touch(0o600)

    def look(check: str = "sealed") -> tuple[str, str]:
        config = load_config(tmp_path)
        settings.FORMER_SECRETS = config.former_secrets
        return next((one.state, one.say) for one in examine(config) if one.check == check)

    return look


@pytest.fixture
def order(healthy):
    new = NewOrder(authority="Court", kind=PRESERVE, comment=make_comment(make_thread()))
    return take_order(actor=make_actor(role="owner"), new=new)


def test_sealed_copies_that_need_another_secret_are_found_and_it_is_said_what_to_do(
    sealed, order, tmp_path, settings
):
    former = tmp_path / "secret.former"
    assert sealed()[0] == "good"
    before, settings.SECRET_KEY = settings.SECRET_KEY, "another secret"
    state, say = sealed()
    assert state == "bad"
    assert str(former) in say
    former.write_text(f"\none of long ago\n{before}\n")
    former.chmod(0o600)
    assert sealed()[0] == "advice"
    keep_law_desk()
    state, say = sealed()
    assert state == "advice"
    assert "delete it" in say
    assert sealed("secret")[0] == "good"
    former.chmod(0o640)
    assert sealed("secret")[0] == "bad"
    former.unlink()
    assert sealed()[0] == "good"


def test_a_sealed_copy_that_was_changed_is_found(sealed, order):
    Sealed.objects.update(digest="0" * 64)
    state, say = sealed()
    assert state == "bad"
    assert order in say


def test_pictures_that_cannot_be_kept_are_found(healthy, states, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    assert states()["pictures"] == "good"
    settings.MEDIA_ROOT.rmdir()
    settings.MEDIA_ROOT.write_text("a file is no folder")  # root may write into any folder
    found = states()
    assert found["pictures"] == "bad"
    assert found[""] == 1


@pytest.mark.parametrize(("free", "state"), [(99, "bad"), (1023, "advice"), (1025, "good")])
def test_a_disk_that_fills_up_is_found(healthy, states, monkeypatch, free, state):
    monkeypatch.setattr("shutil.disk_usage", lambda _: shutil._ntuple_diskusage(0, 0, free * MIB))
    assert states()["disk"] == state


def test_an_address_that_readers_use_is_known_and_its_web_server_is_asked_for(
    healthy, states, command, monkeypatch
):
    command("site", "set", "public_url", "https://news.example")
    said = command("doctor").out
    assert "https://news.example" in said
    assert "COLONNADE_TRUSTED_PROXIES" in said
    monkeypatch.setenv("COLONNADE_TRUSTED_PROXIES", "127.0.0.1")
    assert states()["address"] == "good"


def test_a_site_that_nobody_owns_is_found(states):
    assert states()["owner"] == "bad"
