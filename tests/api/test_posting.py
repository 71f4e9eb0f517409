"""Posting, editing and deleting through the API."""

from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colonnade.discussion.actions import change_visibility, close_thread
from colonnade.discussion.policy import BODY_LIMIT
from colonnade.discussion.reading import thread_page
from colonnade.discussion.viewing import DEFAULT
from colonnade.kit.text import is_drawn
from colonnade.sites.actions import change_setting
from tests.api.caller import Caller, member
from tests.conftest import FULL
from tests.factories import fresh, make_comment, make_person, make_thread, pk_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread():
    return make_thread(commenting="guests")


def test_a_member_posts_and_answers(thread):
    ada = member(make_person("Ada"))
    answer = ada.comment(thread, "*Yes*")
    posted = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/v1/comments/{posted['id']}"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert (posted["state"], posted["guest_key"]) == ("visible", None)
    assert (posted["author"]["name"], posted["author"]["kind"]) == ("Ada", "member")
    reply = ada.comment(thread, "No", parent=posted["id"], name="Not Ada").json()
    assert (reply["parent"], reply["depth"], reply["author"]["name"]) == (posted["id"], 1, "Ada")
    listed = Caller().get(f"/threads/{thread.public_id}/comments").json()["items"]
    assert [item["id"] for item in listed] == [posted["id"], reply["id"]]


def test_a_guest_posts_without_cookies_and_edits_and_deletes_with_her_key(thread):
    posted = Caller().comment(thread, name="Passer-by", parent=None)
    found = posted.json()
    assert not posted.cookies
    assert (found["author"]["name"], found["author"]["kind"]) == ("Passer-by", "guest")
    guest = Caller(guest=found["guest_key"])
    edited = guest.patch(f"/comments/{found['id']}", {"body": "Better."})
    assert (edited.status_code, edited.json()["source"]) == (200, "Better.")
    again = guest.comment(thread, "More.", name="Passer-by").json()
    assert again["guest_key"] is None
    assert guest.patch(f"/comments/{again['id']}", {"body": "Much more."}).status_code == 200
    assert guest.delete(f"/comments/{found['id']}").status_code == 204
    assert guest.delete(f"/comments/{found['id']}").json()["code"] == "comment_missing"
    assert Caller().get(f"/comments/{found['id']}").status_code == 404


def test_a_guests_cookie_is_as_good_as_her_key_and_never_read_out(thread):
    key = Caller().comment(thread, name="Passer-by").json()["guest_key"]
    caller = Caller()
    caller.client.handler.enforce_csrf_checks = False
    caller.client.cookies["guest"] = key
    posted = caller.comment(thread, "Again.", name="Passer-by").json()
    assert posted["guest_key"] is None
    assert Caller(guest=key).delete(f"/comments/{posted['id']}").status_code == 204


def test_a_held_comment_is_shown_to_its_writer_and_to_moderators_only():
    thread = make_thread(commenting="guests-held")
    posted = Caller().comment(thread, name="Passer-by").json()
    assert posted["state"] == "held"
    address = f"/comments/{posted['id']}"
    for caller in (Caller(guest=posted["guest_key"]), member(make_person(role="moderator"))):
        shown = caller.get(address)
        assert shown.json()["source"] == "A thought."
        assert shown.headers["Cache-Control"] == "private, no-store"
        assert "ETag" not in shown.headers
    for caller in (Caller(), member(make_person())):
        assert caller.get(address).status_code == 404


def test_the_same_key_gives_the_same_answer(thread):
    key = str(uuid4())
    first = Caller().comment(thread, "Once.", name="Passer-by", key=key)
    again = Caller().comment(thread, "Once.", name="Passer-by", key=key.upper())
    assert (again.status_code, again.content) == (201, first.content)
    assert fresh(thread).total == 1


def test_the_same_key_gives_the_same_answer_to_a_member_even_when_others_must_wait(thread):
    ada = member(make_person())
    key = str(uuid4())
    first = ada.comment(thread, "Once.", key=key)
    change_setting(name="limit_account", value="1")
    assert ada.comment(thread, "Twice.").status_code == 429
    assert ada.comment(thread, "Once.", key=key).content == first.content


def test_the_same_key_shows_what_became_of_the_comment(thread):
    key = str(uuid4())
    posted = Caller().comment(thread, "Once.", name="Passer-by", key=key).json()
    change_visibility(comment=pk_of(posted["id"]), act="hold")
    assert Caller().comment(thread, "Once.", name="P", key=key).json()["state"] == "held"
    Caller(guest=posted["guest_key"]).delete(f"/comments/{posted['id']}")
    again = Caller().comment(thread, "Once.", name="P", key=key).json()
    assert (again["id"], again["state"]) == (posted["id"], "deleted")
    assert (again["author"], again["source"], again["html"]) == (None, "", "")


def test_a_key_that_stands_for_another_comment_opens_nothing(thread):
    key = str(uuid4())
    first = Caller().comment(thread, "Canary once.", name="Passer-by", key=key).json()
    other_guest = Caller().comment(thread, "Elsewhere.", name="Other").json()["guest_key"]
    for caller, body in (
        (Caller(), "Another text."),
        (Caller(guest=other_guest), "Canary once."),
        (member(make_person()), "Canary once."),
    ):
        answer = caller.comment(thread, body, name="Other", key=key)
        assert (answer.status_code, answer.json()["code"]) == (409, "key_taken")
        assert b"anary" not in answer.content
        assert first["id"].encode() not in answer.content
    elsewhere = Caller().comment(make_thread(commenting="guests"), "x", name="Other", key=key)
    assert elsewhere.json()["guest_key"] != first["guest_key"]


