"""Filters and orders of the index, of comments alone."""

from datetime import timedelta

import pytest

from colonnade.discussion.actions import (
    LoadedComment,
    LoadedThread,
    describe_thread,
    load_thread,
    set_hidden,
)
from colonnade.discussion.reading import count_spoken, thread_of
from colonnade.kit import clock
from colonnade.people.actions import ensure_guest
from colonnade.search.actions import index, rebuild
from colonnade.search.comments import comment_documents, keep_section
from colonnade.search.models import Entry
from colonnade.search.reading import Wanted, count_entries, find
from colonnade.sites.reading import current_site
from tests.factories import deliver_all, fresh, make_actor, make_comment, make_thread, pk_of
from tests.queries import queries

pytestmark = pytest.mark.django_db
NOW = clock.now().replace(microsecond=0)


def load(*texts, section="", key="k"):
    """A thread of comments; the first is the newest, each an hour older than the one before."""
    guest = ensure_guest(token="b" * 43)
    comments = [
        LoadedComment(
            parent=None,
            created=NOW - timedelta(hours=number),
            source=text,
            guest=guest,
            guest_name="Ada Lovelace" if number % 2 else "Émile Zola",
        )
        for number, text in enumerate(texts)
    ]
    loaded = LoadedThread(key=key, title="T", section=section)
    public_id = load_thread(
        site=current_site(), thread=loaded, comments=comments, seed=sum(map(ord, key))
    )
    thread = thread_of(current_site(), public_id)
    assert thread is not None
    index(documents=comment_documents(thread=thread.id))
    return thread


def texts_of(**wanted):
    known = {one.subject: one.body.split("\n")[1] for one in comment_documents()}
    return [known[hit.subject] for hit in find(Wanted(**wanted), limit=50)]


def test_the_newest_come_first_whatever_their_keys_say():
    load("a tide", "b tide", "c tide")
    load("d tide", key="later")
    assert texts_of(words="tide") == ["d tide", "a tide", "b tide", "c tide"]


def test_phrases_stand_side_by_side():
    load("the old harbor wall", "the harbor is old")
    assert texts_of(words='"old harbor"') == ["the old harbor wall"]
    assert len(texts_of(words="old harbor")) == 2


def test_scripts_without_spaces_are_found_by_any_part():
    load("私は東京都に住んでいます", "ผมชอบกินข้าว", "東京のみ")
    assert texts_of(words="東京都") == ["私は東京都に住んでいます"]
    assert texts_of(words="京") == ["私は東京都に住んでいます", "東京のみ"]
    assert texts_of(words="ชอบกิน") == ["ผมชอบกินข้าว"]
    assert texts_of(words="京東") == []


def test_filters_hold_alone_and_together():
    load("one tide", "two tide", "three tide", section="Town & Country")
    load("four tide", key="other", section="Sea")
    assert texts_of(section="Sea") == ["four tide"]
    assert texts_of(section="sea", words="tide") == ["four tide"]
    assert texts_of(section="No such") == []
    assert texts_of(person="lovelace") == ["two tide"]
    assert texts_of(person="emile zo", section="Town & Country") == ["one tide", "three tide"]
    assert texts_of(person="!!") == []
    assert texts_of(since=NOW - timedelta(hours=1), until=NOW) == ["two tide"]
    assert texts_of(words="t", since=NOW - timedelta(hours=1)) == []
    assert texts_of(words="tide", until=NOW - timedelta(hours=1)) == ["three tide"]
    assert texts_of(kind="comment", words="four") == ["four tide"]
    assert texts_of(kind="article") == []
    assert texts_of() == texts_of(words="!") == []


def test_a_member_is_found_by_her_handle_alone():
    ada, other = make_actor("Ada Byron"), make_actor("Ada Byronson")
    one = make_comment(make_thread(), author=ada)
    make_comment(make_thread(), author=other)
    deliver_all()
    hits = find(Wanted(person=f"@{ada.handle}"), limit=5)
    assert [hit.subject for hit in hits] == [pk_of(one)]
    assert len(find(Wanted(person="ada byron"), limit=5)) == 2


def test_hidden_threads_are_left_out_at_once_and_come_back():
    thread = load("canary tide")
    load("open tide", key="open")
    set_hidden(thread=thread.id, hidden=True)
    for wanted in ({"words": "tide"}, {"person": "zola"}, {"until": NOW + timedelta(1)}):
        assert texts_of(**wanted) == ["open tide"]
    set_hidden(thread=thread.id, hidden=False)
    assert len(texts_of(words="tide")) == 2


def test_best_match_puts_first_what_is_about_it():
    load("word " * 60 + "tide", "tide tide tide")
    assert texts_of(words="tide", order="best")[0] == "tide tide tide"
    assert texts_of(words="tide")[0] != "tide tide tide"


def test_comments_follow_their_thread_into_another_section():
    thread = load("a tide", section="Town")
    describe_thread(thread=thread.id, title="T", section="Sea")
    keep_section(fresh(thread))
    assert texts_of(section="Sea") == ["a tide"]
    assert texts_of(section="Town") == []


def test_a_rebuilt_index_holds_what_there_is_and_nothing_else():
    load("a tide", "b tide")
    held = make_comment(make_thread(), body="heldcanary", held=True)
    index(documents=[*comment_documents()][:0])
    places = set(Entry.objects.values_list("place", flat=True))
    stale = next(comment_documents())
    index(documents=[type(stale)("comment", pk_of(held), NOW, "", "heldcanary")])
    assert find(Wanted(words="heldcanary"), limit=5)
    assert rebuild(documents=comment_documents()) == count_spoken() == 2
    assert count_entries() == {"comment": 2, "article": 0}
    assert find(Wanted(words="heldcanary"), limit=5) == []
    assert set(Entry.objects.values_list("place", flat=True)) == places


def test_a_search_costs_two_queries():
    load("one tide", "two tide")
    with queries(2):
        find(Wanted(words="tide", section="x", person="zola", since=NOW), limit=50)
