"""Somebody of an old site without an account here is erased, with all that imports kept of her."""

from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import Client

from colonnade.discussion.models import Comment, Thread
from colonnade.flows import erase
from colonnade.flows.decide import decide
from colonnade.flows.erase_again import erase_again
from colonnade.flows.erased_list import write_list
from colonnade.flows.report import Notice, report
from colonnade.kit.refusals import Refusal
from colonnade.moderation.actions import keep_note
from colonnade.moderation.models import Decision, LogEntry, Report
from colonnade.moderation.ruling import Ground
from colonnade.people.erased import erased_in
from colonnade.people.models import Erasure
from colonnade.people.reading import Actor
from colonnade.search.reading import Wanted, find
from colonnade.transfer.actions import ask, go, undo
from colonnade.transfer.erasing import ask_erase_of, try_erase
from colonnade.transfer.identities import ACCOUNT, MAIL
from colonnade.transfer.models import Run, RunState
from colonnade.transfer.reading import ledger_page
from colonnade.transfer.running import take_up
from tests.erasing.imported import (
    ADDRESS,
    CANARIES,
    EXPORT,
    HERS,
    NAME,
    USER,
    bring,
    by_marks,
    erased_now,
    folders,
    hits,
    id_of,
    insist_on_sound_counts,
    insist_that_others_stand,
    of_name,
    row_of,
    the_world,
    who_wrote,
)
from tests.factories import deliver_all, make_actor
from tests.shared_data import shared
from tests.staff.desk import staff, text
from tests.transfer import made_source
from tests.transfer.made_source import SITE, article, comment, found, made
from tests.web.test_log_from_outside import run as verify
from tests.web.test_log_from_outside import site as served

__all__ = ["folders", "made"]

pytestmark = pytest.mark.django_db


# ---------------------------------------------------------------------- a real export


def test_a_real_export_and_the_address_of_one_who_wrote_in_it():
    path = shared(EXPORT)
    run = bring(path)
    deliver_all()
    canaries = ("multiline author", "multiline@example.org", "wordpress exports it like this")
    assert {"discussion_comment.guest_name", "transfer_known.data"} < hits(canaries)
    mine = of_name("Multiline Author")
    # Her account of then is that of another name and address: both are shown, neither is assumed.
    bases = {one.kind: one for one in who_wrote(mine[0]).bases}
    assert set(bases) == {MAIL, ACCOUNT}
    assert bases[MAIL].comments == frozenset(mine)
    assert {"Tester", "Multiline Author"} < set(bases[ACCOUNT].names)
    before = hits(canaries), Comment.objects.count()
    trial = try_erase(by_marks(mine[0], MAIL))
    assert [one.id for one in trial.comments] == mine
    assert (trial.discussions, trial.names) == (1, ("Multiline Author",))
    assert (hits(canaries), Comment.objects.count()) == before, "to try writes nothing"
    erased_now(by_marks(mine[0], MAIL))
    assert hits(canaries) == set()
    assert len(of_name("Tester")) == 4
    for _ in range(2):
        bring(path)
        deliver_all()
        assert hits(canaries) == set()
    insist_on_sound_counts()
    later = Run.objects.filter(counts__comment__refused=1).exclude(public_id=run)
    assert later.count() == 2


def test_an_export_that_was_undone_and_comes_anew_comes_without_her():
    path = shared(EXPORT)
    run = bring(path)
    deliver_all()
    erased_now(by_marks(of_name("Ohai")[0], MAIL))
    undo(actor=make_actor(role="owner"), run=run)
    assert not Comment.objects.exists()
    run = bring(path)
    deliver_all()
    assert hits(("ohai", "test@example.org", "erster!1")) == set()
    assert len(of_name("Tester")) == 4
    line = ledger_page(run, outcome="refused", kind="comment").items[0]
    assert line.reason == "erased_here"


# ---------------------------------------------------------------------- everything of hers


