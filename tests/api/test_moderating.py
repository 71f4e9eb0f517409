"""Moderating by a program: the same flows, refusals and sections as on the screens."""

from typing import Any
from uuid import uuid4

import pytest

from colonnade.discussion.models import Thread
from colonnade.flows.appeal import Objector, appeal
from colonnade.flows.decide import decide
from colonnade.flows.report import Notice, report
from colonnade.moderation.models import ActKey, Claim, Decision, Measure
from colonnade.moderation.reading import statements_for
from colonnade.moderation.ruling import Ground
from colonnade.people.actions import bind_to_sections
from colonnade.people.reading import Actor
from tests.api.caller import Caller, member
from tests.factories import make_actor, make_comment, make_person, make_thread

pytestmark = pytest.mark.django_db
BODY = "One sentence. Another sentence."


@pytest.fixture
def desk() -> Caller:
    caller: Caller = member(make_person("Berta Quay", role="moderator"))
    return caller


@pytest.fixture
def held() -> str:
    thread = make_thread()
    Thread.objects.filter(pk=thread.id).update(section="Town")
    return make_comment(thread, author=make_actor(), body=BODY, held=True)


def asked(act: str, **more: object) -> dict[str, object]:
    return {"act": act, "key": str(uuid4()), **more}


def act(desk: Caller, comment: str, act: str, **more: object):
    return desk.post(f"/moderation/comments/{comment}/decisions", asked(act, **more))


def paths(comment: str) -> list[tuple[Any, ...]]:
    """Return every address of the moderators' work, and how it is asked."""
    key = {"key": str(uuid4())}
    return [
        ("get", "/moderation/queue"),
        ("get", "/moderation/appeals"),
        ("get", f"/moderation/comments/{comment}"),
        ("post", "/moderation/claims", {"comments": [comment]}),
        ("post", f"/moderation/comments/{comment}/decisions", asked("approve")),
        ("post", f"/moderation/comments/{comment}/undo", {"decision": comment, **key}),
        ("post", f"/moderation/comments/{comment}/measures", {"kind": "warn", **key}),
        ("post", f"/moderation/measures/{comment}/lift", {"reason": "So.", **key}),
        ("post", f"/moderation/appeals/{comment}", {"verdict": "x", "reasons": "So.", **key}),
        ("patch", f"/moderation/threads/{comment}", {"closed": True}),
    ]


@pytest.mark.parametrize(("role", "code"), [("member", "moderators_only"), ("", "sign_in_first")])
def test_nobody_else_comes_in(held, role, code):
    caller = member(make_person(role=role)) if role else Caller()
    for verb, path, *body in paths(held):
        answer = getattr(caller, verb)(path, *body)
        assert (answer.status_code, answer.json()["code"]) == (403, code), path
        assert "sentence" not in answer.content.decode()
    assert not Decision.objects.exists()


def test_somebody_of_another_section_finds_nothing(held):
    person = make_person(role="moderator")
    bind_to_sections(person=person.pk, sections=["Sport"])
    other = member(person)
    assert other.get("/moderation/queue").json()["total"] == 0
    for verb, path, *body in paths(held):
        if held in path or verb == "post":
            answer = getattr(other, verb)(path, *body)
            assert answer.status_code == 404, path
    assert not Decision.objects.exists()


