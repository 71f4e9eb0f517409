"""How readers and authorities reach those who answer for the site: on every page (DSA 11, 12)."""

import pytest
from django.test import Client

from colonnade.sites.actions import change_setting
from tests.factories import make_comment, make_person, make_thread
from tests.staff.desk import sign_in
from tests.web.press import make_article, make_section, path_of

pytestmark = pytest.mark.django_db
READERS = '<a href="mailto:desk@example.org">'
AUTHORITIES = '<a href="/pages/law/">'


def every_page() -> list[str]:
    person = make_person()
    thread = make_thread()
    comment = make_comment(thread, body="A thought.")
    article = make_article(make_section("harbor"))
    return [
        "/",
        thread.path,
        f"{thread.path}?view=flat",
        f"{thread.path}comment",
        f"/c/{comment}/history",
        f"/c/{comment}/report",
        path_of(article),
        "/harbor/",
        "/archive/",
        f"/people/{person.handle}/",
        "/rules/",
        "/log/",
        "/search/?q=thought",
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/nothing/here/",
    ]


def test_both_contacts_stand_on_every_page():
    change_setting(name="contact", value="desk@example.org")
    change_setting(name="contact_authorities", value="/pages/law/")
    for path in every_page():
        body = Client().get(path).content.decode()
        assert READERS in body, path
        assert AUTHORITIES in body, path
    for path in ("/me/", "/me/settings/"):
        body = sign_in(make_person()).get(path).content.decode()
        assert READERS in body, path
        assert AUTHORITIES in body, path


def test_authorities_reach_the_same_desk_where_they_have_none_of_their_own():
    change_setting(name="contact", value="desk@example.org")
    assert Client().get("/rules/").content.decode().count(READERS) == 2


def test_nothing_is_made_up_where_nothing_is_set():
    body = Client().get("/rules/").content.decode()
    assert "mailto:" not in body
    assert "For authorities" not in body
