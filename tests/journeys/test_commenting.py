"""Writing, seeing, editing and deleting a comment: whole errands over HTTP, without script."""

from uuid import uuid4

import pytest

from colonnade.discussion.actions import close_thread
from colonnade.discussion.reading import comment_for, revisions_for
from colonnade.flows.decide import decide
from tests.factories import STAFF, fresh, make_actor, make_comment, make_thread
from tests.journeys.conftest import Visitor, find

pytestmark = pytest.mark.django_db


def comments_of(thread):
    page = Visitor()
    page.get(f"/t/{thread.public_id}/")
    return page.page


def test_guest_previews_posts_waits_and_is_approved_without_javascript(visitor):
    thread = make_thread(commenting="guests-held")
    visitor.get(f"/t/{thread.public_id}/")
    assert "csrfmiddlewaretoken" not in visitor.page
    assert not visitor.client.cookies, "one who only reads gets no cookie"
    visitor.press(f"/t/{thread.public_id}/comment", body="A *canary* thought.", name="Wanda")
    assert "<em>canary</em>" in visitor.page
    assert fresh(thread).total == 0, "a preview writes nothing"
    visitor.press(f"/t/{thread.public_id}/comment/post", body=visitor.typed(), name="Wanda")
    assert visitor.path.endswith("/mine")
    assert "waits for a moderator" in visitor.page
    link = find(r'class="link"><a href="http://[^/]+(/guest/[^"]+)"', visitor.page)
    comment = visitor.path.split("/")[2]
    assert "canary" not in comments_of(thread)
    assert Visitor().get(visitor.path).status_code == 404

    elsewhere = Visitor()
    elsewhere.get(link)
    elsewhere.press(link)
    assert "canary" in elsewhere.page
    assert "/guest/" not in elsewhere.path, "the address bar forgets the key"

    decide(actor=make_actor(role="moderator"), comment=comment, act="approve")
    shown = comments_of(thread)
    assert "<em>canary</em>" in shown
    assert "Wanda" in shown
    assert "(not verified)" in shown


def test_member_posts_replies_edits_and_deletes_without_javascript(member):
    thread = make_thread(commenting="members")
    member.get(f"/t/{thread.public_id}/")
    assert "Only logged in users can comment." in member.page
    assert "New here?" in member.page
    member.get(f"/t/{thread.public_id}/comment")
    member.press(f"/t/{thread.public_id}/comment/post", body="First.")
    assert member.path.startswith(f"/t/{thread.public_id}/"), member.path
    comment = member.path.split("#c-")[1]

    member.get(f"/c/{comment}/reply")
    member.press(f"/t/{thread.public_id}/comment/post", body="An answer to myself.")
    reply = member.path.split("#c-")[1]
    assert f'in reply to <a href="#c-{comment}">' in member.page

    member.get(f"/c/{comment}/edit")
    assert member.typed() == "First."
    member.press(f"/c/{comment}/edit", body="First, corrected.")
    assert "First, corrected." in member.page
    assert "edited" in member.page
    member.get(f"/c/{comment}/history")
    assert "First." in member.page

    member.get(f"/c/{comment}/delete")
    member.press(f"/c/{comment}/delete")
    shown = comments_of(thread)
    assert "deleted by its writer" in shown
    assert "First, corrected" not in shown
    assert f'id="c-{reply}"' in shown, "the reply stays under its parent's place"
    assert Visitor().get(f"/c/{comment}/history").status_code == 404


def test_members_only_is_decided_by_the_server(visitor):
    thread = make_thread(commenting="members")
    visitor.get(f"/t/{thread.public_id}/comment")
    visitor.post(f"/t/{thread.public_id}/comment", {"body": "Let me in.", "name": "Eve"})
    visitor.press(f"/t/{thread.public_id}/comment/post", body="Let me in.", name="Eve")
    assert visitor.status == 403
    assert visitor.typed() == "Let me in.", "what was typed survives the refusal"
    assert fresh(thread).total == 0


def test_what_is_typed_survives_every_refusal(visitor):
    thread = make_thread(commenting="guests")
    person = make_actor("Ada Lovage").name
    text = "Text with\n\nlines & <b>marks</b> \u202e \U0001f9ad"
    visitor.post(f"/t/{thread.public_id}/comment", {"body": text, "name": ""})
    for name, words in (("", "give a name"), (person, "A member has this name")):
        visitor.press(f"/t/{thread.public_id}/comment/post", body=text, name=name)
        assert visitor.status in {409, 422}
        assert words in visitor.page
        assert visitor.typed() == text
    # The safety sign is gone (a cookie was blocked): the text is still there, one press posts.
    visitor.client.cookies.clear()
    visitor.press(f"/t/{thread.public_id}/comment/post", body=text, name="Somebody")
    assert visitor.status == 403
    assert visitor.typed() == text
    visitor.press(f"/t/{thread.public_id}/comment/post", body=visitor.typed())
    assert fresh(thread).total == 1


def test_a_double_press_is_one_comment(member):
    thread = make_thread()
    member.get(f"/t/{thread.public_id}/comment")
    key = member.field("key")
    for _ in range(2):
        data = {"body": "Once.", "key": key, "parent": ""}
        data["csrfmiddlewaretoken"] = member.client.cookies["csrf"].value
        assert member.post(f"/t/{thread.public_id}/comment/post", data).status_code == 200
    assert fresh(thread).total == 1


