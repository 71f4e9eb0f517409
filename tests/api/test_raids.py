"""Stricter rules switched on and off by a program: the screen's own flow, words and records."""

from uuid import uuid4

import pytest

from colonnade.discussion.models import Thread
from colonnade.discussion.reading import ThreadInfo
from colonnade.flows.raid import MOST_HOURS
from colonnade.moderation.models import Decision, LogEntry, Raid
from colonnade.people.actions import bind_to_sections
from tests.api.caller import Caller, member
from tests.factories import make_person, make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Caller:
    caller: Caller = member(make_person("Berta Quay", role="moderator"))
    return caller


@pytest.fixture
def thread() -> ThreadInfo:
    made = make_thread(commenting="guests")
    Thread.objects.filter(pk=made.id).update(section="Town")
    return made


def asked(**more: object) -> dict[str, object]:
    return {"key": str(uuid4()), "hours": 2, "hold_all": True, **more}


def test_everywhere_on_the_record_and_only_once(desk):
    sent = asked(slow_seconds=30)
    answers = [desk.post("/moderation/raids", sent) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    (one,) = answers[0].json()["items"]
    assert (one["slow_seconds"], one["members_only"], one["hold_all"]) == (30, False, True)
    decision = Decision.objects.get()
    assert (decision.public_id, decision.act, decision.name) == (
        one["decision"],
        "raid",
        "Berta Quay",
    )
    assert [entry.act for entry in LogEntry.objects.all()] == ["raid"]
    assert desk.get("/moderation/raids").json() == answers[0].json()
    assert desk.post("/moderation/raids", sent | {"hours": 3}).json()["code"] == "key_taken"


def test_in_one_discussion_it_meets_who_writes_there_until_it_is_switched_off(desk, thread):
    where = {"thread": thread.public_id}
    (one,) = desk.post("/moderation/raids", asked(**where)).json()["items"]
    assert desk.get("/moderation/raids").json()["items"] == []
    assert desk.get(f"/moderation/raids?thread={thread.public_id}").json()["items"] == [one]
    guest = Caller()
    assert guest.comment(thread, name="Passer-by").json()["state"] == "held"
    path = f"/moderation/raids/{one['id']}/calm"
    key = {"key": str(uuid4())}
    assert desk.post(path, key).json()["code"] == "raid_missing"
    answers = [desk.post(path, {**key, **where}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[1].json() == {"items": []}
    assert [row.act for row in Decision.objects.order_by("pk")] == ["raid", "calm"]
    assert guest.comment(thread, "Another one.", name="Passer-by").json()["state"] == "visible"
    again = desk.post(path, {"key": str(uuid4()), **where})
    assert (again.status_code, again.json()["code"]) == (404, "raid_missing")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"hold_all": False}, "raid_empty"),
        ({"hours": 0}, "raid_hours"),
        ({"hours": MOST_HOURS + 1}, "raid_hours"),
        ({"slow_seconds": -1}, "raid_seconds"),
        ({"slow_seconds": 4000}, "raid_seconds"),
        ({"hours": "2"}, "request_invalid"),
        ({"key": "x"}, "key_invalid"),
    ],
)
def test_what_the_screen_refuses_is_refused_and_nothing_is_kept(desk, more, code):
    answer = desk.post("/moderation/raids", asked(**more))
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert not Raid.objects.exists()
    assert not Decision.objects.exists()


@pytest.mark.parametrize(("role", "code"), [("member", "moderators_only"), ("", "sign_in_first")])
def test_nobody_else_may_nor_learns_what_is_on(desk, thread, role, code):
    (one,) = desk.post("/moderation/raids", asked()).json()["items"]
    caller = member(make_person(role=role)) if role else Caller()
    for answer in (
        caller.get("/moderation/raids"),
        caller.post("/moderation/raids", asked(thread=thread.public_id)),
        caller.post(f"/moderation/raids/{one['id']}/calm", {"key": str(uuid4())}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, code)
    assert Raid.objects.count() == 1


def test_who_answers_for_sections_switches_their_discussions_alone(desk, thread):
    person = make_person(role="moderator")
    bind_to_sections(person=person.pk, sections=["Town"])
    town, elsewhere = member(person), make_thread()
    Thread.objects.filter(pk=elsewhere.id).update(section="Sport")
    assert town.post("/moderation/raids", asked(thread=thread.public_id)).status_code == 201
    other = town.post("/moderation/raids", asked(thread=elsewhere.public_id))
    assert (other.status_code, other.json()["code"]) == (404, "thread_missing")
    site = town.post("/moderation/raids", asked())
    assert (site.status_code, site.json()["code"]) == (403, "raid_everywhere")
    assert "single discussions" in site.json()["detail"]
    (one,) = desk.post("/moderation/raids", asked()).json()["items"]
    off = town.post(f"/moderation/raids/{one['id']}/calm", {"key": str(uuid4())})
    assert off.json()["code"] == "raid_everywhere"
    assert Raid.objects.count() == 2