def test_nothing_of_hers_is_found_anywhere(made):
    made(*the_world())
    records = the_world()
    records[1] = comment(1, text="<p>Now the gletschkurb goes.</p>", user=USER, **HERS)
    made(*records)
    deliver_all()
    owner = make_actor(role="owner")
    decide(
        actor=owner,
        comment=id_of(3),
        act="remove",
        reason="She wrote hulmprax.",
        ground=Ground(law="A law", facts="Found: gletschkurb."),
    )
    keep_note(actor=owner, subject=id_of(5), words="Mind the mirzlaub.")
    told = Notice(
        id_of(2), "illegal", words="I am hulmprax", email=ADDRESS, name=NAME, good_faith=True
    )
    report(actor=Actor(address="192.0.2.9"), notice=told)
    deliver_all()
    planted = hits(CANARIES)
    assert {
        *("discussion_comment.guest_name", "discussion_revision.source", "transfer_known.data"),
        *("transfer_change.before", "transfer_finding.before", "moderation_report.email"),
        *("moderation_decision.reason", "moderation_note.words", "discussion_comment.excerpt"),
    } <= planted
    tree = {row.public_id: (row.opens, row.depth) for row in Comment.objects.all()}
    decided = Decision.objects.count()
    word = erased_now(by_marks(id_of(1), MAIL, ACCOUNT))
    assert hits(CANARIES) == set()
    assert {row.public_id: (row.opens, row.depth) for row in Comment.objects.all()} == tree
    insist_that_others_stand()
    insist_on_sound_counts()
    assert Decision.objects.filter(subject=word, act="erase").count() == 1
    assert Decision.objects.count() == decided + 1
    assert Report.objects.filter(email="").exists()


def test_no_page_no_feed_no_api_and_no_search_tells_of_her(made):
    made(*the_world())
    deliver_all()
    asked = [
        *("/", "/feeds/comments.xml", "/log/", "/api/v1/threads", "/search/?q=fjordkrapf"),
        *(f"/t/{thread.public_id}/" for thread in Thread.objects.all()),
        *(f"/t/{thread.public_id}/feed.json" for thread in Thread.objects.all()),
        *(f"/api/v1/threads/{thread.public_id}/comments" for thread in Thread.objects.all()),
        *(f"/c/{id_of(source)}/" for source in range(1, 7)),
        *(f"/api/v1/comments/{id_of(source)}" for source in range(1, 7)),
    ]
    assert {Client().get(path, follow=True).status_code for path in asked} == {200}
    assert any("fjordkrapf" in text(Client().get(path, follow=True)) for path in asked)
    assert len(find(Wanted(words="fjordkrapf"), limit=9)) == 2
    erased_now(by_marks(id_of(1), MAIL))
    for path in asked:
        seen = text(Client().get(path, follow=True)).lower()
        if "q=" in path:  # what is asked for is said again
            seen = seen.replace("fjordkrapf", "")
        assert not [word for word in CANARIES if word in seen], path
    assert len(find(Wanted(words="fjordkrapf"), limit=9)) == 0
    desk = staff("owner")
    for source in (1, 2, 3, 5):
        seen = text(desk.get(f"/staff/comments/{id_of(source)}/"))
        assert not [word for word in CANARIES if word in seen.lower()]
    assert desk.get(f"/staff/imported/{id_of(1)}/").status_code == 404


def test_the_log_tells_of_it_and_verifies(made, tmp_path):
    made(*the_world())
    with served() as address:
        assert verify(address, tmp_path / "memory.json")[0] == 0
    erased_now(by_marks(id_of(1), MAIL))
    with served() as address:
        assert verify(address, tmp_path / "memory.json")[0] == 0
    assert LogEntry.objects.filter(act="erase").count() == 1


# ---------------------------------------------------------------------- what comes later


def test_a_later_export_brings_neither_what_changed_nor_what_is_new_of_her(made):
    made(*the_world())
    erased_now(by_marks(id_of(1), MAIL))
    records = the_world()
    records[1] = comment(1, text="<p>A fjordkrapf, reworded.</p>", user=USER, **HERS)
    records += [
        comment(7, subject="2", minute=4, text="<p>A new mirzlaub.</p>", **HERS),
        comment(8, subject="2", minute=5, parent="7", text="<p>To the new one.</p>", name="Di Fen"),
    ]
    run = made(*records)
    deliver_all()
    # Others' wordings of the old site come again only where they have changed there.
    assert hits(CANARIES) == set()
    assert row_of(1).visibility == "deleted"
    assert not Comment.objects.filter(public_id=id_of(7)).exists()
    assert row_of(8).visibility == "visible"
    refused = ledger_page(run, outcome="refused", kind="comment")
    assert {one.reason for one in refused.items} == {"erased_here"}
    assert {one.source for one in refused.items} == {"1", "3", "5", "7"}
    insist_on_sound_counts()


def test_a_later_import_that_is_undone_brings_nothing_of_her_back(made):
    made(*the_world())
    records = the_world()
    records[1] = comment(1, text="<p>Now the gletschkurb goes.</p>", user=USER, **HERS)
    later = made(*records)
    erased_now(by_marks(id_of(1), MAIL))
    with pytest.raises(Refusal, match="import_answered"):
        undo(actor=make_actor(role="owner"), run=later)
    assert hits(CANARIES) == set()