def test_what_waits_is_read_taken_in_hand_and_decided_once(desk, held):
    queue = desk.get("/moderation/queue?order=oldest")
    assert queue.headers["Cache-Control"] == "private, no-store"
    (found,) = queue.json()["items"]
    assert (found["comment"]["id"], found["section"]) == (held, "Town")
    assert not Claim.objects.exists()
    assert desk.post("/moderation/claims", {"comments": [held]}).json() == {"comments": [held]}
    colleague = member(make_person(role="moderator"))
    assert colleague.get("/moderation/queue").json()["items"] == []
    assert colleague.post("/moderation/claims", {"comments": [held]}).json() == {"comments": []}
    sent = asked("approve", state="held", revision=1)
    path = f"/moderation/comments/{held}/decisions"
    answers = [desk.post(path, sent) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["comment"]["state"] == "visible"
    assert Decision.objects.count() == ActKey.objects.count() == 1
    assert desk.post(path, sent | {"act": "hold"}).json()["code"] == "key_taken"
    assert act(colleague, held, "approve", state="held").json()["code"] == "comment_changed"


def test_all_acts_of_the_table_on_a_comment_and_each_taken_back(desk, held):
    for one, more, state in (
        ("approve", {}, "visible"),
        ("hold", {}, "held"),
        ("remove", {"rule": 1, "reason": "Rude"}, "removed"),
        ("restore", {}, "visible"),
        ("cut", {"law": "Criminal Code", "pieces": [0]}, "visible"),
        ("uncut", {}, "visible"),
    ):
        answer = act(desk, held, one, **more)
        assert (answer.status_code, answer.json()["comment"]["state"]) == (201, state), one
        assert answer.json()["decision"] == Decision.objects.latest("pk").public_id
    report(actor=Actor(), notice=Notice(held, "rule", rule=1))
    matter = desk.get(f"/moderation/comments/{held}").json()
    assert (matter["reports"], matter["acts"]) == (1, ["hold", "remove"])
    assert "".join(matter["pieces"]) == BODY
    assert act(desk, held, "keep", revision=9, notices=0).json()["code"] == "comment_reworded"
    assert act(desk, held, "keep").status_code == 201
    assert act(desk, held, "keep").json()["code"] == "case_missing"
    assert act(desk, held, "remove").json()["code"] == "ground_missing"
    assert act(desk, held, "cut", rule=1, pieces=[99]).json()["code"] == "cut_nothing"
    assert act(desk, held, "burn").json()["code"] == "act_impossible"
    done = act(desk, held, "remove", rule=2).json()["decision"]
    newest = desk.get(f"/moderation/comments/{held}").json()["decisions"][0]
    assert (newest["id"], newest["undoable"], newest["name"]) == (done, True, "Berta Quay")
    sent = {"decision": done, "key": str(uuid4())}
    for _ in range(2):
        back = desk.post(f"/moderation/comments/{held}/undo", sent)
        assert (back.status_code, back.json()["comment"]["state"]) == (201, "visible")
    again = desk.post(f"/moderation/comments/{held}/undo", {**sent, "key": str(uuid4())})
    assert again.json()["code"] == "undo_impossible"


def test_a_measure_that_is_sent_twice_is_one_and_is_lifted(desk, held):
    path = f"/moderation/comments/{held}/measures"
    sent = {"kind": "suspend", "hours": 24, "reason": "Rest.", "rule": 1, "key": str(uuid4())}
    answers = [desk.post(path, sent) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    (measure,) = answers[1].json()["measures"]
    assert (measure["kind"], measure["section"]) == ("suspend", "Town")
    assert measure["decision"] == answers[0].json()["decision"]
    assert Measure.objects.count() == 1
    for changed, code in (
        ({"kind": "exile"}, "measure_unknown"),
        ({"hours": None}, "measure_until"),
        ({"hours": 10**9}, "measure_until"),
        ({"reason": None}, "measure_reason"),
        ({"rule": None}, "measure_ground"),
    ):
        answer = desk.post(path, {**sent, "key": str(uuid4()), **changed})
        assert answer.json()["code"] == code
    lift = {"reason": "A mistake.", "key": str(uuid4())}
    for _ in range(2):
        answer = desk.post(f"/moderation/measures/{measure['id']}/lift", lift)
        assert answer.status_code == 201
        assert answer.json()["measures"][0]["lifted"]


def test_appeals_are_listed_and_decided_by_somebody_else(desk):
    writer = make_actor()
    comment = make_comment(make_thread(), author=writer)
    first = make_person(role="moderator")
    decide(actor=_actor(first), comment=comment, act="remove", ground=Ground(rule=1))
    number = appeal(
        by=Objector(writer), decision=statements_for(writer)[0].id, words="It was irony."
    )
    (found,) = desk.get("/moderation/appeals").json()["items"]
    assert (found["id"], found["words"], found["decision"]["rule"]) == (number, "It was irony.", 1)
    path = f"/moderation/appeals/{number}"
    sent = {"verdict": "reversed", "reasons": "Irony it is.", "key": str(uuid4())}
    assert member(first).post(path, sent).json()["code"] == "appeal_first_decider"
    assert desk.post(path, {**sent, "reasons": " "}).json()["code"] == "appeal_reasons"
    for _ in range(2):
        answer = desk.post(path, sent)
        assert (answer.status_code, answer.json()["state"]) == (201, "reversed")
        assert answer.json()["ruling"] == Decision.objects.latest("pk").public_id
    assert desk.get("/moderation/appeals").json()["total"] == 0


def _actor(person) -> Actor:
    return Actor(person=person.pk, name=person.name, role=person.role)


def test_a_discussion_is_closed_and_opened(desk):
    thread = make_thread(commenting="members")
    path = f"/moderation/threads/{thread.public_id}"
    for _ in range(2):
        found = desk.patch(path, {"closed": True}).json()
        assert (found["closed"], found["commenting"]) == (True, "members")
    assert Decision.objects.filter(act="close").count() == 1
    assert desk.patch(path, {"commenting": "nobody"}).json()["code"] == "setting_invalid"
    assert desk.patch(path, {"closed": False}).json()["closed"] is False
