"""Many comments decided as one act by a program, which is told which were left, and why."""

from datetime import timedelta
from itertools import islice, product
from typing import Any
from uuid import uuid4

import pytest

from colonnade.api.process.together import MOST, show_written
from colonnade.discussion.models import Comment, Thread
from colonnade.discussion.reading import comment_for
from colonnade.flows.decide import decide
from colonnade.flows.edit_comment import edit_comment
from colonnade.kit import clock
from colonnade.moderation.models import ActKey, Decision
from colonnade.people.actions import bind_to_sections
from tests.api.caller import Caller, member
from tests.factories import STAFF, make_actor, make_comment, make_person, make_thread, there
from tests.queries import queries

pytestmark = pytest.mark.django_db
PATH = "/moderation/decisions"
CANARY = "Canary under lock"
MISSING = "There is no such comment, or it is not public."
# What one comment of an act costs, and what the request does whatever their number.
QUERIES_EACH, QUERIES_ALL = 40, 60


@pytest.fixture
def desk() -> Caller:
    caller: Caller = member(make_person("Berta Quay", role="moderator"))
    return caller


@pytest.fixture
def held() -> list[str]:
    thread, writer = make_thread(), make_actor(CANARY)
    return [make_comment(thread, author=writer, body=CANARY, held=True) for _ in range(3)]


def townswoman() -> Caller:
    """Return a moderator who answers for Town alone."""
    person = make_person(role="moderator")
    bind_to_sections(person=person.pk, sections=["Town"])
    caller: Caller = member(person)
    return caller


def in_town(**more: Any) -> str:
    thread = make_thread()
    Thread.objects.filter(pk=thread.id).update(section="Town")
    return make_comment(thread, **more)


def looked_at(comments: list[str], state: str = "held") -> list[dict[str, object]]:
    return [{"comment": one, "state": state, "revision": 1} for one in comments]


def asked(comments: list[str], act: str = "approve", **more: object) -> dict[str, object]:
    return {"act": act, "comments": looked_at(comments), "key": str(uuid4()), **more}


def states(comments: list[str]) -> list[str]:
    found = dict(Comment.objects.values_list("public_id", "visibility"))
    return [found[one] for one in comments]


def why(answer: Any) -> dict[str, str]:
    return {one["comment"]: one["code"] for one in answer.json()["left"]}


def done(answer: Any) -> list[str]:
    return [one["comment"] for one in answer.json()["done"]]


def test_one_reason_for_many_each_with_its_decision_and_only_once(desk, held):
    sent = asked(held, "remove", rule=1, reason="Spam.")
    answers = [desk.post(PATH, sent) for _ in range(3)]
    assert [one.status_code for one in answers] == [201] * 3
    assert answers[0].json() == answers[1].json() == answers[2].json()
    assert answers[0].headers["Cache-Control"] == "private, no-store"
    told = answers[0].json()
    assert (done(answers[0]), told["left"]) == (held, [])
    rows = list(Decision.objects.filter(act="remove").order_by("pk"))
    assert [row.public_id for row in rows] == [one["decision"] for one in told["done"]]
    assert {(row.batch, row.reason, row.rule) for row in rows} == {(told["batch"], "Spam.", 1)}
    assert states(held) == [one["state"] for one in told["done"]] == ["removed"] * 3
    taken = desk.post(PATH, sent | {"reason": "Other."})
    assert (taken.status_code, taken.json()["code"]) == (409, "key_taken")
    assert (Decision.objects.count(), ActKey.objects.count()) == (3, 1)
    newest = desk.get(f"/moderation/comments/{held[0]}").json()["decisions"][0]
    assert newest["batch"] == told["batch"]


