"""A hidden thread is found in no channel: not it, not its title, no comment of it."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import get_resolver

from colonnade.discussion.actions import describe_thread, edit, ready, set_hidden
from colonnade.discussion.models import Comment
from colonnade.discussion.reading import comment_for
from colonnade.people.models import Person
from colonnade.people.reading import actor_of
from tests.factories import (
    PASSWORD,
    STAFF,
    deliver_all,
    fresh,
    make_comment,
    make_person,
    make_thread,
)
from tests.journeys.conftest import Visitor
from tests.journeys.test_hidden import fill, flatten
from tests.staff.desk import staff, text

pytestmark = [pytest.mark.django_db, pytest.mark.once]

CANARY = re.compile(r"(?i)secretcanary\w+|canarytitle|Canarywriter")


@pytest.fixture
def hidden():
    """A writer with her visitor; her hidden thread with an edited, answered and a held comment."""
    person = make_person("Wanda Writes", password=PASSWORD)
    writer = Visitor()
    writer.sign_in(person)
    thread = make_thread()
    describe_thread(thread=thread.id, title="A canarytitle", section="Canarytitle")
    make_comment(make_thread(), body="publiccanary")
    as_writer = actor_of(person, address="192.0.2.1")
    first = make_comment(thread, author=as_writer, body="secretcanaryold")
    found = comment_for(STAFF, first)
    assert found is not None
    edit(comment=found, text=ready("secretcanarynew"))
    reply = make_comment(thread, parent=first, body="secretcanaryreply")
    held = make_comment(thread, author=as_writer, body="secretcanaryheld", held=True)
    deliver_all()
    set_hidden(thread=thread.id, hidden=True)
    return thread, writer, [first, reply, held]


def every_address(thread, comments):
    """Yield every address of this server, filled with all that the thread has."""
    handle = Person.objects.get(name="Wanda Writes").handle
    common = {"thread": thread.public_id, "handle": handle, "version": 1, "token": "x" * 43}
    for comment in comments:
        for form in ("xml", "json"):
            for pattern in get_resolver().url_patterns:
                for path in flatten(pattern):
                    yield fill(path, common | {"comment": comment, "form": form})
    for words in ("secretcanarynew", "secretcanaryreply", "canarytitle", "publiccanary"):
        yield f"/search/?q={words}"
    for options in ("view=flat", "order=newest", "fold=collapsed", "size=300", "page=2"):
        yield f"/t/{thread.public_id}/?{options}"
        yield f"/api/v1/threads/{thread.public_id}/comments?{options}"
    yield f"/api/v1/threads?key={thread.key}"
    yield f"/api/v1/threads?url=/t/{thread.public_id}/"


@pytest.mark.parametrize("who", ["guest", "member", "writer"])
def test_no_canary_of_a_hidden_thread_in_any_channel(hidden, who):
    thread, writer, comments = hidden
    reader = Visitor()
    if who == "member":
        reader.sign_in(make_person(password=PASSWORD))
    client = writer.client if who == "writer" else reader.client
    paths = sorted(set(every_address(thread, comments)))
    if who == "writer":
        paths = [path for path in paths if not re.search(r"/mine$|^/me/$", path)]
    assert told(client, paths) == []
    set_hidden(thread=thread.id, hidden=False)
    assert len(told(client, paths)) > 15, "the search for canaries can find"


def told(client, paths):
    """Return the paths whose answers hold a canary, other than as the echo of a question."""
    found = []
    for path in paths:
        answer = client.get(path)
        body = answer.getvalue().decode(errors="replace") + str(answer.headers)
        shown = re.sub(r"<title>[^<]*</title>|q=\w+|value=\"[^\"]*\"", "", body)
        if CANARY.search(shown):
            found.append(path)
    return found


@pytest.mark.parametrize(
    "path",
    [
        "/t/{thread}/",
        "/t/{thread}/comment",
        "/t/{thread}/feed.xml",
        "/t/{thread}/feed.json",
        "/personal/t/{thread}",
        "/c/{comment}/reply",
        "/c/{comment}/edit",
        "/c/{comment}/delete",
        "/c/{comment}/history",
        "/api/v1/threads/{thread}",
        "/api/v1/threads/{thread}/comments",
        "/api/v1/comments/{comment}",
    ],
)
def test_a_hidden_thread_answers_like_a_missing_one(hidden, path):
    thread, writer, comments = hidden
    address = path.format(thread=thread.public_id, comment=comments[0])
    nothing = path.format(thread="b" * 12, comment="b" * 12)
    for client in (Client(), writer.client):
        there, missing = client.get(address), client.get(nothing)
        assert (there.status_code, missing.status_code) == (404, 404)
    set_hidden(thread=thread.id, hidden=False)
    assert writer.client.get(address).status_code == 200, "it is there when it is shown"


def test_nothing_can_be_written_into_a_hidden_thread(hidden):
    thread, _, (first, *_others) = hidden
    before = Comment.objects.count()
    client = Client()
    client.force_login(Person.objects.get(name="Wanda Writes"))
    typed = {"body": "More.", "key": str(uuid4()), "name": "Passer-by"}
    places = [f"/t/{thread.public_id}/comment", f"/t/{thread.public_id}/comment/post"]
    places += [f"/c/{first}/edit", f"/c/{first}/delete"]
    for path in places:
        assert client.post(path, typed).status_code == 404, path
        assert Client().post(path, typed).status_code == 404, path
    api = f"/api/v1/threads/{thread.public_id}/comments"
    answer = Client().post(api, typed, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (404, "thread_missing")
    own = f"/api/v1/comments/{first}"
    answer = client.patch(own, {"body": "x"}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (404, "comment_missing")
    assert client.delete(own).status_code == 404
    assert Comment.objects.count() == before
    assert fresh(thread).gone == 0


def test_a_writer_still_finds_her_own_words(hidden):
    _, writer, (first, _, held) = hidden
    for comment, words in ((first, "secretcanarynew"), (held, "secretcanaryheld")):
        writer.get(f"/c/{comment}/")
        assert writer.path == f"/c/{comment}/mine"
        assert words in writer.page
        assert "not shown at present" in writer.page
        assert f"/c/{comment}/edit" not in writer.page.partition('class="buttons"')[2]
    writer.get("/me/")
    assert "its discussion is not shown" in writer.page
    assert "/t/" not in writer.page
    stranger = Visitor()
    stranger.sign_in(make_person(password=PASSWORD))
    assert stranger.get(f"/c/{first}/mine").status_code == 404


def test_the_staff_sees_it_at_its_desk(hidden):
    thread, _, (first, reply, held) = hidden
    client = staff()
    page = text(client.get(f"/staff/threads/{thread.public_id}/"))
    assert "only the staff sees it" in page
    assert "Read it" not in page
    assert all(f"/staff/comments/{comment}/" in page for comment in (first, reply))
    assert "Hidden" in text(client.get("/staff/threads/"))
    assert "secretcanaryheld" in text(client.get("/staff/"))
    for comment in (first, reply, held):
        page = text(client.get(f"/staff/comments/{comment}/"))
        assert f'href="/staff/threads/{thread.public_id}/"' in page
        assert f'href="/c/{comment}/"' not in page
    assert client.get(f"/t/{thread.public_id}/").status_code == 404, "the same for everybody"
