"""What was decided about somebody, and her objections, read and sent by a program."""

from uuid import uuid4

import pytest

from colonnade.flows.decide import decide
from colonnade.flows.decide_appeal import Judgment, decide_appeal
from colonnade.flows.report import Notice, report
from colonnade.flows.settle_case import keep_comment
from colonnade.flows.undo import undo
from colonnade.moderation.models import Appeal, Decision
from colonnade.moderation.reading import latest_ruling
from colonnade.moderation.ruling import Ground
from colonnade.people.reading import Actor
from tests.api.caller import Caller, member
from tests.factories import make_actor, make_person, make_thread, there

pytestmark = pytest.mark.django_db
WORDS = "It was irony."


@pytest.fixture
def judge() -> Actor:
    return make_actor("Canary Judge", role="moderator")


def key() -> str:
    return str(uuid4())


def removed(caller: Caller, judge: Actor) -> str:
    """Let somebody's comment be removed and return it."""
    comment = str(caller.comment(make_thread(commenting="guests")).json()["id"])
    decide(actor=judge, comment=comment, act="remove", reason="Too rude", ground=Ground(rule=1))
    return comment


def test_whom_it_meets_reads_it_with_reasons_and_nobody_else(judge):
    make_actor(role="moderator")  # somebody must be there who could decide anew
    ada = member(make_person())
    comment = removed(ada, judge)
    listed = ada.get("/decisions")
    assert listed.headers["Cache-Control"] == "private, no-store"
    (found,) = listed.json()["items"]
    assert (found["act"], found["comment"], found["rule"]) == ("remove", comment, 1)
    assert (found["reason"], found["by_role"]) == ("Too rude", "moderator")
    assert "Canary" not in listed.content.decode()
    assert found["object_until"]
    path = f"/decisions/{found['id']}"
    assert ada.get(path).json() == found
    for other in (Caller(), member(make_person()), member(make_person(role="owner"))):
        assert other.get("/decisions").json() == {"items": []}
        for answer in (other.get(path), other.post(f"{path}/appeal", _objection())):
            assert (answer.status_code, answer.json()["code"]) == (404, "decision_missing")


def _objection(**changed: str) -> dict[str, str]:
    return {"words": WORDS, "key": key(), **changed}


def test_a_guest_objects_by_her_key_and_a_retry_objects_once(judge):
    make_actor(role="moderator")
    guest = Caller()
    first = guest.comment(make_thread(commenting="guests"), name="Passer-by").json()
    guest = Caller(guest=first["guest_key"])
    decide(actor=judge, comment=first["id"], act="remove", ground=Ground(rule=1))
    path = f"/decisions/{guest.get('/decisions').json()['items'][0]['id']}"
    sent = _objection()
    answers = [guest.post(f"{path}/appeal", sent) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["appeal"]["words"] == WORDS
    assert answers[0].json()["object_until"] is None
    assert Appeal.objects.count() == 1
    for other, code in ((_objection(), "appeal_made"), (sent | {"words": "Else."}, "key_taken")):
        answer = guest.post(f"{path}/appeal", other)
        assert (answer.status_code, answer.json()["code"]) == (409, code)
    second = make_actor(role="moderator")
    number = Appeal.objects.get().public_id
    decide_appeal(actor=second, appeal=number, judgment=Judgment("reversed", "You are right."))
    found = guest.get(path).json()
    assert found["undone_by"]
    assert (found["appeal"]["state"], found["appeal"]["reasons"]) == ("reversed", "You are right.")


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"words": " "}, "appeal_words_missing"), ({"key": "x"}, "key_invalid")],
)
def test_what_is_missing_keeps_nothing_and_the_key_free(judge, changed, code):
    make_actor(role="moderator")
    ada = member(make_person())
    removed(ada, judge)
    path = f"/decisions/{ada.get('/decisions').json()['items'][0]['id']}/appeal"
    sent = _objection()
    assert ada.post(path, sent | changed).json()["code"] == code
    assert not Appeal.objects.exists()
    assert ada.post(path, sent).status_code == 201


def test_a_reporter_is_told_of_a_removal_that_was_taken_back(judge):
    comment = Caller().comment(make_thread(commenting="guests"), name="Passer-by").json()["id"]
    path = f"/reports/{report(actor=Actor(), notice=Notice(comment, 'rule', rule=1)).secret}"
    decide(actor=judge, comment=comment, act="remove", ground=Ground(rule=1))
    before = Caller().get(path).json()["outcome"]
    assert before.startswith("A moderator removed the comment.")
    undo(actor=judge, comment=comment, decision=latest_ruling(comment))
    assert Caller().get(path).json()["outcome"] == f"{before} This was taken back later."


def test_a_reporter_sees_how_it_stands_and_objects(judge):
    make_actor(role="moderator")
    comment = Caller().comment(make_thread(commenting="guests"), name="Passer-by").json()["id"]
    kept = report(actor=Actor(), notice=Notice(comment, "rule", rule=1))
    path = f"/reports/{kept.secret}"
    found = Caller().get(path).json()
    assert (found["state"], found["rule"], found["object_until"]) == ("open", 1, None)
    assert Caller().post(f"{path}/appeal", _objection()).json()["code"] == "decision_missing"
    keep_comment(actor=judge, comment=comment)
    assert Caller().get(path).json()["state"] == "kept"
    assert Caller().get(path).json()["object_until"]
    answer = Caller().post(f"{path}/appeal", _objection())
    assert (answer.status_code, answer.json()["appeal"]["state"]) == (201, "open")
    assert Caller().get(f"{path}x").json()["code"] == "report_missing"
    assert there(Decision.objects.filter(act="keep").first()).public_id
