"""Discussions are closed, reopened, and given a rule of who may comment."""

from datetime import timedelta

import pytest

from colonnade.discussion.actions import set_closes, set_hidden
from colonnade.discussion.reading import commenting_of
from colonnade.flows.manage_thread import manage_thread
from colonnade.kit import clock
from colonnade.kit.refusals import Refusal
from colonnade.moderation.reading import decisions_on
from tests.factories import fresh, make_actor, make_comment, make_thread
from tests.queries import queries
from tests.staff.desk import staff, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["moderator", "editor", "owner"])
def test_closing_and_reopening_are_recorded(role):
    thread, client = make_thread(), staff(role, name="Berta Moves")
    address = f"/staff/threads/{thread.public_id}/"
    assert client.post(address, {"state": "closed", "commenting": ""}).status_code == 303
    assert fresh(thread).closed
    assert "Saved." in text(client.get(f"{address}?saved=1"))
    client.post(address, {"state": "closed", "commenting": ""})
    client.post(address, {"state": "open", "commenting": ""})
    assert not fresh(thread).closed
    kept = [(one.act, one.before, one.after, one.name) for one in decisions_on(thread.public_id)]
    assert kept == [
        ("reopen", "closed", "open", "Berta Moves"),
        ("close", "open", "closed", "Berta Moves"),
    ]
    assert f'href="{address}"' in text(client.get("/staff/decisions/"))


def test_a_rule_for_one_discussion_and_back_to_the_sites():
    thread, client = make_thread(), staff()
    address = f"/staff/threads/{thread.public_id}/"
    client.post(address, {"state": "open", "commenting": "members"})
    assert commenting_of(thread) == "members"
    assert fresh(thread).commenting == "members"
    assert 'value="members" checked' in text(client.get(address))
    client.post(address, {"state": "open", "commenting": ""})
    assert commenting_of(thread) == ""


def test_a_rule_that_does_not_exist_changes_nothing():
    thread = make_thread()
    address = f"/staff/threads/{thread.public_id}/"
    answer = staff().post(address, {"state": "closed", "commenting": "friends"})
    assert answer.status_code == 422
    assert "friends does not fit" in text(answer)
    assert not fresh(thread).closed


def test_no_thread_no_page():
    assert staff().get(f"/staff/threads/{'b' * 12}/").status_code == 404


def test_only_staff_manage():
    thread = make_thread()
    with pytest.raises(Refusal, match="moderators_only"):
        manage_thread(actor=make_actor(), thread=thread.public_id, closed=True, commenting="")


def test_the_list_is_searched_and_its_cost_does_not_grow():
    threads = [make_thread() for _ in range(3)]
    make_comment(threads[1], held=True)
    client = staff()
    page = text(client.get("/staff/threads/"))
    assert all(thread.title in page for thread in threads)
    assert "1 waits" in page
    for _ in range(10):
        make_thread()
    with queries(5):
        client.get("/staff/threads/")
    found = text(client.get("/staff/threads/", {"q": threads[0].title.upper()}))
    assert f"/staff/threads/{threads[0].public_id}/" in found
    assert f"/staff/threads/{threads[1].public_id}/" not in found
    assert "No title holds these words." in text(client.get("/staff/threads/", {"q": "zzz\0"}))


def test_a_moderator_begins_a_discussion_and_finds_the_one_that_is_there():
    client = staff()
    form = {"title": "A page elsewhere", "url": "https://example.org/a?b=c", "commenting": "guests"}
    first = client.post("/staff/threads/new/", form)
    assert first.status_code == 303
    address = first.headers["Location"]
    page = text(client.get(address))
    assert "A page elsewhere" in page
    assert 'href="https://example.org/a?b=c"' in page
    assert client.post("/staff/threads/new/", form).headers["Location"] == address


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"title": " "}, "nothing written"),
        ({"title": "Typed words", "url": "javascript:alert(1)"}, "begins with https"),
        ({"title": "Typed words", "commenting": "everybody"}, "does not fit"),
    ],
)
def test_what_was_typed_for_a_new_discussion_survives(form, words):
    answer = staff().post("/staff/threads/new/", form)
    assert answer.status_code == 422
    page = text(answer)
    assert words in page
    assert form["title"] == " " or "Typed words" in page


def test_reopening_forgets_a_day_that_has_come():
    thread, client = make_thread(), staff()
    address = f"/staff/threads/{thread.public_id}/"
    set_closes(thread=thread.id, closes=clock.now() + timedelta(days=2))
    assert "It closes by itself" in text(client.get(address))
    client.post(address, {"state": "open", "commenting": ""})
    assert fresh(thread).closes is not None, "a day to come stays"
    set_closes(thread=thread.id, closes=clock.now() - timedelta(days=2))
    page = text(client.get(address))
    assert 'value="closed" checked' in page
    assert "It closes by itself" not in page
    client.post(address, {"state": "open", "commenting": ""})
    assert not fresh(thread).closed
    assert fresh(thread).closes is None
    assert [one.act for one in decisions_on(thread.public_id)] == ["reopen"]


def test_a_hidden_discussion_is_managed_all_the_same():
    thread, client = make_thread(), staff()
    set_hidden(thread=thread.id, hidden=True)
    address = f"/staff/threads/{thread.public_id}/"
    assert client.post(address, {"state": "closed", "commenting": ""}).status_code == 303
    assert fresh(thread).closed
