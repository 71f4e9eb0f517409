"""The owner asks on a screen: a dry run first, then go; the worker has it done beside itself."""

import pytest

from colonnade.discussion.models import Comment
from colonnade.kit.refusals import Refusal
from colonnade.sites.reading import current_site
from colonnade.transfer.actions import ask, go
from colonnade.transfer.background import Starter
from colonnade.transfer.models import Run
from colonnade.transfer.reading import ledger_page
from colonnade.transfer.running import take_up
from tests.factories import make_actor
from tests.transfer.made_source import found
from tests.transfer.small_wxr import Post, Said, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_site(settings, tmp_path):
    settings.DATA = tmp_path
    current_site()


@pytest.fixture
def export(tmp_path):
    return write(tmp_path / "old.xml", Post(1, [Said(1), Said(2, parent=1, minute=1)]))


def asked(export, actor):
    content = export.read_bytes()
    pieces = [content[place : place + 100] for place in range(0, len(content), 100)]
    return ask(actor=actor, format="wordpress", name=export.name, content=pieces)


def carry_out(run):
    take_up(run=run, tell=lambda *_: None)


def test_a_dry_run_is_made_first_and_go_brings_the_same_in(export):
    owner = make_actor(role="owner")
    run = asked(export, owner)
    assert found(run).state == "asked"
    carry_out(run)
    dry = found(run)
    assert (dry.state, dry.dry, Comment.objects.count()) == ("ready", True, 0)
    shown = ledger_page(run)
    go(actor=owner, run=run, publish=False)
    assert found(run).state == "asked"
    carry_out(run)
    assert (found(run).state, Comment.objects.count()) == ("done", 2)
    assert ledger_page(run) == shown
    assert found(run).person == owner.person


def test_only_an_owner_may_ask_and_go(export):
    for role in ("member", "moderator"):
        with pytest.raises(Refusal) as caught:
            asked(export, make_actor(role=role))
        assert caught.value.code == "owners_only"
    owner = make_actor(role="owner")
    run = asked(export, owner)
    carry_out(run)
    with pytest.raises(Refusal) as caught:
        go(actor=make_actor(role="moderator"), run=run, publish=False)
    assert caught.value.code == "owners_only"


def test_go_is_said_once_and_only_after_the_dry_run(export):
    owner = make_actor(role="owner")
    run = asked(export, owner)

    def refused(run):
        with pytest.raises(Refusal) as caught:
            go(actor=owner, run=run, publish=False)
        return caught.value.code

    assert refused(run) == "import_not_ready"
    carry_out(run)
    go(actor=owner, run=run, publish=False)
    assert refused(run) == "import_not_ready"
    carry_out(run)
    assert refused(run) == "import_not_ready"
    assert refused("bcdfghjkmnpq") == "import_missing"


def test_a_file_that_cannot_be_read_is_told_and_not_tried_again(tmp_path):
    run = ask(
        actor=make_actor(role="owner"), format="wordpress", name="x.xml", content=[b"<rss><chan"]
    )
    with pytest.raises(Refusal):
        carry_out(run)
    assert found(run).failure["code"] == "import_unreadable"
    carry_out(run)
    assert found(run).state == "failed"
    assert Starter()._next() is None


def test_the_worker_starts_what_waits_the_oldest_first_and_leaves_other_runs_alone(export):
    owner, starter = make_actor(role="owner"), Starter()
    Run.objects.create(format="wordpress", file_name="by hand.xml", state="writing")
    assert starter._next() is None
    first, second = asked(export, owner), asked(export, owner)
    assert starter._next() == first
    carry_out(first)
    assert starter._next() == second