def test_a_name_alone_is_taken_off_and_stays_off(made):
    made(*the_world())
    deliver_all()
    erased_now(by_marks(id_of(1), MAIL), texts=False)
    assert hits(("wyvernia", "zumpfhorn", "quolhome")) == set()
    assert row_of(1).visibility == "visible"
    assert "fjordkrapf" in row_of(1).html
    page = text(Client().get(f"/c/{id_of(1)}/", follow=True))
    assert "Author unknown" in page
    changed = the_world()
    changed[1] = comment(1, text="<p>Reworded there.</p>", user=USER, account=True, **HERS)
    made(*changed, comment(7, minute=9, text="<p>Another one.</p>", **HERS))
    deliver_all()
    assert hits(("wyvernia", "zumpfhorn", "quolhome")) == set()
    assert (row_of(7).guest_name, row_of(7).visibility) == ("", "visible")


def test_a_backup_that_brings_her_back_is_answered_by_the_list(made):
    run = made(*the_world())
    erased_now(by_marks(id_of(1), MAIL))
    write_list()
    listed = Path(configured.DATA) / "erased.ndjson"
    lines = listed.read_text()
    assert not [word for word in CANARIES if word in lines.lower()]
    # As a backup of before has it: her comments stand, and nobody knows of an erasure.
    undo(actor=make_actor(role="owner"), run=run)
    Erasure.objects.all().delete()
    listed.unlink()
    made(*the_world())
    deliver_all()
    assert {"discussion_comment.guest_name", "transfer_known.data"} < hits(CANARIES)
    assert len(erase_again(people=erased_in(lines))) == 1
    deliver_all()
    assert hits(CANARIES) == set()
    insist_that_others_stand()
    assert set(erased_in(listed.read_text())) >= set(erased_in(lines))
    assert erase_again(people=erased_in(lines)) == []
    made(*the_world())
    assert hits(CANARIES) == set()


def test_what_waits_to_be_brought_in_forgets_her(made):
    made(*the_world())
    waiting = made(*the_world(), dry=True)
    other = made(article("9"), comment(90, subject="9", name="Di Fen", text="Kept."), dry=True)
    assert "records.sqlite" in hits(CANARIES)
    erased_now(by_marks(id_of(1), MAIL))
    assert hits(CANARIES) == set()
    assert found(waiting).state == "failed"
    assert found(waiting).failure["code"] == "import_forgotten"
    assert found(other).state == "ready"


def test_a_file_without_her_that_waits_is_read_anew_and_brought_in(made):
    made(*the_world())
    owner = make_actor(role="owner")
    made_source.content[:] = [SITE, article("9"), comment(90, subject="9", name="Di Fen")]
    waiting = ask(actor=owner, format="made", name="x", content=[b"x"])
    take_up(run=waiting, tell=lambda *_: None)
    assert found(waiting).state == "ready"
    erased_now(by_marks(id_of(1), MAIL))
    assert found(waiting).state == "ready"
    made_source.content += [comment(91, subject="9", minute=1, text="<p>mirzlaub</p>", **HERS)]
    go(actor=owner, run=waiting, publish=False)
    take_up(run=waiting, tell=lambda *_: None)
    assert found(waiting).counts["comment"]["refused"] == 1
    assert (row_of(90).guest_name, found(waiting).state) == ("Di Fen", "done")
    assert hits(CANARIES) == set()


def test_it_waits_for_an_import_that_is_half_written(made):
    run = made(*the_world())
    Run.objects.filter(public_id=run).update(state=RunState.WRITING)
    choice = by_marks(id_of(1), MAIL)
    ask_erase_of(
        actor=make_actor(role="owner"), choice=choice, texts=True, reason="A letter", at_once=True
    )
    assert erase.erase_due() == 0
    assert row_of(1).visibility == "visible"
    Run.objects.filter(public_id=run).update(state=RunState.DONE)
    Erasure.objects.update(due=Run.objects.get().created)
    assert erase.erase_due() == 1


def test_killed_in_the_middle_it_goes_on_where_it_was(made, monkeypatch):
    made(*the_world())
    step = erase._in_thread
    calls: list[int] = []

    class Killed(BaseException):
        """The process is gone."""

    def killed(thread: int, subject: erase._Subject, *, with_texts: bool) -> None:
        if calls:
            raise Killed
        calls.append(thread)
        step(thread, subject, with_texts=with_texts)

    monkeypatch.setattr(erase, "_in_thread", killed)
    with pytest.raises(Killed):
        erased_now(by_marks(id_of(1), MAIL))
    monkeypatch.setattr(erase, "_in_thread", step)
    assert erase.erase_due() == 1
    deliver_all()
    assert hits(CANARIES) == set()
    insist_on_sound_counts()
