"""Appeals at the staff's desk: what waits, what is late, and who may answer."""

from datetime import timedelta

import pytest
from django.test import Client

from colonnade.flows.appeal import Objector, appeal
from colonnade.flows.decide import decide
from colonnade.flows.report import Notice, report
from colonnade.flows.settle_case import keep_comment
from colonnade.kit import clock
from colonnade.moderation.models import Appeal, Decision
from colonnade.moderation.reading import appeal_named
from colonnade.moderation.ruling import Ground
from colonnade.people.actions import bind_to_sections
from colonnade.people.models import Person
from colonnade.people.reading import Actor, actor_of
from tests.factories import make_actor, make_comment, make_person, make_thread, there
from tests.queries import queries
from tests.staff.desk import form, sign_in, staff, text

pytestmark = pytest.mark.django_db
WORDS = "It is a quotation, and says so."
BODY = "Rude words of somebody else."


@pytest.fixture
def writer() -> Actor:
    return make_actor()


@pytest.fixture
def first() -> Person:
    return make_person("Frida First", role="moderator")


@pytest.fixture
def second() -> Client:
    return staff(name="Sara Second")


@pytest.fixture
def asked(writer, first, second) -> str:
    """Return an appeal against a removal."""
    return objected(writer, first)


def objected(writer: Actor, first: Person) -> str:
    comment = make_comment(make_thread(), author=writer, body=BODY)
    decide(actor=actor_of(first), comment=comment, act="remove", ground=Ground(rule=1))
    number = there(Decision.objects.order_by("-id").first()).public_id
    return appeal(by=Objector(writer), decision=number, words=WORDS)


def at(number: str) -> str:
    return f"/staff/appeals/{number}/"


def test_what_waits_stands_there_with_what_is_late(second, asked):
    page = text(second.get("/staff/appeals/"))
    assert "1 appeal waits." in page
    assert "overdue" not in page
    assert at(asked) in page
    Appeal.objects.update(due=clock.now() - timedelta(hours=1))
    page = text(second.get("/staff/appeals/"))
    assert "1 is overdue." in page
    assert 'href="/staff/appeals/"' in page


def test_the_page_shows_all_that_it_is_about(second, asked):
    page = text(second.get(at(asked)))
    for words in (WORDS, BODY, "Frida First", "rule 1, version 0", "The writer objects"):
        assert words in page, words


def test_somebody_else_takes_it_back_with_reasons_and_minutes(second, asked):
    typed = form(text(second.get(at(asked))), at(asked), reasons="You are right.", minutes="45")
    answer = second.post(at(asked), typed | {"verdict": "reversed"})
    assert answer.headers["Location"] == "/staff/appeals/?saved=1"
    row = Appeal.objects.get()
    assert (row.state, row.decider_name, row.minutes) == ("reversed", "Sara Second", 45)
    assert Decision.objects.get(public_id=row.ruling).undoes == row.decision
    page = text(second.get("/staff/appeals/"))
    assert "Decided." not in page
    assert "0.2 hours a week" in page
    assert "Sara Second" in page
    assert "<textarea" not in text(second.get(at(asked)))


def test_minutes_are_measured_where_none_are_typed(second, asked):
    opened = int((clock.now() - timedelta(minutes=7)).timestamp())
    typed = {"verdict": "upheld", "reasons": "No.", "minutes": "", "opened": str(opened)}
    second.post(at(asked), typed)
    assert Appeal.objects.get().minutes == 8


def test_the_first_decider_is_told_that_she_may_not(first, asked):
    client = sign_in(first)
    page = text(client.get(at(asked)))
    assert "You made the first decision." in page
    assert "<textarea" not in page
    answer = client.post(at(asked), {"verdict": "upheld", "reasons": "Mine."})
    assert answer.status_code == 403
    assert "You made the first decision." in text(answer)
    assert there(appeal_named(asked)).is_open


def test_what_was_typed_stays_where_it_cannot_be(second, asked):
    answer = second.post(at(asked), {"verdict": "no", "reasons": "Long thought."})
    assert answer.status_code == 422
    assert "Long thought." in text(answer)
    answer = second.post(at(asked), {"verdict": "upheld", "reasons": " "})
    assert "Please give the reasons" in text(answer)


def test_a_second_press_finds_it_decided(second, asked):
    typed = {"verdict": "upheld", "reasons": "It stands."}
    second.post(at(asked), typed)
    assert second.post(at(asked), typed).status_code == 409


def test_a_reporter_is_right_and_a_rule_is_named(first, second):
    comment = make_comment(make_thread(), body=BODY)
    kept = report(actor=make_actor(), notice=Notice(comment, "rule", rule=2, words="Look there."))
    decision = keep_comment(actor=actor_of(first), comment=comment)
    number = appeal(by=Objector(Actor(), report=kept.report), decision=decision, words=WORDS)
    page = text(second.get(at(number)))
    assert "A reporter objects" in page
    assert "Look there." in page
    typed = {"verdict": "reversed", "reasons": "Yes.", "act": "hold", "rule": "2"}
    assert second.post(at(number), typed).status_code == 303
    newest = there(Decision.objects.order_by("-id").first())
    assert (newest.act, newest.rule, newest.undoes) == ("hold", 2, decision)


def test_who_answers_for_another_section_finds_nothing(second, asked):
    Decision.objects.update(section="Harbor")
    bound = make_person(role="moderator")
    bind_to_sections(person=bound.pk, sections=["Town"])
    client = sign_in(bound)
    assert at(asked) not in text(client.get("/staff/appeals/"))
    answer = client.post(at(asked), {"verdict": "upheld", "reasons": "No."})
    assert (client.get(at(asked)).status_code, answer.status_code) == (404, 404)
    bind_to_sections(person=bound.pk, sections=["Harbor"])
    assert WORDS in text(client.get(at(asked)))


def test_many_cost_as_many_queries_as_one(writer, first, second, asked):
    second.get("/staff/appeals/")
    with queries(14):
        second.get("/staff/appeals/")
    for _ in range(3):
        objected(writer, first)
    with queries(14):
        page = text(second.get("/staff/appeals/"))
    assert "4 appeals wait" in page


def test_words_are_shown_as_words(writer, first, second):
    comment = make_comment(make_thread(), author=writer)
    decide(actor=actor_of(first), comment=comment, act="hold")
    number = there(Decision.objects.order_by("-id").first()).public_id
    asked = appeal(by=Objector(writer), decision=number, words="<script>alert(1)</script>")
    for path in ("/staff/appeals/", at(asked)):
        assert "<script>alert" not in text(second.get(path))
