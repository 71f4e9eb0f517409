"""Where imported comments come to stand, and what is said of them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colonnade.discussion.models import Comment
from colonnade.discussion.reading import soundness
from colonnade.transfer.models import Finding, Known, Offer
from colonnade.transfer.names import public_id
from colonnade.transfer.order import arrange, notes
from colonnade.transfer.reading import findings, ledger_page, offers
from colonnade.transfer.records import Cut, Hint, SourceRule, State
from colonnade.transfer.staging import Item
from tests.transfer.made_source import SITE, article, comment, made

__all__ = ["made"]


def item(n, parent="", *, moment=0, answers=""):
    return Item(n, str(n), str(parent), answers, moment, "public")


def shape(places):
    return [(place.source or place.item.source, place.parent) for place in places]


def row_of(source, kind="comment"):
    return Comment.objects.get(public_id=public_id(SITE.namespace, kind, str(source)))


def test_comments_stand_in_order_of_time_and_then_of_the_source():
    items = [item(1, moment=9), item(2, moment=3), item(3, moment=3), item(4, moment=None)]
    assert shape(arrange(items, {})) == [("2", None), ("3", None), ("4", None), ("1", None)]


def test_one_time_among_many_without_any_leaves_the_order_of_the_page():
    items = [
        item(1, moment=None),
        item(2, moment=50, answers="Ada"),
        item(3, moment=None),
        item(4, 3, moment=None),
        item(5, moment=60),
        item(6, moment=None, answers="Tom"),
        item(7, moment=None),
    ]
    places = arrange(items, {})
    assert [source for source, _ in shape(places)] == [
        *("1", "person:Ada", "2", "3", "4", "5", "person:Tom", "6", "7")
    ]
    # Nobody's time is made up of a neighbor's.
    assert [place.moment for place in places] == [None, 50, 50, None, None, 60, None, None, None]


def test_a_reply_that_claims_to_be_older_than_its_parent_stands_behind_it():
    items = [item(1, 2, moment=1), item(2, moment=5), item(3, moment=4)]
    assert shape(arrange(items, {})) == [("3", None), ("2", None), ("1", 1)]


def test_a_circle_of_replies_is_cut_at_the_smallest_id():
    items = [item(10, 9), item(9, 11), item(11, 10), item(12, 12)]
    found = dict(shape(arrange(items, {})))
    assert found["9"] is None
    assert found["12"] is None
    assert notes(items, {}).cut == {9, 12}


def test_absent_parents_and_people_get_one_place_each():
    items = [item(1, 77), item(2, 77), item(3, answers="Rikiki"), item(4, answers="Rikiki")]
    found = shape(arrange(items, {}))
    assert found == [
        ("77", None),
        ("1", 0),
        ("2", 0),
        ("person:Rikiki", None),
        ("3", 3),
        ("4", 3),
    ]
    assert notes(items, {}).absent == {1, 2, 3, 4}


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 4)), max_size=12))
def test_whatever_the_parents_every_comment_stands_once_behind_its_parent(drawn):
    items = [item(n, parent or "", moment=m) for n, (parent, m) in enumerate(drawn, 1)]
    places = arrange(items, {})
    assert sorted(one.item.n for one in places if one.item) == [one.n for one in items]
    assert all(one.parent is None or one.parent < index for index, one in enumerate(places))


def test_a_chain_of_any_length_is_arranged_without_recursion():
    items = [item(n, n - 1 or "") for n in range(1, 20_001)]
    assert arrange(items, {})[-1].parent == 19_998


@pytest.mark.django_db
def test_a_placeholder_stands_where_somebody_is_answered_and_absent(made):
    run = made(article(), comment(1, parent="99"), comment(2, answers="Rikiki", minute=1))
    empty = row_of(1).parent
    assert (empty.visibility, empty.marks, empty.guest_name) == ("deleted", "absent", "")
    named = row_of(2).parent
    assert (named.visibility, named.marks, named.guest_name) == ("deleted", "absent", "Rikiki")
    lines = ledger_page(run).items
    assert len(lines) == 3
    assert [line.reason for line in lines[1:]] == ["parent_absent", "parent_absent"]
    assert all(one.is_sound for one in soundness())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "publish", "visibility"),
    [
        (State.PUBLIC, False, "visible"),
        (State.WAITING, True, "held"),
        (State.SPAM, True, "removed"),
        (State.TRASH, False, "removed"),
        (State.UNKNOWN, False, "held"),
        (State.UNKNOWN, True, "visible"),
    ],
)
def test_who_sees_a_comment_follows_from_its_state_there(made, state, publish, visibility):
    made(article(), comment(1, state=state), publish=publish)
    row = row_of(1)
    assert row.visibility == visibility
    assert bool(row.note) == (visibility == "removed")
    assert row.revisions.get().shown == (visibility == "visible")


@pytest.mark.django_db
def test_what_has_no_place_is_kept_aside_and_nothing_is_made_up(made):
    name = "N" * 70
    made(
        article(),
        comment(1, name=name, email="n@example.org", website="https://n.example", title="T"),
        comment(2, created=None, account=True, ping=True),
    )
    row = row_of(1)
    assert (row.guest_name, row.person, row.guest) == (name[:60], None, None)
    kept = Known.objects.get(kind="comment", source="1").data
    assert kept == {
        "name": name,
        "email": "n@example.org",
        "website": "https://n.example",
        "title": "T",
    }
    other = row_of(2)
    assert (other.kind, other.marks) == ("ping", "account,undated")
    assert other.created == datetime(2014, 3, 2, 10, tzinfo=UTC)


@pytest.mark.django_db
def test_a_name_that_is_cut_is_noted_in_the_ledger(made):
    run = made(article(), comment(1, name="N" * 61))
    assert ledger_page(run, kind="comment").items[0].reason == "name_cut"


@pytest.mark.django_db
def test_a_repaired_text_is_the_second_wording_and_the_first_stays_as_it_came(made):
    broken = "Ein schöner Tag für die Brücke, sagt Jürgen.".encode().decode("cp1252")
    run = made(article(), comment(1, text=broken))
    first, second = row_of(1).revisions.order_by("number")
    assert (first.source, first.shown) == (broken, False)
    assert (second.source, second.shown) == ("Ein schöner Tag für die Brücke, sagt Jürgen.", True)
    assert row_of(1).html == second.html
    assert "repaired" in row_of(1).marks
    assert {one.comment for one in findings(run).items} == {row_of(1).public_id}
    assert Finding.objects.count() == findings(run).total


@pytest.mark.django_db
def test_hints_rules_and_cuts_are_offered_and_change_nothing(made):
    run = made(
        article(),
        SourceRule(subject="1", commenting="members", words="Only members may comment."),
        comment(1),
        comment(2, hints=(Hint(parent="1", confidence=0.8, words="Hi Ada,"),), minute=1),
        comment(3, text="One. Two.", cuts=(Cut(start=0, end=4), Cut(start=5, end=9)), minute=2),
    )
    assert row_of(2).parent is None
    assert row_of(3).marks == "unknown"
    found = {one.kind: one for one in offers(run).items}
    assert set(found) == {"commenting", "parent", "cut"}
    assert found["parent"].value == {"parent": row_of(1).public_id}
    assert found["commenting"].value == {"commenting": "members"}
    assert found["cut"].value["cuts"] == [[0, 4, "", 0.0], [5, 9, "", 0.0]]
    assert Offer.objects.filter(state="open").count() == 3
