"""An import undone leaves every table as it was; what others have built on stays."""

from dataclasses import replace

import pytest

from colonnade.discussion.actions import move, set_commenting
from colonnade.discussion.models import Comment, Revision, Thread
from colonnade.discussion.reading import soundness, thread_of
from colonnade.flows.decide import decide
from colonnade.flows.manage_thread import manage_thread
from colonnade.kit.refusals import Refusal
from colonnade.moderation.ruling import Ground
from colonnade.sites.reading import current_site
from colonnade.transfer.models import Known, Run
from colonnade.transfer.names import public_id
from colonnade.transfer.running import bring_in
from colonnade.transfer.undoing import undo
from tests.discussion.test_moving import insist_on_order
from tests.factories import deliver_all, make_actor, make_comment, make_thread
from tests.transfer.small_wxr import Post, Said, write
from tests.transfer.table_hash import rows_of, table_hash

pytestmark = pytest.mark.django_db

FIRST = [
    Said(1, "One, about <em>lanterns</em>."),
    Said(2, "Two.", parent=1, minute=1),
    Said(3, "Three.", parent=2, state="held", minute=2),
    Said(4, "Buy now.", state="spam", minute=3),
    Said(5, "Five, to somebody absent.", parent=99, minute=4),
]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def owner():
    return make_actor(role="owner")


def bring(path, *posts, **options):
    """Import an export of these posts and return the run."""
    file = write(path / f"{len(list(path.iterdir()))}.xml", *posts)
    return bring_in(
        name="wordpress",
        path=file,
        tell=lambda *_: None,
        **{"dry": False, "publish": False} | options,
    )


def insist_on_the_same(before):
    deliver_all()
    after = table_hash()
    different = {name: rows_of(name)[:3] for name in before if before[name] != after[name]}
    assert not different
    assert all(one.is_sound for one in soundness())


def comment_of(number):
    """Return the comment that this number of the export has become."""
    origin = Run.objects.exclude(origin=None).latest("pk").origin
    assert origin is not None
    return Comment.objects.get(public_id=public_id(origin.namespace, "comment", str(number)))


def thread_with(comment):
    found = thread_of(current_site(), comment.thread.public_id)
    assert found is not None
    return found


def refused(owner, run):
    """Undo in vain; return the refusal. Nothing is changed by it."""
    before = table_hash(without=["outbox_event", "outbox_delivery"])
    with pytest.raises(Refusal) as caught:
        undo(actor=owner, run=run)
    assert table_hash(without=["outbox_event", "outbox_delivery"]) == before
    return caught.value


def test_a_first_import_goes_without_a_trace(owner, tmp_path):
    make_comment(make_thread(comments=4), body="Of our own, about lanterns.")
    deliver_all()
    before = table_hash()
    run = bring(tmp_path, Post(7, FIRST), Post(8), Post(9, [Said(20 + n) for n in range(40)]))
    deliver_all()
    assert Comment.objects.count() == 5 + 5 + 1 + 40
    assert table_hash()["search_words"] != before["search_words"]
    undo(actor=owner, run=run)
    insist_on_the_same(before)
    assert Run.objects.get(public_id=run).state == "undone"
    # It may come again, and has the same addresses.
    again = bring(tmp_path, Post(7, FIRST))
    assert Run.objects.get(public_id=again).counts["comment"]["created"] == 5


LATER = [
    replace(FIRST[0], text="One, about lamps.", name="Ada Q."),
    FIRST[1],
    replace(FIRST[2], state="visible"),
    replace(FIRST[3], state="visible", text="Not spam after all."),
    FIRST[4],
    Said(6, "Six.", parent=3, minute=50),
    Said(7, "Seven.", parent=6, minute=51),
    Said(8, "Eight, to nobody.", minute=52),
    Said(99, "I was only late.", parent=1, minute=2),
    Said(10, "Ten, to another who is absent.", parent=98, minute=53),
]


def test_a_later_file_brings_what_is_new_and_changed_and_goes_without_a_trace(owner, tmp_path):
    bring(tmp_path, Post(7, FIRST), Post(8))
    thread = thread_with(comment_of(1))
    deliver_all()
    before = table_hash()
    run = bring(tmp_path, Post(7, LATER), Post(8, [Said(30)]))
    counts = Run.objects.get(public_id=run).counts["comment"]
    assert {name: counts[name] for name in ("created", "existing", "merged", "refused")} == {
        "created": 6,
        "existing": 2,
        "merged": 3,
        "refused": 0,
    }
    deliver_all()
    insist_on_order(thread)
    one = comment_of(1)
    assert (one.revision, one.guest_name) == (2, "Ada Q.")
    assert "lamps" in one.html
    assert list(one.revisions.order_by("number").values_list("source", flat=True)) == [
        "One, about <em>lanterns</em>.",
        "One, about lamps.",
    ]
    assert [comment_of(number).visibility for number in (3, 4)] == ["visible", "visible"]
    for number, parent in ((6, 3), (7, 6), (99, 1), (5, 99)):
        assert comment_of(number).parent == comment_of(parent)
    assert comment_of(8).parent is None
    absent = comment_of(10).parent
    assert (absent.visibility, absent.marks) == ("deleted", "absent")
    same = bring(tmp_path, Post(7, LATER), Post(8, [Said(30)]))
    assert Run.objects.get(public_id=same).counts["comment"]["existing"] == 11
    undo(actor=owner, run=same)
    undo(actor=owner, run=run)
    insist_on_the_same(before)


