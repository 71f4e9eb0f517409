"""What a later import adds to a thread stands where it belongs, and goes without a trace."""

import json
from datetime import timedelta
from itertools import count
from uuid import NAMESPACE_URL, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colonnade.discussion.actions import (
    AddedComment,
    LoadedText,
    LoadedWording,
    RevisedComment,
    add_loaded,
    change_visibility,
    close_thread,
    difference,
    move,
    put_back,
    remove_loaded_comments,
    remove_loaded_threads,
    restore_loaded,
    revise_loaded,
    standing_of,
)
from colonnade.discussion.models import Block, Closure, Comment, Revision, Thread
from colonnade.discussion.reading import soundness
from colonnade.kit import clock, ids
from colonnade.kit.markup import Format, render
from colonnade.kit.refusals import Refusal
from tests.conftest import FULL
from tests.discussion.test_moving import insist_on_order
from tests.factories import fresh, make_comment, make_thread, pk_of, told
from tests.transfer.table_hash import rows_of, table_hash

pytestmark = pytest.mark.django_db
STATES = ("visible", "held", "removed", "deleted")
MANY = 3000 if FULL else 1200
_numbers = count(10_000)
EPOCH = clock.now() - timedelta(days=4000)


def wording(source, *, shown=True):
    html = render(source, Format.HTML)
    return LoadedWording(source, Format.HTML, html, EPOCH, shown)


def added(number, *, parent="", state="visible", minutes=0):
    """A comment as an import would bring it."""
    text = LoadedText(
        public_id=ids.id_from(number),
        key=uuid5(NAMESPACE_URL, str(number)),
        created=EPOCH + timedelta(minutes=minutes),
        edited=None,
        excerpt=f"Number {number}.",
        wordings=(wording(f"<p>Number {number}.</p>", shown=state == "visible"),),
        guest_name="Somebody",
    )
    return AddedComment(parent, state, text)


def all_rows():
    """Return every row of this room's tables."""
    return [rows_of(f"discussion_{name}") for name in ("thread", "comment", "revision", "block")]


def insist_it_is_gone(thread, before, comments):
    """Undo as an import is undone."""
    now = standing_of(thread.public_id)
    kept = json.loads(json.dumps(difference(before, now)))
    remove_loaded_comments(comments=comments)
    put_back(thread=thread.public_id, before=kept)
    assert standing_of(thread.public_id) == before


@given(data=st.data())
def test_added_comments_stand_where_they_belong_and_go_without_a_trace(data):
    thread = make_thread(comments=data.draw(st.integers(0, 12)))
    for row in Comment.objects.filter(thread=thread.id).order_by("seq"):
        act = data.draw(st.sampled_from(["", "hold", "remove", "delete"]))
        if act:
            change_visibility(comment=row.pk, act=act)
    before, hashes = standing_of(thread.public_id), all_rows()
    there = list(
        Comment.objects.filter(thread=thread.id).order_by("seq").values_list("public_id", flat=True)
    )
    all_of_them, brought = list(there), []
    for size in data.draw(st.lists(st.integers(0, 9), min_size=1, max_size=4)):
        batch = []
        for _ in range(size):
            parent = data.draw(st.sampled_from(["", *all_of_them]))
            state = data.draw(st.sampled_from(STATES))
            one = added(
                next(_numbers), parent=parent, state=state, minutes=data.draw(st.integers(0, 9))
            )
            batch.append(one)
            brought.append(one.text.public_id)
            all_of_them.append(one.text.public_id)
        add_loaded(thread=thread.public_id, comments=batch)
    if brought and data.draw(st.booleans()):
        moved = data.draw(st.sampled_from(all_of_them))
        move(comment=moved, parent="")
    insist_on_order(thread)
    latest = Comment.objects.filter(thread=thread.id, visibility="visible").order_by("-created")
    if brought and latest:
        kept = fresh(thread).last_comment
        assert kept is not None
        assert kept >= latest[0].created
    insist_it_is_gone(thread, before, brought)
    assert all_rows() == hashes


def test_a_chain_and_a_row_below_one_comment_find_room():
    thread = make_thread(comments=3)
    first = Comment.objects.filter(thread=thread.id).order_by("seq")[0].public_id
    for _ in range(40):  # brackets that are nearly used up
        first = make_comment(thread, parent=first)
    before, hashes = standing_of(thread.public_id), table_hash()
    chain = [added(n, parent=ids.id_from(n - 1) if n else first) for n in range(MANY)]
    add_loaded(thread=thread.public_id, comments=chain)
    row = [added(5000 + n, parent=first) for n in range(MANY)]
    add_loaded(thread=thread.public_id, comments=row)
    assert all(one.is_sound for one in soundness())
    assert fresh(thread).total == 2 * MANY + 43
    # Posting goes on there.
    with pytest.raises(Refusal, match="parent_missing"):
        add_loaded(thread=thread.public_id, comments=[added(9000, parent="nobody")])
    insist_it_is_gone(thread, before, [one.text.public_id for one in (*chain, *row)])
    assert table_hash() == hashes
    make_comment(thread, parent=first)
    insist_on_order(thread)


def test_nobody_is_told_of_comments_that_are_added():
    thread, events = make_thread(), told()
    add_loaded(thread=thread.public_id, comments=[added(1), added(2, state="held")])
    assert told() == events
    assert (fresh(thread).visible, fresh(thread).held) == (1, 1)


@pytest.mark.parametrize("state", STATES)
def test_a_revised_comment_goes_back_to_what_it_was(state):
    thread = make_thread(comments=2)
    parent = added(1, state="removed")
    reply = added(2, parent=parent.text.public_id)
    add_loaded(thread=thread.public_id, comments=[parent, reply])
    ends = {state, *STATES}
    for number, end in enumerate(sorted(ends), start=10):
        one = added(number, parent=parent.text.public_id, state=state)
        add_loaded(thread=thread.public_id, comments=[one])
        before, hashes = standing_of(thread.public_id), table_hash()
        revised = RevisedComment(
            wordings=(wording("<p>Anew.</p>", shown=end == "visible"),),
            excerpt="Anew.",
            edited=EPOCH,
            visibility=end,
            guest_name="Another",
        )
        kept = json.loads(json.dumps(revise_loaded(comment=one.text.public_id, revised=revised)))
        row = Comment.objects.get(pk=pk_of(one.text.public_id))
        assert (row.revision, row.excerpt, row.guest_name, row.visibility) == (
            2,
            "Anew.",
            "Another",
            end,
        )
        insist_on_order(thread)
        change = json.loads(json.dumps(difference(before, standing_of(thread.public_id))))
        restore_loaded(comment=one.text.public_id, before=kept)
        put_back(thread=thread.public_id, before=change)
        assert table_hash() == hashes


def test_whole_threads_go_with_all_in_them():
    kept = make_thread(comments=5)
    models = (Thread, Comment, Revision, Block, Closure)
    before = [model.objects.count() for model in models]
    gone = [make_thread(comments=30), make_thread(comments=3)]
    close_thread(thread=gone[0].id)
    removed = remove_loaded_threads(threads=[one.public_id for one in gone])
    assert len(removed.comments) == len(removed.public_ids) == 33
    assert [model.objects.count() for model in models] == before
    assert fresh(kept).total == 5
    assert all(one.is_sound for one in soundness())
