"""The order of a thread: labels, blocks, and pages under every viewing option."""

from itertools import product
from random import Random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colonnade.discussion import labels
from colonnade.discussion.actions import change_visibility
from colonnade.discussion.blocks import find_start
from colonnade.discussion.ordering import check_order
from colonnade.discussion.reading import page_of, recount, thread_page
from colonnade.discussion.viewing import SIZES, Order, View, Viewing
from tests.conftest import FULL
from tests.factories import fresh, make_actor, make_comment, make_thread, pk_of
from tests.queries import queries

VIEWS, ORDERS = get_args(View), get_args(Order)

trees = st.lists(st.integers(min_value=-1, max_value=60), min_size=0, max_size=60).map(
    lambda raw: [
        None if parent < 0 or index == 0 else parent % index for index, parent in enumerate(raw)
    ]
)


def expected_order(parents, viewing):
    """The order that a reader expects, by plain recursion-free walking of the tree."""
    indexes = list(range(len(parents)))
    down = viewing.order == "newest"
    if viewing.view == "flat":
        return indexes[::-1] if down else indexes
    children: dict[int | None, list[int]] = {None: []}
    for index, parent in enumerate(parents):
        children.setdefault(parent, []).append(index)
    stack, order = list(children[None] if down else reversed(children[None])), []
    while stack:
        index = stack.pop()
        order.append(index)
        below = children.get(index, [])
        stack.extend(below if down else reversed(below))
    return order


def all_rows(thread, viewing):
    page, rows = 1, []
    while True:
        found = thread_page(thread, viewing, page)
        rows += found.rows
        if page == found.pages:
            return rows
        page += 1


@pytest.mark.django_db
@given(parents=trees)
def test_every_option_shows_each_comment_once_in_order_and_finds_it(parents):
    thread = make_thread(parents=parents) if parents else make_thread()
    for view, order, size in product(VIEWS, ORDERS, (10, 30)):
        viewing = Viewing(view=view, order=order, size=size)
        rows = all_rows(thread, viewing)
        assert [row.seq - 1 for row in rows] == expected_order(parents, viewing)
        for place, row in enumerate(rows):
            assert page_of(row.id, viewing) == place // size + 1


@pytest.mark.django_db
@given(parents=trees, data=st.data())
def test_posting_one_by_one_and_hiding_keeps_order_counts_and_chains(parents, data):
    thread, author = make_thread(), make_actor()
    ids: list[str] = []
    acts = {
        "visible": ["hold", "remove", "delete"],
        "held": ["approve", "remove"],
        "removed": ["restore"],
        "deleted": [],
    }
    states: dict[str, str] = {}
    for parent in parents:
        # Only what readers see can be answered.
        answered = ids[parent] if parent is not None and states[ids[parent]] == "visible" else ""
        held = data.draw(st.booleans())
        ids.append(make_comment(thread, author=author, parent=answered, held=held))
        states[ids[-1]] = "held" if held else "visible"
        chosen = data.draw(st.sampled_from(ids))
        if acts[states[chosen]] and data.draw(st.booleans()):
            act = data.draw(st.sampled_from(acts[states[chosen]]))
            states[chosen] = change_visibility(comment=pk_of(chosen), act=act)
    assert recount(thread.id)
    assert check_order(thread.id)
    thread = fresh(thread)
    assert thread.visible + thread.held + thread.gone == thread.total == len(ids)
    for view, order in product(VIEWS, ORDERS):
        rows = all_rows(thread, Viewing(view=view, order=order, size=10))
        shown = [row.id for row in rows]
        assert len(shown) == len(set(shown)) == thread.places
        visible = {comment for comment, state in states.items() if state == "visible"}
        assert {row.id for row in rows if row.author is not None} == visible
        assert {row.parent for row in rows} - {""} <= set(shown), "a reply lost its parent's place"


def test_a_slot_is_always_strictly_inside_its_gap():
    random = Random(7)
    for _ in range(5000):
        before = random.randrange(labels.TOP - 10)
        after = min(labels.TOP, before + random.choice([1, 2, 3, 4, 9, 33, 2**20, 2**50]))
        pair = labels.slot(before, after)
        assert (pair is None) == (after - before < 3)
        if pair:
            assert before < pair[0] < pair[1] < after


@pytest.mark.django_db
def test_a_duel_of_any_depth_keeps_bounded_labels():
    """The whole proof, 10,000 deep, is `bin/test --full`; D1 asks for no recursion anywhere."""
    depth = 10_000 if FULL else 400
    thread, author = make_thread(), make_actor()
    last = ""
    for _ in range(depth):
        last = make_comment(thread, author=author, parent=last)
    assert check_order(thread.id)
    thread = fresh(thread)
    deepest = thread_page(thread, Viewing(order="newest", view="flat"), 1).rows[0]
    assert (deepest.id, deepest.depth) == (last, depth - 1)
    assert page_of(last, Viewing()) == -(-depth // 50)


@pytest.mark.django_db
def test_a_tree_10_000_deep_is_loaded_and_read_page_by_page():
    parents = [None, *range(9_999)]
    thread = make_thread(parents=parents)
    page = thread_page(thread, Viewing(size=300), 34)
    assert [row.depth for row in page.rows] == list(range(9900, 10_000))
    assert page.before
    last = page.rows[-1].id
    change_visibility(comment=pk_of(last), act="remove")
    assert recount(thread.id)


@pytest.mark.django_db
@pytest.mark.parametrize("comments", [5, 5000])
def test_any_page_and_any_permalink_cost_the_same_queries(comments):
    thread = make_thread(comments=comments)
    size = 50
    pages = -(-thread.places // size)
    for view, order in product(VIEWS, ORDERS):
        viewing = Viewing(view=view, order=order, size=size)
        with queries(1):
            first = thread_page(thread, viewing, 1)
        with queries(2):
            last = thread_page(thread, viewing, pages)
        for row in (first.rows[0], last.rows[-1]):
            with queries(3):
                page_of(row.id, viewing)


@given(
    counts=st.lists(st.integers(min_value=0, max_value=9), min_size=1, max_size=12),
    descending=st.booleans(),
)
def test_blocks_lead_to_the_row_at_any_offset(counts, descending):
    keys: list[int] = []
    blocks: list[tuple[int, int]] = []
    key = 0
    for number, count in enumerate(counts):
        first = -1 if number == 0 else key
        blocks.append((first, count))
        keys += range(max(first, 0), max(first, 0) + count)
        key = max(first, 0) + count + 3
    ordered = sorted(keys, reverse=descending)
    for offset in range(len(ordered)):
        start = find_start(blocks, offset, descending=descending)
        if start.bound is None:
            rest = ordered
        elif descending:
            rest = [key for key in ordered if key < start.bound]
        else:
            rest = [key for key in ordered if key >= start.bound]
        assert rest[start.skip] == ordered[offset]
        assert start.skip <= max(counts)


def test_every_size_of_the_contract_is_offered():
    assert SIZES == (10, 30, 50, 70, 90, 150, 200, 250, 300)
