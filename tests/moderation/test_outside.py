"""A site of one person: an outside person decides the appeal by a link, once, without account."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from colonnade.discussion.models import Comment
from colonnade.flows.appeal import Objector, appeal
from colonnade.flows.decide import decide
from colonnade.flows.measure import Why, impose
from colonnade.flows.report import Notice, report
from colonnade.flows.settle_case import keep_comment
from colonnade.kit import clock
from colonnade.kit.refusals import Refusal
from colonnade.moderation.actions import Terms, secret_of
from colonnade.moderation.actions.outside import make_judge_link, sweep_judge_links
from colonnade.moderation.models import Appeal, Decision, JudgeLink, LogEntry, Measure
from colonnade.moderation.reading import report_behind, statements_for
from colonnade.moderation.ruling import Ground
from colonnade.people.reading import Actor, actor_of
from colonnade.people.whom import whom_of
from colonnade.sites.actions import change_settings
from tests.factories import deliver_all, make_actor, make_comment, make_person, make_thread, there
from tests.staff.desk import form, sign_in

pytestmark = pytest.mark.django_db
RULE = Ground(rule=1)
BODY, WORDS = "A rude text.", "It was irony, really."
WHERE = re.compile(r"/decisions/outside/[0-9a-f]{64}/")


@pytest.fixture
def owner() -> Actor:
    return make_actor("Canary Owner", role="owner")


@pytest.fixture
def writer() -> Actor:
    return make_actor("Canary Writer")


@pytest.fixture
def named() -> None:
    change_settings(values={"outside_name": "Ida Canary", "outside_mail": "ida@mail.example"})


def objected(owner: Actor, writer: Actor) -> str:
    """Let the owner remove a comment, the writer object, and return the comment."""
    comment = make_comment(make_thread(), author=writer, body=BODY)
    decide(actor=owner, comment=comment, act="remove", reason="Too rude", ground=RULE)
    appeal(by=Objector(writer), decision=statements_for(writer)[0].id, words=WORDS)
    return comment


def mailed() -> str:
    """Let the mail go, and return the path of its link."""
    deliver_all()
    letter = next(one for one in mail.outbox if one.to == ["ida@mail.example"])
    for canary in ("Canary", BODY, WORDS, "Too rude"):
        assert canary not in f"{letter.body}{letter.subject}"
    found = WHERE.search(str(letter.body))
    assert found
    return found[0]


def text(answer) -> str:
    return str(answer.content.decode())


def test_where_nobody_is_named_the_contact_stays(owner, writer):
    with pytest.raises(Refusal) as refusal:
        objected(owner, writer)
    assert refusal.value.code == "appeal_alone"


@pytest.mark.parametrize("only", ["outside_name", "outside_mail"])
def test_a_name_without_an_address_is_nobody(owner, writer, named, only):
    change_settings(values={only: ""})
    with pytest.raises(Refusal):
        objected(owner, writer)


@pytest.mark.usefixtures("named")
def test_both_sides_are_shown_without_names_and_it_is_decided_once(owner, writer):
    comment = objected(owner, writer)
    path, client = mailed(), Client()
    for _ in range(2):  # a mail program that looks ahead uses nothing up
        page = client.get(path)
        assert page.headers["Cache-Control"] == "private, no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        for words in (BODY, WORDS, "Too rude"):
            assert words in text(page)
        assert "Canary" not in text(page)
    assert client.post(path, {"verdict": "reversed", "reasons": " "}).status_code == 422
    assert client.post(path, {"verdict": "?", "reasons": "So."}).status_code == 422
    assert Comment.objects.get(public_id=comment).visibility == "removed"
    done = client.post(path, {"verdict": "reversed", "reasons": "Irony it is."})
    assert done.status_code == 200
    assert Comment.objects.get(public_id=comment).visibility == "visible"
    row = Appeal.objects.get()
    assert (row.state, row.decider, row.decider_role) == ("reversed", None, "outside")
    assert (row.decider_name, row.reasons) == ("Ida Canary", "Irony it is.")
    back = Decision.objects.get(public_id=row.ruling)
    assert (back.act, back.role, back.person) == ("restore", "outside", None)
    entry = there(LogEntry.objects.order_by("-number").first())
    assert there(entry.detail)["by"] == "outside"
    assert "Canary" not in str(entry.detail)
    for answer in (client.get(path), client.post(path, {"verdict": "upheld", "reasons": "So."})):
        assert answer.status_code == 403
        assert "Nothing was decided now" in text(answer)
        assert BODY not in text(answer)
    assert Appeal.objects.get().state == "reversed"
    told = there(next(one for one in statements_for(writer) if one.act == "restore"))
    assert told.role == "outside"


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize("end", ["old", "settled", "again", "unknown"])
def test_a_link_that_leads_nowhere_says_so_and_shows_nothing(owner, writer, end):
    objected(owner, writer)
    path = mailed()
    number = Appeal.objects.get().public_id
    if end == "old":
        JudgeLink.objects.update(until=clock.now())
    if end == "settled":
        Appeal.objects.update(state="upheld")
    if end == "again":
        make_judge_link(appeal=number, judge="Ida")
    if end == "unknown":
        path = f"/decisions/outside/{'0' * 64}/"
    for answer in (Client().get(path), Client().post(path, {"verdict": "upheld", "reasons": "S"})):
        assert answer.status_code == 403
        assert BODY not in text(answer)
    assert not Appeal.objects.exclude(decided=None).exists()


@pytest.mark.usefixtures("named")
def test_the_form_needs_its_safety_sign_and_upholding_leaves_all(owner, writer):
    comment = objected(owner, writer)
    path = mailed()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path, {"verdict": "upheld", "reasons": "So."}).status_code == 403
    assert Client().post(path, {"verdict": "upheld", "reasons": "So."}).status_code == 200
    assert Comment.objects.get(public_id=comment).visibility == "removed"
    assert Appeal.objects.get().state == "upheld"
    JudgeLink.objects.update(until=clock.now() - timedelta(days=99))
    sweep_judge_links()
    assert not JudgeLink.objects.exists()


@pytest.mark.usefixtures("named")
def test_where_a_colleague_may_decide_nobody_outside_is_asked(owner, writer):
    make_actor(role="moderator")
    objected(owner, writer)
    deliver_all()
    assert not JudgeLink.objects.exists()


@pytest.mark.usefixtures("named")
def test_a_measure_is_lifted_from_outside(owner, writer):
    whom = there(whom_of(person=writer.person, guest=None))
    told = impose(actor=owner, whom=whom, terms=Terms("ban"), why=Why("Enough.", RULE))
    appeal(by=Objector(writer), decision=told, words=WORDS)
    answer = Client().post(mailed(), {"verdict": "reversed", "reasons": "Too hard."})
    assert answer.status_code == 200
    assert Measure.objects.get().lifted is not None


@pytest.mark.usefixtures("named")
def test_a_reporter_is_heard_from_outside_with_a_rule(owner):
    comment = make_comment(make_thread(), author=make_actor(), body=BODY)
    kept = report(actor=Actor(), notice=Notice(comment, "rule", rule=1))
    keep_comment(actor=owner, comment=comment)
    found = there(report_behind(kept.secret))
    assert secret_of(found.id) == kept.secret
    by = Objector(Actor(), report=found.id)
    appeal(by=by, decision=found.decision, words=WORDS)
    path, sent = mailed(), {"verdict": "reversed", "reasons": "It breaks it."}
    assert Client().post(path, sent).status_code == 422
    assert Client().post(path, {**sent, "rule": "1"}).status_code == 200
    assert Comment.objects.get(public_id=comment).visibility == "removed"


def test_no_account_can_have_the_outside_role():
    with pytest.raises(Refusal):
        make_actor(role="outside")


@pytest.mark.usefixtures("named")
def test_the_owner_sees_who_was_asked_and_has_another_link_sent():
    person = make_person("Canary Owner", role="owner")
    alone, writer = actor_of(person), make_actor()
    objected(alone, writer)
    first = mailed()
    client, path = sign_in(person), f"/staff/appeals/{Appeal.objects.get().public_id}/"
    page = text(client.get(path))
    assert "<bdi>Ida Canary</bdi> has a link" in page
    assert client.post(path, form(page, path, act="send")).status_code == 303
    mail.outbox.clear()
    second = mailed()
    assert Client().get(first).status_code == 403
    assert Client().get(second).status_code == 200
    other = sign_in(make_person(role="moderator"))
    assert other.post(path, {"act": "send"}).status_code == 403
    change_settings(values={"outside_name": ""})
    assert client.post(path, {"act": "send"}).status_code == 409
