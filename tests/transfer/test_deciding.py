"""What an import only guesses holds while an editor says so."""

import pytest

from colonnade.discussion.models import Comment
from colonnade.discussion.reading import soundness
from colonnade.kit.refusals import Refusal
from colonnade.transfer.deciding import (
    cut_text,
    decline_offer,
    reopen_offer,
    take_offer,
    uncut_text,
)
from colonnade.transfer.models import Offer, Run
from colonnade.transfer.undoing import undo
from tests.discussion.test_moving import insist_on_order
from tests.factories import deliver_all, make_actor, make_comment
from tests.transfer.small_wxr import Post, Said
from tests.transfer.table_hash import LEDGER, table_hash
from tests.transfer.test_undoing import bring, comment_of, thread_with

pytestmark = pytest.mark.django_db

SAID = [
    Said(1, "One."),
    Said(2, "rikiki - you are right.", minute=1),
    Said(3, "Three.", parent=2, minute=2),
    Said(4, "First of two. Second, by Bo.", minute=3),
]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def editor():
    return make_actor(role="editor")


@pytest.fixture
def run(tmp_path):
    public_id = bring(tmp_path, Post(7, SAID))
    deliver_all()
    return Run.objects.get(public_id=public_id)


def offer(run, kind, number, **value):
    comment = comment_of(number)
    return Offer.objects.create(
        run=run,
        kind=kind,
        thread=comment.thread.public_id,
        comment=comment.public_id if kind != "commenting" else "",
        value=value,
    ).pk


def hashes():
    deliver_all()
    return table_hash(without=[*LEDGER, "transfer_offer"])


def test_a_guessed_parent_is_fact_only_when_confirmed(run, editor):
    one, before = offer(run, "parent", 2, parent=comment_of(1).public_id), hashes()
    take_offer(actor=editor, offer=one)
    assert (comment_of(2).parent, comment_of(2).marks) == (comment_of(1), "inferred")
    assert comment_of(3).depth == 2
    insist_on_order(thread_with(comment_of(1)))
    with pytest.raises(Refusal, match="offer_decided"):
        take_offer(actor=editor, offer=one)
    reopen_offer(actor=editor, offer=one)
    assert hashes() == before
    assert Offer.objects.get(pk=one).value == {"parent": comment_of(1).public_id}


def test_of_two_guesses_about_one_comment_one_holds(run, editor):
    one = offer(run, "parent", 2, parent=comment_of(1).public_id)
    other = offer(run, "parent", 2, parent=comment_of(4).public_id)
    before = hashes()
    take_offer(actor=editor, offer=one)
    take_offer(actor=editor, offer=other)
    assert comment_of(2).parent == comment_of(4)
    assert [row.state for row in Offer.objects.order_by("pk")] == ["declined", "taken"]
    reopen_offer(actor=editor, offer=other)
    reopen_offer(actor=editor, offer=one)
    assert hashes() == before


def test_a_guess_is_taken_back_after_others_have_written_on(run, editor):
    one = offer(run, "parent", 2, parent=comment_of(1).public_id)
    take_offer(actor=editor, offer=one)
    thread = thread_with(comment_of(1))
    make_comment(thread, parent=comment_of(2).public_id)
    reopen_offer(actor=editor, offer=one)
    assert (comment_of(2).parent, comment_of(2).marks) == (None, "")
    insist_on_order(thread)


def test_a_rule_that_the_old_page_states_is_set_and_unset(run, editor):
    one, before = offer(run, "commenting", 1, commenting="members"), hashes()
    take_offer(actor=editor, offer=one)
    assert comment_of(1).thread.commenting == "members"
    reopen_offer(actor=editor, offer=one)
    assert hashes() == before