@pytest.mark.parametrize(
    ("fields", "status", "code", "field"),
    [
        ({"body": ""}, 422, "text_empty", "body"),
        ({"body": " \n\t"}, 422, "text_empty", "body"),
        ({"key": "1"}, 422, "key_invalid", None),
        ({"key": ""}, 422, "key_invalid", None),
        ({"key": "{5e3a1c8e-0f4b-4d52-9d2c-6f1b2a7c9e10}"}, 422, "key_invalid", None),
        ({"name": ""}, 422, "name_empty", None),
        ({"name": None}, 422, "name_empty", None),
        ({"name": "x" * 61}, 422, "name_too_long", None),
        ({"name": "https://spam.example"}, 422, "name_is_address", None),
        ({"name": "Moderator"}, 422, "name_reserved", None),
        ({"name": "\u0301"}, 422, "name_unreadable", None),
        ({"name": "ADA"}, 409, "name_taken", None),
        ({"parent": "23456789bcdf"}, 409, "parent_missing", None),
        ({"parent": "x" * 5000}, 409, "parent_missing", None),
    ],
)
def test_what_cannot_be_posted_says_why(thread, fields, status, code, field):
    make_person("Ada")
    answer = Caller().comment(thread, **{"name": "Passer-by"} | fields)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert problem["errors"] == ([{"field": field, "detail": problem["detail"]}] if field else [])
    assert fresh(thread).total == 0


def test_a_reply_to_what_is_not_shown_or_elsewhere_is_refused(thread):
    held = make_comment(thread, held=True)
    foreign = make_comment(make_thread())
    for parent in (held, foreign):
        answer = Caller().comment(thread, name="Passer-by", parent=parent)
        assert answer.json()["code"] == "parent_missing"


def test_where_only_members_write_a_guest_does_not(thread):
    members = make_thread(commenting="members")
    refused = Caller().comment(members, name="Passer-by")
    assert (refused.status_code, refused.json()["code"]) == (403, "members_only")
    assert member(make_person()).comment(members).status_code == 201
    close_thread(thread=thread.id)
    closed = member(make_person()).comment(thread)
    assert (closed.status_code, closed.json()["code"]) == (403, "thread_closed")
    gone = Caller().post(f"/threads/{'2' * 12}/comments", {"body": "x", "key": str(uuid4())})
    assert (gone.status_code, gone.json()["code"]) == (404, "thread_missing")


def test_too_fast_says_how_long_to_wait(thread):
    change_setting(name="limit_address", value="2")
    caller = Caller()
    answers = [caller.comment(thread, name="Passer-by") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[2].headers["Retry-After"] == "60"
    assert answers[2].json()["code"] == "too_fast"


def test_an_edit_that_crosses_another_is_refused(thread):
    ada = member(make_person())
    comment = ada.comment(thread).json()
    address = f"/comments/{comment['id']}"
    assert ada.patch(address, {"body": "Two.", "revision": 1}).json()["revision"] == 2
    late = ada.patch(address, {"body": "Three.", "revision": 1})
    assert (late.status_code, late.json()["code"]) == (409, "edited_elsewhere")
    assert ada.patch(address, {"body": "Three.", "revision": None}).json()["revision"] == 3


def test_a_deleted_comment_that_was_answered_leaves_a_tombstone(thread):
    ada = member(make_person())
    comment = ada.comment(thread).json()
    make_comment(thread, parent=comment["id"])
    assert ada.delete(f"/comments/{comment['id']}").status_code == 204
    stone = Caller().get(f"/threads/{thread.public_id}/comments").json()["items"][0]
    assert (stone["id"], stone["state"], stone["source"]) == (comment["id"], "deleted", "")


@pytest.mark.parametrize("length", [BODY_LIMIT - 1, BODY_LIMIT, BODY_LIMIT + 1])
def test_at_the_limit_a_text_is_kept_whole_or_refused(thread, length):
    ada = member(make_person())
    for char in ("ä", "😀", "\\"):
        for body in (char * length, "a" * (length - 1) + char):
            answer = ada.comment(thread, body)
            if length <= BODY_LIMIT:
                shown = Caller().get(f"/comments/{answer.json()['id']}").json()
                assert shown["source"] == body
            else:
                assert (answer.status_code, answer.json()["code"]) == (413, "text_too_long")


planes = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1)
wild = st.text(
    st.sampled_from(
        "\r\n\t\x01\x7f\x85\u2028\u200b\u202e\ufeff\ufffe\ufdd0\U0010ffff\U0001f468é\u0301 a&<"
    )
)


@settings(max_examples=1000 if FULL else 15)
@given(planes | wild)
def test_every_text_comes_back_as_it_was_typed(text):
    for limit in ("limit_account", "limit_address"):
        change_setting(name=limit, value="0")
    thread = make_thread()
    ada = member(make_person())
    answer = ada.comment(thread, text)
    if not any(map(is_drawn, text)):
        assert answer.json()["code"] == "text_empty"
        return
    kept = text.replace("\r\n", "\n")
    assert answer.json()["source"] == kept
    assert Caller().get(f"/comments/{answer.json()['id']}").json()["source"] == kept
    (item,) = Caller().get(f"/threads/{thread.public_id}/comments").json()["items"]
    assert item["source"] == kept
    edited = ada.patch(f"/comments/{item['id']}", {"body": text + "."})
    assert edited.json()["source"] == kept + "."
    assert thread_page(fresh(thread), DEFAULT).rows[0].html == edited.json()["html"]
