"""What a visitor must be able to rely on: accounts, private keys, mails, and nothing by a trick."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from PIL import Image

from colonnade.discussion.reading import comment_for
from colonnade.flows.decide import decide
from colonnade.flows.delete_comment import delete_comment
from colonnade.kit import clock
from colonnade.kit.refusals import Refusal
from colonnade.people.actions import change_role, make_link, shut_out
from colonnade.people.models import Person
from colonnade.sites.actions import change_setting
from tests.factories import (
    PASSWORD,
    STAFF,
    make_actor,
    make_comment,
    make_person,
    make_thread,
)
from tests.journeys.conftest import Visitor, find

pytestmark = pytest.mark.django_db


def test_mailed_addresses_follow_the_public_address_whatever_host_was_asked(settings):
    settings.PUBLIC_URL = "https://news.example"
    person = make_person(password=PASSWORD)
    client = Client(headers={"host": "evil.example"})
    for path, form in (
        ("/accounts/password/reset/", {"email": person.email}),
        ("/accounts/password/reset/", {"email": "nobody@example.org"}),
        (
            "/accounts/signup/",
            {"email": "new@example.org", "name": "Ida New", "password1": PASSWORD},
        ),
        ("/accounts/signup/", {"email": person.email, "name": "Ida Old", "password1": PASSWORD}),
    ):
        client.post(path, form)
    assert len(mail.outbox) == 4
    for letter in mail.outbox:
        assert "evil.example" not in letter.body
        assert "https://news.example/accounts/" in letter.body
        assert "Ida" not in letter.body, "a name is no place for an advertisement (X16)"


def test_reset_for_a_look_alike_address_goes_only_to_the_stored_one():
    """X17: Unicode case folding."""
    person = make_person(password=PASSWORD)
    Person.objects.filter(pk=person.pk).update(email="mike@example.org")
    for trick in ("m\u0131ke@example.org", "mike@example.org\u0000x", "miKe@example.org"):
        Client().post("/accounts/password/reset/", {"email": trick})
    assert {to for letter in mail.outbox for to in letter.to} <= {
        "mike@example.org",
        "m\u0131ke@example.org",
        person.email,
    }
    assert not any(
        "/key/" in letter.body for letter in mail.outbox if letter.to == ["m\u0131ke@example.org"]
    )


def test_sign_out_everywhere_and_a_suspension_end_every_session():
    """A4, S2."""
    person = make_person(password=PASSWORD)
    here, there = Visitor(), Visitor()
    here.sign_in(person)
    there.sign_in(person)
    here.get("/me/settings/")
    here.press("/me/sign-out-everywhere/")
    for browser in (here, there):
        assert browser.get("/me/settings/").status_code == 403
    there.sign_in(person)
    assert there.get("/me/settings/").status_code == 200
    shut_out(person=person.pk, until=None)
    assert there.get("/me/settings/").status_code == 403


def test_a_one_time_link_works_once_and_for_a_day():
    person = make_person(role="owner")
    token = make_link(name=person.name)
    browser = Visitor()
    browser.get(f"/accounts/link/{token}/")
    browser.get("/staff/")
    assert browser.path.startswith("/accounts/login/"), "looking at the link does not sign in"
    browser.get(f"/accounts/link/{token}/")
    browser.post(
        f"/accounts/link/{token}/", {"csrfmiddlewaretoken": browser.field("csrfmiddlewaretoken")}
    )
    assert browser.get("/staff/").status_code == 200
    assert Visitor().get(f"/accounts/link/{token}/").status_code == 403
    late = make_link(name=person.name)
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        assert Visitor().get(f"/accounts/link/{late}/").status_code == 403


def test_the_last_owner_stays():
    owner = make_person(role="owner")
    for act in (
        lambda: change_role(person=owner.pk, role="member"),
        lambda: shut_out(person=owner.pk, until=None),
    ):
        with pytest.raises(Refusal) as refusal:
            act()
        assert refusal.value.code == "owner_last"


def test_no_foreign_page_can_press_a_button_here(member):
    """S1: and the page that answers hands no act back but a text to be sent again."""
    comment = make_comment(make_thread(), author=make_actor())
    for path, form in (
        ("/me/sign-out-everywhere/", {}),
        ("/me/settings/", {"name": "Mallory"}),
        (f"/c/{comment}/delete", {}),
        (f"/staff/comments/{comment}/decide", {"act": "approve"}),
    ):
        member.post(path, form, origin="https://evil.example")
        assert member.status == 403, path
        assert f'action="{path}"' not in member.page
    assert member.get("/me/settings/").status_code == 200


def test_a_foreign_page_cannot_make_a_visitor_another_guest(visitor):
    thread = make_thread(commenting="guests")
    mallory = Visitor()
    mallory.post(f"/t/{thread.public_id}/comment", {"body": "Bait.", "name": "Mallory Post"})
    mallory.press(f"/t/{thread.public_id}/comment/post", body="Bait.", name="Mallory Post")
    link = find(r'class="link"><a href="http://[^/]+(/guest/[^"]+)"', mallory.page)
    visitor.get(link)
    assert "guest" not in visitor.client.cookies
    visitor.post(link, {}, origin="https://evil.example")
    assert "guest" not in visitor.client.cookies


def test_a_made_up_guest_cookie_is_nobody(visitor):
    thread = make_thread(commenting="guests")
    visitor.client.cookies["guest"] = "a"
    visitor.post(f"/t/{thread.public_id}/comment", {"body": "Hello.", "name": "Hal Oh"})
    visitor.press(f"/t/{thread.public_id}/comment/post", body="Hello.", name="Hal Oh")
    assert len(visitor.client.cookies["guest"].value) >= 43


@pytest.mark.parametrize("path", ["/nothing", "/me/", "/c/222222222222/", "/t/222222222222/"])
def test_a_page_of_refusal_brings_no_cookie(path):
    answer = Client().get(path)
    assert answer.status_code in {403, 404}
    assert not answer.cookies


def test_only_wordings_that_readers_could_see_stand_in_the_history(visitor):
    moderator, thread = make_actor(role="moderator"), make_thread(commenting="guests-held")
    visitor.post(f"/t/{thread.public_id}/comment", {"body": "canaryone", "name": "Hist Ory"})
    visitor.press(f"/t/{thread.public_id}/comment/post", body="canaryone", name="Hist Ory")
    comment = visitor.path.split("/")[2]
    for words in ("canarytwo", "approvedone"):
        visitor.get(f"/c/{comment}/edit")
        visitor.press(f"/c/{comment}/edit", body=words)
    decide(actor=moderator, comment=comment, act="approve")
    for words in ("canarythree", "approvedtwo"):
        visitor.get(f"/c/{comment}/edit")
        visitor.press(f"/c/{comment}/edit", body=words)
    decide(actor=moderator, comment=comment, act="approve")
    page = Visitor().get(f"/c/{comment}/history").content.decode()
    assert "canary" not in page
    assert "approvedone" in page
    assert "approvedtwo" in page


def test_a_deleted_comment_leaves_no_text_behind():
    author, thread = make_actor(), make_thread()
    comment = make_comment(thread, author=author, body="canarygone")
    delete_comment(actor=author, comment=comment)
    found = comment_for(STAFF, comment)
    assert found is not None
    assert (found.html, found.excerpt) == ("", "")


def test_times_are_shown_in_the_sites_zone(visitor):
    thread = make_thread(comments=1)
    change_setting(name="time_zone", value="Asia/Tokyo")
    visitor.get(f"/t/{thread.public_id}/")
    utc = find(r'<time datetime="[^T]+T(\d\d):', visitor.page)
    shown = find(r"<time [^>]+>[^<]+, (\d\d):", visitor.page)
    assert (int(utc) + 9) % 24 == int(shown)


def test_a_picture_is_taken_made_anew_and_taken_away(member):
    raw = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(raw, "JPEG", exif=b"Exif\x00\x00canary")
    raw.seek(0)
    raw.name = "../../me.jpg"
    member.get("/me/settings/")
    token = member.field("csrfmiddlewaretoken")
    member.post("/me/picture/", {"picture": raw, "csrfmiddlewaretoken": token})
    assert "Saved." in member.page
    address = find(r'src="(/media/portraits/[0-9a-f]{32}-96\.webp)"', member.page)
    answer = Client().get(address)
    body = answer.getvalue()
    assert (answer.headers["Content-Type"], body[:4], body[8:12]) == (
        "image/webp",
        b"RIFF",
        b"WEBP",
    )
    assert b"canary" not in body
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    fake = io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")
    fake.name = "x.png"
    member.post(
        "/me/picture/",
        {"picture": fake, "csrfmiddlewaretoken": member.field("csrfmiddlewaretoken")},
    )
    assert (member.status, "cannot be read as a picture" in member.page) == (422, True)
    member.post(
        "/me/picture/", {"remove": "1", "csrfmiddlewaretoken": member.field("csrfmiddlewaretoken")}
    )
    assert "/media/portraits/" not in member.page