def test_it_is_taken_back_by_its_id_once_and_that_as_well(desk, held):
    batch = desk.post(PATH, asked(held)).json()["batch"]
    undo, key = f"{PATH}/{batch}/undo", {"key": str(uuid4())}
    back = [desk.post(undo, key) for _ in range(2)]
    assert [one.status_code for one in back] == [201, 201]
    assert back[0].json() == back[1].json()
    assert (done(back[0]), why(back[0])) == (held, {})
    assert states(held) == ["held"] * 3
    assert Decision.objects.exclude(undoes="").count() == 3
    again = desk.post(undo, {"key": str(uuid4())})
    assert (again.status_code, again.json()["code"]) == (409, "batch_undone")
    forth = desk.post(f"{PATH}/{back[0].json()['batch']}/undo", {"key": str(uuid4())})
    assert (done(forth), states(held)) == (held, ["visible"] * 3)


def test_what_was_changed_meanwhile_is_left_and_each_says_why(desk):
    writer, thread = make_actor(), make_thread()
    fine, decided, reworded, visible = (
        make_comment(thread, author=writer, held=number < 2) for number in range(4)
    )
    edit_comment(actor=writer, comment=reworded, body="Another wording.")
    decide(actor=make_actor(role="editor"), comment=decided, act="approve")
    unknown = "2" * 12
    both = [*looked_at([fine, decided, unknown]), *looked_at([reworded, visible], "visible")]
    sent = asked([]) | {"comments": both}
    answers = [desk.post(PATH, sent) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert done(answers[0]) == [fine]
    assert why(answers[0]) == {
        decided: "comment_changed",
        unknown: "comment_missing",
        reworded: "comment_reworded",
        visible: "act_impossible",
    }
    words = {one["comment"]: one["detail"] for one in answers[0].json()["left"]}
    assert "it is visible now" in words[decided]
    assert words[unknown] == MISSING


def test_where_all_of_it_was_left_nothing_was_done(desk, held):
    for one in held:
        decide(actor=make_actor(role="editor"), comment=one, act="approve")
    before = Decision.objects.count()
    answer = desk.post(PATH, asked(held, "remove", rule=1))
    assert (answer.json()["batch"], done(answer)) == (None, [])
    assert why(answer) == dict.fromkeys(held, "comment_changed")
    assert Decision.objects.count() == before


def test_what_a_colleague_decided_since_is_not_taken_back(desk, held):
    batch = desk.post(PATH, asked(held)).json()["batch"]
    decide(actor=make_actor(role="editor"), comment=held[0], act="hold")
    undo, key = f"{PATH}/{batch}/undo", {"key": str(uuid4())}
    back = [desk.post(undo, key) for _ in range(2)]
    assert back[0].json() == back[1].json()
    assert (done(back[0]), why(back[0])) == (held[1:], {held[0]: "comment_changed"})


def test_what_a_colleague_decided_alike_after_it_was_taken_back_stays_hers(desk, held):
    undo = f"{PATH}/{desk.post(PATH, asked(held)).json()['batch']}/undo"
    desk.post(undo, {"key": str(uuid4())})
    for one in held[:2]:
        decide(actor=make_actor(role="editor"), comment=one, act="approve")
    again = desk.post(undo, {"key": str(uuid4())})
    assert (again.status_code, again.json()["code"]) == (409, "batch_undone")
    assert states(held) == ["visible", "visible", "held"]


def test_what_somebody_else_answers_for_is_left_and_nothing_is_told_of_it(held):
    mine = in_town(held=True)
    town = townswoman()
    answer = town.post(PATH, asked([held[0], mine, "3" * 12]))
    assert (answer.status_code, done(answer)) == (201, [mine])
    assert why(answer) == {held[0]: "comment_missing", "3" * 12: "comment_missing"}
    assert len({one["detail"] for one in answer.json()["left"]}) == 1
    assert CANARY not in answer.content.decode()
    seen = asked([held[0]])
    for comments in (looked_at(held), looked_at(held, "visible"), looked_at(["3" * 12])):
        none = town.post(PATH, seen | {"comments": comments})
        assert (none.status_code, none.json()["code"]) == (404, "comment_missing")
        assert CANARY not in none.content.decode()
    assert states([*held, mine]) == ["held"] * 3 + ["visible"]
    assert Decision.objects.count() == 1


def test_of_an_act_on_several_she_takes_back_what_is_hers(desk, held):
    mine = in_town(held=True)
    town, undoing = townswoman(), {"key": str(uuid4())}
    theirs = desk.post(PATH, asked(held)).json()["batch"]
    none = town.post(f"{PATH}/{theirs}/undo", undoing)
    assert (none.status_code, none.json()["code"]) == (404, "batch_missing")
    desk.post(f"{PATH}/{theirs}/undo", undoing)
    both = desk.post(PATH, asked([held[0], mine])).json()["batch"]
    back = town.post(f"{PATH}/{both}/undo", {"key": str(uuid4())})
    assert (done(back), why(back)) == ([mine], {held[0]: "comment_missing"})
    assert CANARY not in back.content.decode()
    assert states([held[0], mine]) == ["visible", "held"]


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"act": "remove"}, 422, "ground_missing"),
        ({"act": "remove", "rule": 999}, 422, "rule_missing"),
        ({"act": "restore"}, 409, "act_impossible"),
        ({"reason": "x" * 501}, 413, "text_too_long"),
        ({"key": "x"}, 422, "key_invalid"),
        ({"comments": []}, 422, "request_invalid"),
        ({"comments": None}, 422, "request_invalid"),
        ({"comments": ["2" * 12]}, 422, "request_invalid"),
        ({"comments": looked_at(["nothing"])}, 422, "request_invalid"),
        ({"comments": looked_at(["2" * 12], "burned")}, 422, "request_invalid"),
        ({"comments": [{"comment": "2" * 12}]}, 422, "request_invalid"),
        ({"comments": looked_at(["2" * 12])}, 404, "comment_missing"),
    ],
)
def test_what_is_refused_leaves_all_as_it_was_and_the_key_free(desk, held, more, status, code):
    sent = asked(held)
    answer = desk.post(PATH, sent | more)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    if code == "request_invalid":
        assert answer.json()["errors"][0]["field"].startswith("comments")
    assert states(held) == ["held"] * 3
    assert not ActKey.objects.exists()
    assert done(desk.post(PATH, sent)) == held