def test_what_a_moderator_decided_is_not_undone_by_a_later_file(owner, tmp_path):
    bring(tmp_path, Post(7, FIRST))
    decide(
        actor=owner,
        comment=comment_of(2).public_id,
        act="remove",
        reason="Rude.",
        ground=Ground(rule=1),
    )
    bring(tmp_path, Post(7, [replace(said, text=said.text + " More.") for said in FIRST]))
    two = comment_of(2)
    assert (two.visibility, two.note, two.revision) == ("removed", "Rude.", 2)
    assert not two.revisions.get(number=2).shown


@pytest.mark.parametrize("later", [False, True])
def test_an_answer_stands_against_it(owner, tmp_path, later):
    run = bring(tmp_path, Post(7, FIRST))
    if later:
        run = bring(tmp_path, Post(7, LATER))
    answer = make_comment(thread_with(comment_of(2)), parent=comment_of(2).public_id)
    why = refused(owner, run)
    assert (why.code, why.data) == ("import_answered", {"count": 1, "listed": answer})


def test_twenty_of_many_answers_are_named(owner, tmp_path):
    run = bring(tmp_path, Post(7, FIRST))
    thread = thread_with(comment_of(1))
    said = [make_comment(thread) for _ in range(23)]
    why = refused(owner, run)
    assert (why.data["count"], str(why.data["listed"]).split()) == (23, said[:20])


def test_decisions_stand_against_it(owner, tmp_path):
    run = bring(tmp_path, Post(7, FIRST), Post(8))
    three = comment_of(3)
    decide(actor=owner, comment=three.public_id, act="approve")
    why = refused(owner, run)
    assert (why.code, why.data["listed"]) == ("import_answered", three.public_id)
    decide(actor=owner, comment=three.public_id, act="hold")
    assert refused(owner, run).code == "import_answered"


def test_closing_a_brought_thread_stands_against_it(owner, tmp_path):
    run = bring(tmp_path, Post(7, FIRST))
    thread = comment_of(1).thread.public_id
    manage_thread(actor=owner, thread=thread, closed=True, commenting="")
    assert refused(owner, run).data["listed"] == thread


def test_a_thread_that_was_changed_after_a_later_file_stands_against_it(owner, tmp_path):
    bring(tmp_path, Post(7, FIRST))
    run = bring(tmp_path, Post(7, LATER))
    move(comment=comment_of(2).public_id, parent="")
    assert refused(owner, run).data["listed"] == comment_of(1).thread.public_id


def test_what_concerns_something_else_does_not(owner, tmp_path):
    other = make_thread(comments=3)
    run = bring(tmp_path, Post(7, FIRST))
    make_comment(other)
    decide(
        actor=owner,
        comment=Comment.objects.filter(thread=other.id)[0].public_id,
        act="remove",
        reason="Rude.",
        ground=Ground(rule=1),
    )
    set_commenting(thread=other.id, commenting="members")
    undo(actor=owner, run=run)
    assert Thread.objects.count() == 1
    assert not Known.objects.exists()


def test_a_later_run_is_to_be_undone_first(owner, tmp_path):
    first = bring(tmp_path, Post(7, FIRST))
    dry = bring(tmp_path, Post(7, LATER), dry=True)
    second = bring(tmp_path, Post(7, LATER))
    why = refused(owner, first)
    assert (why.code, why.data) == ("import_not_last", {"later": second})
    assert refused(owner, dry).code == "import_not_done"
    undo(actor=owner, run=second)
    undo(actor=owner, run=first)
    assert not Revision.objects.exists()
    assert refused(owner, first).code == "import_not_done"


@pytest.mark.parametrize(
    ("role", "run", "code"),
    [("editor", "", "owners_only"), ("owner", "nothing", "import_missing")],
)
def test_only_owners_undo_what_is_there(tmp_path, role, run, code):
    done = bring(tmp_path, Post(7, FIRST))
    assert refused(make_actor(role=role), run or done).code == code