def test_somebody_elses_key_opens_nothing(member):
    thread = make_thread(commenting="guests")
    guest = Visitor()
    guest.post(f"/t/{thread.public_id}/comment", {"body": "Mine.", "name": "Gwen"})
    key = guest.field("key")
    guest.press(f"/t/{thread.public_id}/comment/post", body="Mine.", name="Gwen")
    member.get(f"/t/{thread.public_id}/comment")
    token = member.field("csrfmiddlewaretoken")
    data = {"body": "Mine.", "key": key, "csrfmiddlewaretoken": token}
    member.post(f"/t/{thread.public_id}/comment/post", data)
    assert member.status == 409
    assert fresh(thread).total == 1


@pytest.mark.parametrize("act", ["edit", "delete", "mine"])
def test_nobody_touches_another_persons_comment(member, act):
    comment = make_comment(make_thread())
    assert member.get(f"/c/{comment}/{act}").status_code == 404
    assert Visitor().get(f"/c/{comment}/{act}").status_code == 404


def test_a_guests_edit_waits_again_where_guests_are_held(visitor):
    thread = make_thread(commenting="guests-held")
    visitor.post(f"/t/{thread.public_id}/comment", {"body": "Kind words.", "name": "Hal"})
    visitor.press(f"/t/{thread.public_id}/comment/post", body="Kind words.", name="Hal")
    comment = visitor.path.split("/")[2]
    decide(actor=make_actor(role="moderator"), comment=comment, act="approve")
    visitor.get(f"/c/{comment}/edit")
    visitor.press(f"/c/{comment}/edit", body="Buy my pills.")
    assert "waits for a moderator" in visitor.page
    assert "pills" not in comments_of(thread)


def test_two_editors_of_one_comment_are_told(member):
    thread = make_thread()
    member.get(f"/t/{thread.public_id}/comment")
    member.press(f"/t/{thread.public_id}/comment/post", body="One.")
    comment = member.path.split("#c-")[1]
    member.get(f"/c/{comment}/edit")
    stale = member.page
    member.press(f"/c/{comment}/edit", body="Two, from the phone.")
    member.page = stale
    member.press(f"/c/{comment}/edit", body="Two, from the desk.")
    assert member.status == 409
    assert member.typed() == "Two, from the desk."
    assert "Two, from the phone." in member.page
    member.press(f"/c/{comment}/edit", body=member.typed())
    found = comment_for(STAFF, comment)
    assert found is not None
    assert [wording.source for wording in revisions_for(found)] == [
        "Two, from the desk.",
        "Two, from the phone.",
        "One.",
    ]


def test_a_closed_discussion_takes_nothing_and_says_so(member):
    thread = make_thread(comments=2)
    member.get(f"/t/{thread.public_id}/comment")
    form = member.page
    close_thread(thread=thread.id)
    assert "takes no more comments" in comments_of(thread)
    member.page = form
    member.press(f"/t/{thread.public_id}/comment/post", body="Too late?")
    assert (member.status, member.typed()) == (403, "Too late?")


def test_the_posting_limit_trips_and_keeps_the_text(member):
    thread = make_thread()
    for number in range(25):
        member.get(f"/t/{thread.public_id}/comment")
        member.press(f"/t/{thread.public_id}/comment/post", body=f"Number {number}.")
        if member.status == 429:
            break
    assert number == 20, "twenty a minute for one account"
    assert member.typed() == "Number 20."
    assert "wait" in member.page


def test_forwarded_addresses_from_strangers_change_nothing(visitor):
    """S5: only the configured proxies are believed."""
    thread = make_thread(commenting="guests")
    for number in range(40):
        browser = Visitor()
        data = {"body": f"Flood {number}.", "name": "Flo", "key": str(uuid4())}
        browser.get(f"/t/{thread.public_id}/comment")
        data["csrfmiddlewaretoken"] = browser.field("csrfmiddlewaretoken")
        browser.post(
            f"/t/{thread.public_id}/comment/post",
            data,
            **{"x-forwarded-for": f"203.0.113.{number}", "x-real-ip": f"203.0.113.{number}"},
        )
        if browser.status == 429:
            break
    assert number == 30


def test_with_script_the_answer_is_the_comment_itself(member):
    """What compose.js does: preview, post and edit, each answered with JSON."""
    thread = make_thread(commenting="guests-held")
    accept = {"accept": "application/json"}
    personal = member.get(f"/personal/t/{thread.public_id}").json()
    assert (personal["member"], personal["may_comment"], personal["mine"]) == (True, True, [])
    form = {"body": "A *strong* word.", "key": str(uuid4()), "parent": ""}
    shown = member.post(f"/t/{thread.public_id}/comment", form, **accept).json()
    assert "<em>strong</em>" in shown["html"]
    signed = form | {"csrfmiddlewaretoken": personal["token"]}
    posted = member.post(f"/t/{thread.public_id}/comment/post", signed, **accept)
    assert posted.status_code == 201
    comment = posted.json()
    assert f'id="c-{comment["id"]}"' in comment["html"]
    assert comment["held"] is False
    again = signed | {"body": "A better word.", "revision": "1"}
    edited = member.post(f"/c/{comment['id']}/edit", again, **accept).json()
    assert "A better word." in edited["html"]
    refused = member.post(f"/t/{thread.public_id}/comment/post", signed | {"body": " "}, **accept)
    assert (refused.status_code, refused.json()["code"]) == (422, "text_empty")
    assert member.get(f"/personal/t/{thread.public_id}").json()["mine"] == [comment["id"]]