def test_a_comment_that_is_named_twice_is_refused_by_its_name(desk, held):
    answer = desk.post(PATH, asked([*held, held[1]]))
    (fault,) = answer.json()["errors"]
    assert fault == {"field": "comments", "detail": f"The comment {held[1]} is named twice"}
    assert states(held) == ["held"] * 3


def test_so_many_at_once_and_not_one_more(desk):
    ends = product("23456789", repeat=3)
    names = ["2" * 9 + "".join(end) for end in islice(ends, MOST + 1)]
    answer = desk.post(PATH, asked(names))
    assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")
    assert f"at most {MOST}" in answer.json()["errors"][0]["detail"]
    assert desk.post(PATH, asked(names[:MOST])).json()["code"] == "comment_missing"


@pytest.mark.parametrize(("role", "code"), [("member", "moderators_only"), ("", "sign_in_first")])
def test_nobody_else_may(desk, held, role, code):
    batch = desk.post(PATH, asked(held)).json()["batch"]
    caller = member(make_person(role=role)) if role else Caller()
    for answer in (
        caller.post(PATH, asked(held, "hold")),
        caller.post(f"{PATH}/{batch}/undo", {"key": str(uuid4())}),
        caller.get(f"/moderation/comments/{held[0]}/since?act=hold&hours=1"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, code)
        assert CANARY not in answer.content.decode()
    assert Decision.objects.count() == 3


def test_what_is_no_batch_is_not_there(desk, held):
    for batch in ("2" * 12, held[0], "x", "%00"):
        answer = desk.post(f"{PATH}/{batch}/undo", {"key": str(uuid4())})
        assert (answer.status_code, answer.json()["code"]) == (404, "batch_missing")


def test_every_comment_costs_as_many_queries_and_no_more(desk):
    thread = make_thread()
    few = [make_comment(thread, held=True) for _ in range(2)]
    many = [make_comment(thread, held=True) for _ in range(22)]
    desk.get("/moderation/queue")
    for comments in (few, many):
        with queries(QUERIES_ALL + QUERIES_EACH * len(comments)):
            batch = desk.post(PATH, asked(comments, "remove", rule=1)).json()["batch"]
        with queries(QUERIES_ALL + QUERIES_EACH * len(comments)):
            assert len(done(desk.post(f"{PATH}/{batch}/undo", {"key": str(uuid4())}))) == len(
                comments
            )


def test_a_retry_and_what_is_left_cost_no_query_for_each(desk):
    thread = make_thread()
    many = [make_comment(thread, held=True) for _ in range(20)]
    sent = asked([*many[:10], *("2" * 11 + end for end in "23456789")])
    desk.post(PATH, sent)
    with queries(30):
        assert len(done(desk.post(PATH, sent))) == 10


def test_everything_since_is_read_first_and_then_decided_as_one_act(desk):
    writer, thread = make_actor(CANARY), make_thread()
    mine = [make_comment(thread, author=writer, held=number == 2) for number in range(3)]
    old = make_comment(thread, author=writer)
    Comment.objects.filter(public_id=old).update(created=clock.now() - timedelta(hours=30))
    other = make_comment(thread)
    path = f"/moderation/comments/{mine[0]}/since"
    found = desk.get(f"{path}?act=remove&hours=24")
    assert found.headers["Cache-Control"] == "private, no-store"
    items = found.json()["items"]
    assert [one["comment"] for one in items] == mine[::-1]
    assert [one["state"] for one in items] == ["held", "visible", "visible"]
    assert found.json()["more"] is False
    only = desk.get(f"{path}?act=hold&hours=48").json()["items"]
    assert {one["comment"] for one in only} == {*mine[:2], old}
    # What is sent may hold all that was told: it is what was looked at.
    late = make_comment(thread, author=writer)
    sent = asked([], "remove", law="Criminal Code", reason="Spam.") | {"comments": items}
    assert done(desk.post(PATH, sent)) == mine[::-1]
    assert states([*mine, old, other, late]) == ["removed"] * 3 + ["visible"] * 3


def test_since_shows_so_many_at_once_and_says_whether_there_is_more():
    found = [there(comment_for(STAFF, make_comment(make_thread())))] * (MOST + 1)
    most, more = show_written(found[:MOST]), show_written(found)
    assert (len(most.items), most.more) == (len(more.items), not more.more) == (MOST, False)


def test_since_shows_nothing_of_another_section(held):
    writer = make_actor()
    here, away = in_town(author=writer), make_comment(make_thread(), author=writer, body=CANARY)
    town = townswoman()
    answer = town.get(f"/moderation/comments/{here}/since?act=remove&hours=1")
    assert [one["comment"] for one in answer.json()["items"]] == [here]
    assert CANARY not in answer.content.decode()
    hers = town.get(f"/moderation/comments/{away}/since?act=remove&hours=1")
    assert (hers.status_code, hers.json()["code"]) == (404, "comment_missing")
    assert CANARY not in hers.content.decode()


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("act=remove", 422, "request_invalid"),
        ("act=remove&hours=0", 422, "request_invalid"),
        ("act=remove&hours=99999999999", 422, "request_invalid"),
        ("act=remove&hours=soon", 422, "request_invalid"),
        ("act=approve&hours=1", 409, "act_impossible"),
    ],
)
def test_since_when_and_for_what_is_needed(desk, held, query, status, code):
    answer = desk.get(f"/moderation/comments/{held[0]}/since?{query}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    if status == 422:
        assert answer.json()["errors"][0]["field"] == "hours"
