"""Who brings no cookie passes sessions and tokens by; nothing that guards is passed by anybody."""

import json
from uuid import uuid4

import pytest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from colonnade.people.visitor import GUEST_COOKIE
from colonnade.project import personal
from colonnade.project.addresses import addresses
from colonnade.project.private import PRIVATE, PRIVATE_ENDS
from tests.factories import make_comment, make_person, make_thread

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
MARKS = ("colonnade.project.personal.part", "colonnade.project.personal.join")
COOKIES = ("session", "csrf", GUEST_COOKIE, "messages", "viewing", "anything")
OF_ALL = ("/", "/t/{thread}/", "/t/{thread}/?view=flat", "/t/{thread}/feed.json", "/rules/")
ELSE = ("/feeds/comments.xml", "/people/{person}/", "/archive/", "/robots.txt", "/nothing-here/")
OF_THE_API = ("threads", "threads/{thread}", "threads/{thread}/comments", "comments/{comment}")
OWN = (
    "/t/{thread}/comment",
    "/c/{comment}/",
    "/search/",
    "/accounts/login/",
    "/personal/",
    "/personal/t/{thread}",
)


@pytest.fixture
def names() -> dict[str, str]:
    thread, person = make_thread(commenting="guests"), make_person()
    return {
        "thread": thread.public_id,
        "comment": make_comment(thread, body="Seen."),
        "person": person.handle,
    }


def has_session(answer: HttpResponseBase) -> bool:
    return hasattr(answer.wsgi_request, "session")  # type: ignore[attr-defined]


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*OF_ALL, *ELSE, *(f"/api/v1/{one}" for one in OF_THE_API)])
def test_the_way_past_gives_what_the_whole_way_gives(
    path: str, names: dict[str, str], settings: Settings
) -> None:
    path = path.format(**names)
    short = Client().get(path)
    assert not has_session(short)
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one not in MARKS]
    whole = Client().get(path)
    assert has_session(whole)
    assert (short.status_code, short.content) == (whole.status_code, whole.content)
    assert dict(short.headers) == {k: v for k, v in whole.headers.items() if v != "Cookie"}
    assert not short.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("cookie", COOKIES)
@pytest.mark.parametrize("path", [*OF_ALL, "/api/v1/threads/{thread}"])
def test_whoever_brings_a_cookie_goes_the_whole_way(
    path: str, cookie: str, names: dict[str, str]
) -> None:
    client = Client()
    client.cookies[cookie] = "x"
    assert has_session(client.get(path.format(**names)))


@pytest.mark.django_db
@pytest.mark.parametrize("path", OWN)
def test_what_is_one_visitors_own_goes_the_whole_way(path: str, names: dict[str, str]) -> None:
    assert has_session(Client().get(path.format(**names)))


def test_only_reading_and_the_api_are_ever_nobodys() -> None:
    factory = RequestFactory()
    paths = {one.path for one in addresses() if one.path.startswith("/")}
    assert len(paths) > 60
    for path in paths - {one for one in paths if one.startswith("/api/v1/")}:
        for method in UNSAFE:
            assert not personal.is_nobodys(factory.generic(method, path))
        own = path.startswith(PRIVATE) or path.endswith(PRIVATE_ENDS)
        assert personal.is_nobodys(factory.get(path)) is not own
        assert not personal.is_nobodys(factory.get(path, headers={"cookie": "x=y"}))


@pytest.mark.django_db
def test_a_guest_without_cookies_posts_through_the_api(names: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    body = json.dumps({"body": "A thought.", "key": str(uuid4()), "name": "Passer-by"})
    path = f"/api/v1/threads/{names['thread']}/comments"
    posted = client.post(path, body, "application/json")
    assert (posted.status_code, has_session(posted)) == (201, False)
    client.cookies[GUEST_COOKIE] = posted.json()["guest_key"]
    refused = client.post(path, body, "application/json")
    assert (refused.status_code, has_session(refused)) == (403, True)


@pytest.mark.django_db
def test_forms_and_the_newsroom_are_guarded_on_both_ways(
    names: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(personal, "is_nobodys", lambda _request: True)
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_person(role="owner"))
    form = {"body": "Forged.", "key": str(uuid4()), "name": "Somebody"}
    assert client.post(f"/t/{names['thread']}/comment/post", form).status_code == 403
    assert client.get("/newsroom/").status_code == 302


def test_a_page_with_a_token_is_made_again_with_its_cookie() -> None:
    taken = []

    def view(request: HttpRequest) -> HttpResponse:
        get_token(request)
        return HttpResponse("short")

    def whole(request: HttpRequest) -> HttpResponse:
        taken.append(request.method)
        return HttpResponse("whole")

    personal.join(view)
    way = personal.part(whole)
    factory = RequestFactory()
    assert way(factory.get("/")).content == b"whole"  # type: ignore[attr-defined]
    # What may have written is never done twice.
    assert way(factory.post("/api/v1/threads")).content == b"short"  # type: ignore[attr-defined]
    assert taken == ["GET"]
