"""After an erasure nothing leads to her: not a row, not a word of the index, not a file."""

from pathlib import Path

import pytest
from django.test import Client

from colonnade.discussion.models import Comment
from colonnade.flows import erase
from colonnade.flows.ask_erase import ask_erase, ask_erase_for
from colonnade.flows.decide import decide
from colonnade.flows.erase_again import erase_again
from colonnade.kit import clock
from colonnade.kit.refusals import Refusal
from colonnade.moderation.actions import claim, keep_filter, keep_note, publish_policy
from colonnade.moderation.models import Decision, LogEntry, Order, Sealed
from colonnade.outbox.models import Event
from colonnade.people.actions import keep_picture
from colonnade.people.actions.erasing import note_erased
from colonnade.people.actions.keeping import know_browser
from colonnade.people.erased import Erased, erased_in
from colonnade.people.erasures import erasure_of
from colonnade.people.models import Erasure, Person
from colonnade.people.reading import actor_of
from colonnade.people.whom import whom_of
from tests.erasing import dump, world
from tests.factories import (
    deliver_all,
    fresh,
    make_actor,
    make_comment,
    make_person,
    make_thread,
)
from tests.laws.test_erasing import PLANTED
from tests.staff.desk import staff, text
from tests.web.test_log_from_outside import run, site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.DATA = tmp_path
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    settings.MAIL_GOES_TO_FILES = True


def carried_out(her: world.World, *, texts: bool = True) -> str:
    """Erase her now; return her word."""
    whom = whom_of(person=her.her.person, guest=her.her.guest)
    assert whom is not None
    erase.carry_out(erasure=note_erased(word=whom.word, texts=texts))
    deliver_all()
    return whom.word


@pytest.mark.parametrize("make", [world.member, world.guest])
def test_nothing_of_hers_is_found_anywhere(make):
    her = make()
    found = dump.hits(world.CANARIES)
    planted = {
        f"{label.lower().replace('.', '_')}.{column}"
        for label, columns in PLANTED.items()
        for column in columns
    }
    only_members = {"account_emailaddress", "outbox_delivery", "people_person"}
    if her.her.is_member:
        assert planted - found == {"discussion_comment.guest_name"}
        assert any(name.startswith("file:") for name in found)
    else:
        assert {name.partition(".")[0] for name in planted - found} <= only_members
    assert any(name.startswith("search_words.") for name in found)
    if her.her.is_member:
        know_browser(person=her.her.person or 0, token="the key of her browser")
    number = {"person": her.her.person, "guest": her.her.guest}
    assert dump.leading_to(**number)
    carried_out(her)
    assert dump.hits(world.CANARIES) == set()
    assert dump.leading_to(**number) == set()


def test_what_stays_is_the_tree_the_counts_and_the_record():
    her = world.member()
    before = fresh(her.thread)
    places = {row.public_id: (row.opens, row.depth) for row in Comment.objects.all()}
    decided = Decision.objects.count()
    words = carried_out(her)
    after = fresh(her.thread)
    assert (after.total, after.gone) == (before.total, before.gone + 2)
    assert after.total == after.visible + after.held + after.gone
    assert {row.public_id: (row.opens, row.depth) for row in Comment.objects.all()} == places
    for reply in her.replies:
        assert Comment.objects.get(public_id=reply).visibility == "visible"
    assert Decision.objects.count() == decided
    assert Decision.objects.filter(subject=words).exists()
    page = Client().get(f"/t/{her.thread.public_id}/").content.decode()
    assert "erased at its writer" in page
    assert "Surely not." in page
    assert "[erased at the writer" in page
    seen = text(staff("owner").get(f"/staff/comments/{her.hers[0]}/"))
    assert "It was erased at its writer" in seen
    assert "The reason given" not in seen


def test_her_name_goes_and_her_texts_stay():
    her = world.member()
    carried_out(her, texts=False)
    first = Comment.objects.get(public_id=her.hers[0])
    assert first.visibility == "visible"
    assert "fjordkrapf" in first.html
    assert (first.person_id, first.guest_id, first.guest_name) == (None, None, "")
    assert dump.hits(["wyvernia", "zumpfhorn", "jarlquist", world.PICTURE]) == set()
    assert "Author unknown" in Client().get(f"/t/{her.thread.public_id}/").content.decode()
    assert Comment.objects.get(public_id=her.hers[1]).visibility == "held"


def test_erasing_twice_is_harmless():
    her = world.member()
    word = carried_out(her)
    rows = dump.counts()
    erase.carry_out(erasure=Erasure.objects.get(word=word).public_id)
    erase.erase_due()
    deliver_all()
    assert dump.counts() == rows


def test_killed_in_the_middle_it_goes_on_where_it_was(monkeypatch):
    her = world.member()
    before = fresh(her.thread)
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
        carried_out(her)
    monkeypatch.setattr(erase, "_in_thread", step)
    assert erase.erase_due() == 1
    deliver_all()
    assert dump.hits(world.CANARIES) == set()
    assert fresh(her.thread).total == before.total


