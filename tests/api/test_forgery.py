"""No other site can write here with a visitor's cookies; nothing but JSON is read."""

import json
from dataclasses import dataclass, field
from itertools import product
from uuid import uuid4

import pytest
from django.test import Client

from colonnade.api import guard
from tests.api.caller import PREFIX, Caller
from tests.factories import fresh, make_person, make_thread

pytestmark = pytest.mark.django_db

OWN = {"Origin": "http://testserver"}
UNSAFE = ("post", "patch", "delete")


@pytest.fixture
def thread():
    return make_thread(commenting="guests")


@dataclass
class Browser:
    """A browser with or without a session, about to act on a comment."""

    comment: str = ""
    token: str = ""
    client: Client = field(
        default_factory=lambda: Client(enforce_csrf_checks=True, raise_request_exception=False)
    )

    def send(self, method, thread, headers, *, content_type="application/json"):
        """Carry out an unsafe act with these headers."""
        body = {"body": "A thought.", "key": str(uuid4()), "name": "Passer-by"}
        path = f"/comments/{self.comment}"
        if method == "post":
            path = f"/threads/{thread.public_id}/comments"
        bare = method == "delete" and content_type == "application/json"
        data = b"" if bare else json.dumps(body)
        return self.client.generic(
            method.upper(), PREFIX + path, data, content_type, headers=headers
        )


@pytest.fixture
def browser(thread):
    """Return a signed-in browser that knows its token and has posted a comment."""
    found = Browser()
    found.client.force_login(make_person())
    found.token = found.client.get(f"/personal/t/{thread.public_id}").json()["token"]
    posted = found.send("post", thread, {"X-CSRFToken": found.token, **OWN})
    assert posted.status_code == 201
    found.comment = posted.json()["id"]
    return found


FORGED = [
    {},
    {"Origin": "http://testserver"},
    {"X-CSRFToken": ""},
    {"X-CSRFToken": "x" * 64, **OWN},
    {"X-CSRFToken": "wrong", **OWN},
    {"X-CSRFToken": "right", "Origin": "https://evil.example"},
    {"X-CSRFToken": "right", "Origin": "null"},
    {"X-CSRFToken": "right", "Origin": "https://testserver"},
    {"X-CSRFToken": "right", "Origin": "http://testserver.evil.example"},
]


@pytest.mark.parametrize("cookie", ["session", "guest"])
def test_with_cookies_token_and_origin_must_be_right(browser, thread, cookie):
    if cookie == "guest":
        browser.client.cookies["guest"] = "any"
        del browser.client.cookies["session"]
    before = fresh(thread).total
    for method, headers in product(UNSAFE, FORGED):
        sent = {name: browser.token if word == "right" else word for name, word in headers.items()}
        answer = browser.send(method, thread, sent)
        assert (answer.status_code, answer.json()["code"]) == (403, "forgery_suspected"), headers
        assert answer.headers["Content-Type"] == "application/problem+json"
    assert fresh(thread).total == before
    assert Caller().get(f"/comments/{browser.comment}").json()["revision"] == 1


@pytest.mark.parametrize("method", UNSAFE)
def test_with_cookies_and_the_token_all_is_well(browser, thread, method):
    expected = {"post": 201, "patch": 200, "delete": 204}[method]
    for headers in ({}, OWN):
        answer = browser.send(method, thread, {"X-CSRFToken": browser.token, **headers})
        assert answer.status_code == expected
        if method == "delete":
            return


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_needs_no_token_and_changes_nothing(browser, method):
    answer = browser.client.generic(
        method.upper(), f"{PREFIX}/comments/{browser.comment}?_method=DELETE"
    )
    assert answer.status_code == 200
    assert Caller().get(f"/comments/{browser.comment}").status_code == 200


def test_a_method_in_disguise_is_what_it_is(browser, thread):
    headers = {"X-CSRFToken": browser.token, "X-HTTP-Method-Override": "DELETE", **OWN}
    assert browser.send("patch", thread, headers).status_code == 200
    answer = browser.client.post(
        f"{PREFIX}/comments/{browser.comment}", {"_method": "DELETE"}, headers=headers
    )
    assert answer.status_code == 405
    assert Caller().get(f"/comments/{browser.comment}").status_code == 200


TYPES = [
    "",
    "text/plain",
    "text/plain; application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/json",
    "application/jsonp",
    "application/xml",
]


def test_only_json_is_read_with_cookies_or_without(browser, thread):
    before = fresh(thread).total
    stranger = Browser(browser.comment)
    headers = {"X-CSRFToken": browser.token}
    for who, method, content_type in product((browser, stranger), UNSAFE, TYPES):
        answer = who.send(method, thread, headers, content_type=content_type)
        found = (answer.status_code, answer.json()["code"])
        assert found == (415, "content_type_unsupported"), (method, content_type)
    assert fresh(thread).total == before


@pytest.mark.parametrize("content_type", ["application/json", "Application/JSON; charset=latin1"])
def test_without_cookies_json_is_enough(thread, content_type):
    assert Browser().send("post", thread, {}, content_type=content_type).status_code == 201


def test_without_cookies_a_page_of_another_site_still_writes_nothing(thread):
    stranger = Browser()
    answer = stranger.send("post", thread, {"Origin": "https://evil.example"})
    assert (answer.status_code, answer.json()["code"]) == (403, "forgery_suspected")
    asked = stranger.client.options(
        f"{PREFIX}/threads/{thread.public_id}/comments",
        headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"},
    )
    assert not [name for name in asked.headers if name.startswith("Access-Control")]


def test_the_sites_public_address_may_ask_behind_a_proxy(thread, settings, monkeypatch):
    settings.CSRF_TRUSTED_ORIGINS = ["https://news.example"]
    # The check reads the settings once in the life of a process.
    monkeypatch.setattr(guard, "_check", guard._ForgeryCheck(guard._nothing))
    answer = Browser().send("post", thread, {"Origin": "https://news.example"})
    assert answer.status_code == 201
