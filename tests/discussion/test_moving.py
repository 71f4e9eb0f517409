"""A comment hung elsewhere takes its replies along, and nothing kept becomes untrue."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colonnade.discussion import blocks
from colonnade.discussion.actions import change_visibility, move
from colonnade.discussion.labels import brackets
from colonnade.discussion.models import Block, Comment
from colonnade.discussion.reading import page_of, recount, soundness, thread_page
from colonnade.discussion.viewing import Viewing
from colonnade.kit.refusals import Refusal
from tests.conftest import FULL
from tests.factories import fresh, make_actor, make_comment, make_thread, pk_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ACTS = {
    "visible": ["hold", "remove", "delete"],
    "held": ["approve", "remove"],
    "removed": ["restore", "hold"],
    "deleted": [],
}


def insist_on_order(thread):
    """Compare all that is kept with what building the thread anew from its parents gives."""
    rows = list(Comment.objects.filter(thread=thread.id).order_by("seq"))
    index = {row.pk: place for place, row in enumerate(rows)}
    later = sorted(rows, key=lambda row: row.depth)  # parents before replies
    where = {None: -1} | {row.pk: place for place, row in enumerate(later)}
    opens, closes = brackets([where[row.parent_id] for row in later])
    for axis, labels in (("opens", opens), ("closes", closes)):
        by_tree = [later[at].seq for at in sorted(range(len(rows)), key=labels.__getitem__)]
        by_kept = [row.seq for row in sorted(rows, key=lambda row: getattr(row, axis))]
        assert by_kept == by_tree
    replies = [0] * len(rows)
    for row in sorted(rows, key=lambda row: -row.depth):
        above = rows[index[row.parent_id]] if row.parent_id else None
        assert row.depth == (above.depth + 1 if above else 0)
        assert row.placed_replies == replies[index[row.pk]]
        assert row.placed == (row.visibility == "visible" or row.placed_replies > 0)
        if above is not None and row.placed:
            replies[index[above.pk]] += 1
    assert all(one.is_sound for one in soundness())
    assert fresh(thread).places == sum(row.placed for row in rows)


def moved(comment, parent):
    """Move a comment unless it would answer itself; return whose reply it was."""
    try:
        return move(comment=comment, parent=parent)
    except Refusal as refusal:
        if refusal.code != "parent_below":
            raise
    return None


@given(data=st.data())
def test_after_any_posts_moves_and_decisions_all_is_as_built_anew(data):
    thread, author = make_thread(), make_actor()
    said: list[str] = []
    for _ in range(data.draw(st.integers(2, 25))):
        act = data.draw(st.sampled_from(["post", "post", "move", "decide"]))
        one, other = (data.draw(st.sampled_from([*said, ""])) for _ in range(2))
        state = Comment.objects.get(public_id=one).visibility if one else ""
        if act == "post" or not one:
            parent = one if state == "visible" else ""
            said.append(make_comment(thread, author=author, parent=parent))
        elif act == "decide" and ACTS[state]:
            change_visibility(comment=pk_of(one), act=data.draw(st.sampled_from(ACTS[state])))
        elif act == "move":
            moved(one, other)
    insist_on_order(thread)


@given(
    parents=st.lists(st.integers(0, 40), min_size=2, max_size=40),
    moves=st.lists(st.tuples(st.integers(0, 40), st.integers(-1, 40)), max_size=12),
)
def test_a_loaded_thread_may_be_hung_anew_in_any_way(parents, moves):
    shape = [None if not at or not parent else parent % at for at, parent in enumerate(parents)]
    thread = make_thread(parents=shape)
    ids = list(Comment.objects.filter(thread=thread.id).order_by("seq").values_list("public_id"))
    for one, other in moves:
        above = ids[other % len(ids)][0] if other >= 0 else ""
        before = moved(ids[one % len(ids)][0], above)
        if before is not None and one % 3 == 0:
            move(comment=ids[one % len(ids)][0], parent=before)
    insist_on_order(thread)


def test_a_chain_of_any_depth_moves_without_recursion_and_is_found():
    depth = 10_000 if FULL else 3_000
    thread = make_thread(parents=[None, *range(depth - 1), None])
    rows = Comment.objects.filter(thread=thread.id).order_by("seq")
    last, second = rows[depth], rows[1]
    move(comment=second.public_id, parent=last.public_id)
    deepest = rows[depth - 1]
    assert deepest.depth == depth - 1
    assert recount(thread.id)
    thread = fresh(thread)
    shown = thread_page(thread, Viewing(size=300), 1).rows
    assert [row.seq for row in shown[:4]] == [1, depth + 1, 2, 3]
    assert page_of(deepest.public_id, Viewing(size=300)) == -(-(depth + 1) // 300)
    assert all(one.is_sound for one in soundness())


def test_many_moves_to_one_place_find_room_and_blocks_follow():
    thread = make_thread(comments=700)
    ids = list(
        Comment.objects.filter(thread=thread.id, parent=None).values_list("public_id", flat=True)
    )
    for one in ids[1:50]:
        move(comment=one, parent=ids[0])
    insist_on_order(thread)
    # Whatever was moved, a label that later posts spread is still one that the blocks know.
    for axis in blocks.AXES:
        firsts = set(Block.objects.filter(thread=thread.id, axis=axis).values_list("first"))
        assert firsts <= {(-1,), *Comment.objects.filter(thread=thread.id).values_list(axis)}
    last = ids[0]
    for _ in range(60):
        last = make_comment(thread, parent=last)
    insist_on_order(thread)


def test_a_tombstone_without_replies_goes_and_comes_again():
    thread = make_thread(parents=[None, 0, None])
    first, reply, other = Comment.objects.filter(thread=thread.id).order_by("seq")
    change_visibility(comment=first.pk, act="remove")
    assert fresh(thread).places == 3
    assert move(comment=reply.public_id, parent=other.public_id, marks="inferred") == (
        first.public_id
    )
    assert fresh(thread).places == 2
    assert Comment.objects.get(pk=reply.pk).marks == "inferred"
    move(comment=reply.public_id, parent=first.public_id)
    assert fresh(thread).places == 3
    insist_on_order(thread)


@pytest.mark.parametrize(
    ("comment", "parent", "code"),
    [
        ("first", "first", "parent_below"),
        ("first", "below", "parent_below"),
        ("first", "elsewhere", "parent_missing"),
        ("first", "nothing", "parent_missing"),
        ("nothing", "first", "comment_missing"),
    ],
)
def test_it_refuses(comment, parent, code):
    thread, other = make_thread(parents=[None, 0, 1]), make_thread(comments=1)
    rows = Comment.objects.filter(thread=thread.id).order_by("seq")
    ids = SimpleNamespace(
        first=rows[0].public_id,
        below=rows[2].public_id,
        elsewhere=Comment.objects.get(thread=other.id).public_id,
        nothing="' OR 1=1",
    )
    with pytest.raises(Refusal) as caught:
        move(comment=getattr(ids, comment), parent=getattr(ids, parent))
    assert caught.value.code == code
    insist_on_order(thread)