def test_the_only_owner_stays_and_is_tried_again_a_day_later():
    Person.objects.filter(role="owner").update(is_active=False)
    owner = make_person(role="owner")
    note_erased(word=owner.handle, texts=True)
    assert erase.erase_due() == 0
    waiting = erasure_of(owner.handle)
    assert waiting is not None
    assert waiting.due > clock.now()
    with pytest.raises(Refusal, match="owner_last"):
        ask_erase(actor=actor_of(owner), texts=True)


def test_the_log_verifies_before_and_after(monkeypatch, tmp_path):
    her = world.member()
    with site() as address:
        assert run(address, tmp_path / "memory.json")[0] == 0
    whom = whom_of(person=her.her.person, guest=None)
    assert whom is not None
    ask_erase_for(actor=her.owner, whom=whom, texts=True, reason="A letter", at_once=True)
    assert erase.erase_due() == 1
    with site() as address:
        assert run(address, tmp_path / "memory.json")[0] == 0
    assert LogEntry.objects.filter(act="erase").exists()


def test_what_the_law_desk_keeps_sealed_stays():
    her = world.member()
    order = Order.objects.create(
        authority="A court", kind="preserve", subject=her.hers[0], deadline=clock.now()
    )
    copy = Sealed.objects.create(
        order=order, subject=her.hers[0], body="{}", digest="d", until=clock.now()
    )
    carried_out(her)
    assert Sealed.objects.filter(pk=copy.pk).exists()
    assert dump.hits(world.CANARIES) == set()


def test_every_page_that_showed_her_is_spoiled():
    her = world.member()
    newest = Event.objects.order_by("-pk").values_list("pk", flat=True)[0]
    word = carried_out(her)
    spoiled = Event.objects.filter(pk__gt=newest).values_list("spoils", flat=True)
    keys = {key for one in spoiled for key in one.split()}
    threads = Comment.objects.filter(public_id__in=her.hers)
    wanted = {f"thread:{one}" for one in threads.values_list("thread__public_id", flat=True)}
    assert wanted | {f"person:{word}", "people", f"spoken:{word}", "threads"} <= keys


def test_a_backup_that_brings_her_back_is_answered_by_the_list(tmp_path):
    gone, other = make_person(), make_person()
    listed = (Erased(gone.handle, texts=True), Erased("nobodyknows1", texts=False))
    assert erase_again(people=listed) == [gone.handle]
    assert not Person.objects.filter(pk=gone.pk).exists()
    assert Person.objects.filter(pk=other.pk).exists()
    kept = erased_in((tmp_path / "erased.ndjson").read_text())
    assert set(kept) >= set(listed)
    assert erase_again(people=kept) == []


def test_a_new_picture_deletes_the_files_of_the_old_one(
    tmp_path, django_capture_on_commit_callbacks
):
    person = make_person()
    place = tmp_path / "media" / "portraits"
    place.mkdir(parents=True)
    for name in ("a" * 32, "b" * 32):
        for size in (48, 96, 192):
            (place / f"{name}-{size}.webp").write_text("x")
    with django_capture_on_commit_callbacks(execute=True):
        keep_picture(person=person.pk, picture="a" * 32)
        keep_picture(person=person.pk, picture="b" * 32)
    assert {path.name[0] for path in place.iterdir()} == {"b"}


def test_one_of_the_staff_leaves_her_decisions_without_her_name():
    her = actor_of(make_person("Wyvernia Quol", role="moderator"))
    whom = whom_of(person=make_person().pk, guest=None)
    assert whom is not None
    comment = make_comment(make_thread(), held=True)
    decide(actor=her, comment=comment, act="approve")
    keep_note(actor=her, subject=whom.word, words="Mine: pyxmarre.")
    claim(actor=her, comments=[comment])
    keep_filter(actor=her, name="pyxmarre", query="")
    publish_policy(source="# 1. Be kind\n\nPlease.", author=her.name)
    erase.carry_out(erasure=note_erased(word=her.handle, texts=True))
    deliver_all()
    assert dump.hits(["wyvernia", "pyxmarre"]) == set()
    decision = Decision.objects.get(subject=comment, act="approve")
    assert (decision.person, decision.name, decision.role) == (None, "", "moderator")
    assert staff("owner").get("/staff/decisions/").status_code == 200
    assert staff("owner").get(f"/staff/comments/{comment}/").status_code == 200


def test_a_wish_of_an_owner_who_goes_herself_is_carried_out():
    first, second, whom = make_actor(role="owner"), make_actor(role="owner"), make_person()
    found = whom_of(person=whom.pk, guest=None)
    assert found is not None
    ask_erase_for(actor=first, whom=found, texts=True, reason="By letter")
    erase.carry_out(erasure=note_erased(word=first.handle, texts=True))
    Erasure.objects.filter(done=None).update(due=clock.now())
    assert erase.erase_due() == 1
    assert not Person.objects.filter(pk=whom.pk).exists()
    assert Decision.objects.get(act="erase").name != first.name
    assert second.person is not None
