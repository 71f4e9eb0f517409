"""A3: who answers for one section is a reader in all others, at every door of the URL map."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from colonnade.discussion.actions import change_visibility, describe_thread, set_hidden
from colonnade.discussion.models import Thread
from colonnade.discussion.policy import may_see, oversees
from colonnade.discussion.reading import (
    comment_for,
    comments_among,
    latest_comments,
    own_comment_for,
    thread_of,
)
from colonnade.flows.give_duties import give_duties
from colonnade.flows.give_role import give_role
from colonnade.people.models import Person
from colonnade.people.reading import Actor, actor_of
from colonnade.sites.reading import current_site
from tests.factories import (
    STAFF,
    deliver_all,
    make_actor,
    make_comment,
    make_person,
    make_thread,
    pk_of,
    there,
)
from tests.journeys.test_hidden import fill, flatten
from tests.staff.desk import sign_in

pytestmark = pytest.mark.django_db

CANARY = re.compile(r"towncanary\w*")
ACTS = {"held": "hold", "removed": "remove", "deleted": "delete"}


@pytest.fixture
def town() -> dict[str, str]:
    """One comment in each state of the section Town, one in a hidden thread of it; by state."""
    make_comment(section("Sport"), body="sportpublic")
    thread, hidden = section("Town"), section("Town")
    made = {"hidden": make_comment(hidden, body="towncanaryhidden")}
    for state, act in ACTS.items():
        made[state] = make_comment(thread, body=f"towncanary{state}")
        change_visibility(comment=pk_of(made[state]), act=act)
    made["thread"], made["hidden thread"] = thread.public_id, hidden.public_id
    set_hidden(thread=hidden.id, hidden=True)
    deliver_all()
    return made


def section(name):
    thread = make_thread()
    describe_thread(thread=thread.id, title=thread.title, section=name)
    return thread


def moderator_of(*sections: str) -> Person:
    person = make_person(role="moderator")
    give_duties(actor=make_actor(role="owner"), handle=person.handle, sections=sections)
    return Person.objects.get(pk=person.pk)


def addresses(town):
    """Yield every address outside the staff's own, filled with each comment and thread."""
    for comment in (town[state] for state in ("hidden", *ACTS)):
        for thread in (town["thread"], town["hidden thread"]):
            values = {"comment": comment, "thread": thread, "form": "xml", "version": 1}
            for pattern in get_resolver().url_patterns:
                yield from (fill(path, values | {"token": "x" * 43}) for path in flatten(pattern))


def answers(client: Client, paths: list[str]) -> dict[str, tuple[int, str]]:
    found = {}
    for path in paths:
        answer = client.get(path)
        body = answer.getvalue().decode(errors="replace") + str(answer.headers)
        found[path] = (answer.status_code, body)
    return found


def test_at_every_door_she_gets_what_a_reader_gets(town):
    paths = sorted(path for path in set(addresses(town)) if not path.startswith("/staff/"))
    assert len(paths) > 100
    elsewhere = answers(sign_in(moderator_of("Sport")), paths)
    reader = answers(sign_in(make_person()), paths)
    assert [path for path, (_, body) in elsewhere.items() if CANARY.search(body)] == []
    # Where her role leads her on (its own pages), or names it, no comment is named.
    named = [path for path in paths if any(town[state] in path for state in ("hidden", *ACTS))]
    assert len(named) > 30
    desk = {path for path in named if path.startswith("/api/v1/moderation/")}
    assert {elsewhere[path][0] for path in desk} <= {404, 405}, "there, she may ask"
    assert [path for path in named if elsewhere[path][0] != reader[path][0]] == sorted(
        path for path in desk if elsewhere[path][0] == 404
    )
    for person in (moderator_of("Town"), make_person(role="moderator")):
        seen = answers(sign_in(person), named)
        found = {word[0] for _, body in seen.values() for word in CANARY.finditer(body)}
        assert found >= {"towncanaryheld", "towncanaryremoved", "towncanaryhidden"}, "it can find"


def test_no_act_of_a_writer_is_done_by_somebody_elsewhere(town):
    client = sign_in(moderator_of("Sport"))
    for state in ("hidden", *ACTS):
        for method, path in [
            ("post", f"/c/{town[state]}/edit"),
            ("post", f"/c/{town[state]}/delete"),
            ("patch", f"/api/v1/comments/{town[state]}"),
            ("delete", f"/api/v1/comments/{town[state]}"),
        ]:
            answer = getattr(client, method)(path, {"body": "x"}, content_type="application/json")
            assert answer.status_code == 404, (state, path)
            assert not CANARY.search(answer.content.decode())


def test_every_reading_that_asks_for_the_actor_knows_sections(town):
    elsewhere, hers = actor_of(moderator_of("Sport")), actor_of(moderator_of("Town", "Sport"))
    site = current_site()
    for state in ("hidden", *ACTS):
        one = town[state]
        assert comment_for(elsewhere, one) is None
        assert own_comment_for(elsewhere, one) is None
        assert comments_among(elsewhere, [one]) == {}
        assert comment_for(hers, one) == comment_for(STAFF, one) is not None
        assert set(comments_among(hers, [one])) == {one}
    assert thread_of(site, town["hidden thread"], elsewhere) is None
    assert there(thread_of(site, town["hidden thread"], hers)).hidden
    texts = [row.excerpt for row in latest_comments(site, actor=elsewhere)]
    assert texts == ["sportpublic"]
    assert len(latest_comments(site, actor=hers)) == 2


def test_who_was_raised_answers_for_all():
    section("Sport")
    raised = moderator_of("Sport")
    assert not oversees(actor_of(raised), "Town")
    give_role(actor=make_actor(role="owner"), handle=raised.handle, role="editor")
    assert oversees(actor_of(Person.objects.get(pk=raised.pk)), "Town")


def test_whoever_is_no_moderator_any_more_sees_nothing_by_her_sections(town):
    person = moderator_of("Town")
    give_role(actor=make_actor(role="owner"), handle=person.handle, role="member")
    actor = actor_of(Person.objects.get(pk=person.pk))
    assert not actor.sections
    assert comment_for(actor, town["held"]) is None
    # As one who is shut out asks: her role is taken off, her sections may stand there.
    was = Actor(person=person.pk, role="member", sections=frozenset({"Town"}))
    assert not oversees(was, "Town")
    assert comments_among(was, [town["hidden"], town["held"]]) == {}
    assert thread_of(current_site(), town["hidden thread"], was) is None
    assert may_see(was, there(comment_for(STAFF, town["held"]))) is False
    assert Thread.objects.get(public_id=town["hidden thread"]).hidden