def test_what_was_declined_changes_nothing_and_may_be_asked_again(run, editor):
    one, before = offer(run, "parent", 2, parent=comment_of(1).public_id), hashes()
    decline_offer(actor=editor, offer=one)
    with pytest.raises(Refusal, match="offer_decided"):
        take_offer(actor=editor, offer=one)
    reopen_offer(actor=editor, offer=one)
    with pytest.raises(Refusal, match="offer_open"):
        reopen_offer(actor=editor, offer=one)
    assert hashes() == before


def test_a_text_is_cut_into_comments_and_joined_again(run, editor):
    whole, owner = comment_of(4), make_actor(role="owner")
    Comment.objects.filter(pk=whole.pk).update(marks="undated,unknown")
    offer(run, "cut", 4, cuts=[[0, 13, "", 0.4]])
    before = hashes()
    ids = cut_text(
        actor=editor, comment=whole.public_id, pieces=[(0, 13, ""), (14, 28, " Bo  Quill ")]
    )
    first, second = (Comment.objects.get(public_id=one) for one in ids)
    assert [first.excerpt, second.excerpt] == ["First of two.", "Second, by Bo."]
    assert (first.guest_name, second.guest_name, first.marks) == ("", "Bo Quill", "undated")
    assert comment_of(4).visibility == "removed"
    assert not comment_of(4).placed
    thread = thread_with(whole)
    assert (thread.visible, thread.total) == (5, 6)
    insist_on_order(thread)
    assert hashes()["search_words"] != before["search_words"]
    with pytest.raises(Refusal, match="offer_decided"):
        cut_text(actor=editor, comment=whole.public_id, pieces=[(0, 5, "")])
    with pytest.raises(Refusal) as caught:
        undo(actor=owner, run=run.public_id)
    assert caught.value.data["listed"] == whole.public_id
    uncut_text(actor=editor, comment=whole.public_id)
    assert hashes() == before
    assert all(one.is_sound for one in soundness())


def test_the_proposed_cuts_may_be_taken_as_they_are(run, editor):
    one = offer(run, "cut", 4, cuts=[[0, 13, "Ann", 0.4], [14, 28, "Bo", 0.9]])
    take_offer(actor=editor, offer=one)
    names = Comment.objects.filter(thread=comment_of(4).thread_id, seq__gt=4)
    assert list(names.order_by("seq").values_list("guest_name", flat=True)) == ["Ann", "Bo"]


def test_pieces_that_were_answered_stay(run, editor):
    whole = comment_of(4).public_id
    (piece,) = cut_text(actor=editor, comment=whole, pieces=[(0, 13, "")])
    make_comment(thread_with(comment_of(4)), parent=piece)
    with pytest.raises(Refusal, match="cut_answered"):
        uncut_text(actor=editor, comment=whole)
    assert comment_of(4).visibility == "removed"


@pytest.mark.parametrize(
    ("pieces", "code"),
    [
        ([], "cut_invalid"),
        ([(0, 0, "")], "cut_invalid"),
        ([(13, 14, "")], "cut_invalid"),
        ([(0, 29, "")], "cut_invalid"),
        ([(-3, 9, "")], "cut_invalid"),
        ([(0, 9, ""), (8, 12, "")], "cut_invalid"),
        ([(0, 9, "n" * 61)], "name_too_long"),
    ],
)
def test_impossible_cuts_are_refused(run, editor, pieces, code):
    before = hashes()
    with pytest.raises(Refusal) as caught:
        cut_text(actor=editor, comment=comment_of(4).public_id, pieces=pieces)
    assert caught.value.code == code
    assert hashes() == before


def test_members_decide_nothing(run):
    member = make_actor()
    one = offer(run, "parent", 2, parent=comment_of(1).public_id)
    for act in (take_offer, decline_offer, reopen_offer):
        with pytest.raises(Refusal, match="moderators_only"):
            act(actor=member, offer=one)
    with pytest.raises(Refusal, match="moderators_only"):
        cut_text(actor=member, comment=comment_of(4).public_id, pieces=[(0, 9, "")])
    with pytest.raises(Refusal, match="offer_missing"):
        take_offer(actor=make_actor(role="moderator"), offer=one + 1)
