"""Under the API's addresses every error is a problem document, whoever answers it."""

import json

import pytest
from django.test import Client

from colonnade.api.problems import OWN, code_of_status
from tests.api.caller import PREFIX, conform
from tests.factories import make_thread

pytestmark = pytest.mark.django_db

LOST = [
    "/api/v1/",
    "/api/v1/threads/",
    "/api/v1/thread",
    "/api/v1/comments",
    "/api/v1/comments/a/b",
    "/api/v1/docs/",
    "/api/v1/%00",
    "/api/v1/..%2f",
    "/api/v1/\u2028",
]


def check(answer, status, code):
    body = json.loads(answer.content)
    assert (answer.status_code, body["status"], body["code"]) == (status, status, code)
    assert set(body) == {"type", "title", "status", "detail", "code", "errors"}
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "private, no-store"
    length = answer.headers.get("Content-Length")
    assert length in {None, str(len(answer.content))}
    assert not answer.cookies


@pytest.mark.parametrize("path", LOST)
def test_addresses_that_lead_nowhere(path):
    client = Client(enforce_csrf_checks=True)
    for method in ("get", "post", "delete", "options"):
        check(getattr(client, method)(path), 404, "address_missing")


def test_other_doors_answer_as_they_did():
    answer = Client().get("/api/v2/threads")
    assert (answer.status_code, answer.headers["Content-Type"][:9]) == (404, "text/html")


@pytest.mark.parametrize("debug", [False, True])
def test_methods_that_are_not_known(settings, debug):
    settings.DEBUG = debug
    client = Client(enforce_csrf_checks=True)
    thread = make_thread()
    for path, allowed in (
        ("/threads", {"GET", "HEAD"}),
        (f"/threads/{thread.public_id}/comments", {"GET", "HEAD", "POST"}),
        (f"/comments/{thread.public_id}", {"GET", "HEAD", "PATCH", "DELETE"}),
        ("/openapi.json", {"GET", "HEAD"}),
        ("/docs", {"GET", "HEAD"}),
    ):
        for method in {"PUT", "OPTIONS", "TRACE", "PATCH", "POST", "FOO"} - allowed:
            answer = client.generic(method, PREFIX + path, b"{}", "application/json")
            check(answer, 405, "method_unknown")
            assert set(answer.headers["Allow"].split(", ")) == allowed


@pytest.mark.parametrize("debug", [False, True])
def test_a_fault_of_ours_shows_nothing_of_itself(settings, debug, monkeypatch):
    settings.DEBUG = debug

    def broken(*_, **__):
        raise RuntimeError("canary: password hunter2")

    monkeypatch.setattr("colonnade.api.routes.threads.thread_page", broken)
    path = f"/threads/{make_thread().public_id}/comments"
    answer = Client(raise_request_exception=False).get(PREFIX + path)
    check(answer, 500, "server_broken")
    assert b"canary" not in answer.content
    conform("GET", path, answer)


@pytest.mark.parametrize("debug", [False, True])
def test_a_host_that_is_not_ours_is_malformed(settings, debug):
    settings.DEBUG = debug
    settings.ALLOWED_HOSTS = ["news.example"]
    answer = Client(headers={"host": "evil.example"}).get(f"{PREFIX}/threads")
    check(answer, 400, "request_malformed")


def test_every_status_of_others_becomes_a_code_of_ours():
    for status in (*range(400, 419), *range(421, 432), *range(500, 512)):
        code = code_of_status(status)
        assert OWN[code][0] // 100 == status // 100
