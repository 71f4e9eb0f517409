"""A1: what is not public is found in no channel. Canary texts, looked for everywhere."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from colonnade.discussion.actions import change_visibility
from colonnade.people.models import Person
from tests.factories import (
    PASSWORD,
    deliver_all,
    make_actor,
    make_comment,
    make_person,
    make_thread,
    pk_of,
)
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.django_db

STATES = {"held": [], "removed": ["remove"], "deleted": ["delete"]}


@pytest.fixture
def secrets():
    """A thread with one comment in every state, each by a writer with a telling name."""
    thread = make_thread()
    make_comment(thread, body="publiccanary")
    made = {}
    for state, acts in STATES.items():
        author = make_actor(f"Writer Canary{state}")
        comment = make_comment(
            thread, author=author, body=f"secretcanary{state}", held=state == "held"
        )
        for act in acts:
            change_visibility(comment=pk_of(comment), act=act)
        # An answer below keeps its parent's place.
        made[state] = comment
    answered = make_comment(
        thread, author=make_actor("Writer Canaryparent"), body="secretcanaryparent"
    )
    make_comment(thread, parent=answered, body="answerbelow")
    change_visibility(comment=pk_of(answered), act="hold")
    made["answered"] = answered
    deliver_all()
    return thread, made


def every_public_address(thread, made):
    person = Person.objects.get(name="Writer Canaryheld")
    common = {"thread": thread.public_id, "form": "xml", "handle": person.handle, "version": 1}
    yield from ("/search/?q=secretcanary", "/search/?q=secretcanaryheld", "/search/?q=Canaryheld")
    for comment in [*made.values()]:
        values = common | {"comment": comment, "token": "x" * 43, "name": "0" * 32 + "-96"}
        for pattern in get_resolver().url_patterns:
            for path in flatten(pattern):
                yield fill(path, values)
    for options in ("view=flat", "order=newest", "fold=collapsed", "size=300"):
        yield f"/t/{thread.public_id}/?{options}"
        yield f"/api/v1/threads/{thread.public_id}/comments?{options}"
    yield f"/t/{thread.public_id}/feed.json"
    yield "/feeds/comments.json"


def flatten(pattern, prefix=""):
    here = prefix + str(pattern.pattern)
    if hasattr(pattern, "url_patterns"):
        for below in pattern.url_patterns:
            yield from flatten(below, here)
    else:
        yield here


# What an address says nothing without, by its end.
QUESTIONS = {"/since": "?act=hold&hours=24"}


def fill(path, values, *, other="1"):
    named = r"\(\?P<(\w+)>[^)]*(\([^)]*\)[^)]*)*\)", r"<(?:\w+:)?(\w+)>"
    for pattern in named:
        path = re.sub(pattern, lambda found: str(values.get(found[1], other)), path)
    path = "/" + path.replace("^", "").replace("$", "").replace("\\", "").lstrip("/")
    return path + next((asked for end, asked in QUESTIONS.items() if path.endswith(end)), "")


@pytest.mark.parametrize("who", ["guest", "member"])
def test_no_canary_in_any_channel(secrets, who):
    thread, made = secrets
    client = Client()
    if who == "member":
        visitor = Visitor()
        visitor.sign_in(make_person(password=PASSWORD))
        client = visitor.client
    looked, seen_public = 0, 0
    # Most addresses name no comment: they are the same for each.
    for path in dict.fromkeys(every_public_address(thread, made)):
        answer = client.get(path)
        body = answer.getvalue()
        text = body.decode(errors="replace") + str(answer.headers)
        shown = text.replace("secretcanary&#34;", "").replace('value="secretcanary', "")
        shown = re.sub(r"<title>.*?</title>|q=\w+|value=\"[^\"]*\"", "", shown)
        assert not re.search(r"secretcanary\w+|Canary(removed|deleted|parent)", shown), path
        if not path.startswith(("/people/", "/search/")):
            assert "Canaryheld" not in shown, path
        seen_public += "publiccanary" in text
        looked += 1
    assert looked > 150
    assert seen_public > 5, "the search for canaries can find"


def test_every_staff_address_refuses_readers_and_guests():
    visitor = Visitor()
    visitor.sign_in(make_person(password=PASSWORD))
    tried = 0
    for pattern in get_resolver().url_patterns:
        for path in flatten(pattern):
            # A link of a mail opens with its secret: see tests/staff/test_by_mail.py.
            if not path.startswith("staff/") or "by-mail" in path:
                continue
            address = fill(path, {}, other="2" * 12)
            for client in (visitor.client, Client()):
                for method in (client.get, client.post):
                    assert method(address).status_code in {302, 303, 403, 405}, address
                    tried += 1
    assert tried >= 40
