"""A decision's page: for whom it meets alone, with reasons, roles and the form to object."""

from datetime import timedelta

import pytest
from django.test import Client

from colonnade.flows.decide import decide
from colonnade.flows.decide_appeal import Judgment, decide_appeal
from colonnade.flows.measure import Why, impose
from colonnade.flows.report import Notice, report
from colonnade.flows.settle_case import keep_comment
from colonnade.kit import clock, ids
from colonnade.moderation.actions import Terms, secret_of
from colonnade.moderation.models import Appeal, Decision, Statement
from colonnade.moderation.ruling import Ground
from colonnade.people.models import Guest, Person
from colonnade.people.reading import Actor, actor_of
from colonnade.people.visitor import GUEST_COOKIE
from colonnade.people.whom import whom_of
from colonnade.sites.actions import change_settings
from tests.factories import make_actor, make_comment, make_person, make_thread, there
from tests.staff.desk import form, sign_in, text

pytestmark = pytest.mark.django_db
CANARY = "canary words nobody else may see"
PARENT = "what somebody else had said before"
RULE = Ground(rule=1, facts="It names a street.")
WRONG = "It is a quotation,\nand says so."


@pytest.fixture
def writer() -> Person:
    return make_person()


@pytest.fixture
def moderator() -> Actor:
    make_actor(role="moderator")
    return make_actor(role="moderator")


@pytest.fixture
def comment(writer) -> str:
    thread = make_thread()
    parent = make_comment(thread, body=PARENT)
    return make_comment(thread, author=actor_of(writer), parent=parent, body=CANARY)


def removed(moderator: Actor, comment: str) -> str:
    """Remove a comment, and return the path of the decision."""
    decide(actor=moderator, comment=comment, act="remove", reason="Too rude", ground=RULE)
    return f"/decisions/{there(Decision.objects.order_by('-id').first()).public_id}/"


def a_guest(token: str = "quiet key") -> tuple[Actor, Client]:
    row = Guest.objects.create(fingerprint=ids.fingerprint(token))
    client = Client()
    client.cookies[GUEST_COOKIE] = token
    return Actor(guest=row.pk), client


def test_the_writer_reads_all_of_it_and_no_name(writer, moderator, comment):
    path = removed(moderator, comment)
    answer = sign_in(writer).get(path)
    page = text(answer)
    for words in (
        "Your comment was removed",
        "Too rude – It names a street.",
        'href="/rules/0/#rule-1"',
        "Rule 1 of the policy",
        "decided by a moderator",
        "Not automated.",
        "Nobody reported it",
        CANARY,
        "<form",
    ):
        assert words in page, words
    assert moderator.name not in page
    assert PARENT not in page
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert Statement.objects.get().seen is not None


def test_for_everybody_else_there_is_no_such_page(moderator, comment):
    path = removed(moderator, comment)
    _, guest = a_guest()
    owner = sign_in(make_person(role="owner"))
    for client in (Client(), guest, sign_in(make_person()), owner):
        for answer in (client.get(path), client.post(path + "object", {"words": WRONG})):
            assert answer.status_code == 404
            assert CANARY not in text(answer)
            assert "Too rude" not in text(answer)
    assert not Appeal.objects.exists()
    assert Statement.objects.get().seen is None


def test_a_guest_opens_hers_by_her_key(moderator):
    actor, client = a_guest()
    path = removed(moderator, make_comment(make_thread(), author=actor, body=CANARY))
    page = text(client.get(path))
    assert CANARY in page
    client.post(path + "object", form(page, path + "object", words=WRONG))
    assert Appeal.objects.get().guest == actor.guest
    _, other = a_guest("another key")
    assert other.get(path).status_code == 404


def test_what_was_decided_stands_on_her_page_and_on_the_comments(writer, moderator, comment):
    client = sign_in(writer)
    path = removed(moderator, comment)
    page = text(client.get("/me/"))
    assert "Decisions about you" in page
    assert f'href="{path}"' in page
    assert ">new<" in page
    client.get(path)
    assert ">new<" not in text(client.get("/me/"))
    assert f'href="{path}"' in text(client.get(f"/c/{comment}/mine"))
    decide(actor=moderator, comment=comment, act="restore")
    assert "taken back" in text(client.get("/me/"))
    assert path not in text(client.get(f"/c/{comment}/mine"))
    assert "This was taken back" in text(client.get(path))


def test_the_page_of_the_discussion_learns_it_apart(writer, moderator, comment):
    thread = make_thread()
    mine = make_comment(thread, author=actor_of(writer), body=CANARY)
    path = removed(moderator, mine)
    address = f"/personal/t/{thread.public_id}"
    assert sign_in(writer).get(address).json()["told"] == {mine: path}
    assert sign_in(make_person()).get(address).json()["told"] == {}
    assert Client().get(address).json()["told"] == {}


def test_objecting_keeps_what_was_typed(writer, moderator, comment):
    client = sign_in(writer)
    path = removed(moderator, comment)
    typed = form(text(client.get(path)), path + "object", words="x" * 4001)
    answer = client.post(path + "object", typed)
    assert answer.status_code == 413
    assert "x" * 4001 in text(answer)
    answer = client.post(path + "object", typed | {"words": WRONG})
    assert (answer.status_code, answer.headers["Location"]) == (303, path + "#appeal")
    page = text(client.get(path))
    assert "You have objected." in page
    assert "It is a quotation," in page
    assert "<textarea" not in page
    again = client.post(path + "object", typed | {"words": WRONG})
    assert again.status_code == 409
    assert Appeal.objects.count() == 1


def test_the_answer_stands_there_with_reasons_and_a_role(writer, moderator, comment):
    client = sign_in(writer)
    path = removed(moderator, comment)
    client.post(path + "object", {"words": WRONG})
    second = make_actor("Second Decider", role="editor")
    judgment = Judgment("upheld", "It breaks the rule all the same.")
    decide_appeal(actor=second, appeal=Appeal.objects.get().public_id, judgment=judgment)
    page = text(client.get(path))
    assert "the decision stands" in page
    assert "It breaks the rule all the same." in page
    assert "Second Decider" not in page


def test_too_late_and_alone_are_said_instead_of_a_form(writer, moderator, comment):
    client = sign_in(writer)
    path = removed(moderator, comment)
    Statement.objects.update(created=clock.now() - timedelta(days=15))
    page = text(client.get(path))
    assert "The time to object is over: it was 14 days." in page
    assert "<textarea" not in page
    Statement.objects.update(created=clock.now())
    change_settings(values={"contact": "desk@example.org"})
    Person.objects.exclude(pk=moderator.person).filter(role="moderator").update(role="member")
    page = text(client.get(path))
    assert "nobody else on this site" in page
    assert 'href="mailto:desk@example.org"' in page


def test_a_reporter_who_was_not_heard_objects_on_her_page(moderator, comment):
    kept = report(actor=Actor(), notice=Notice(comment, "rule", rule=1))
    client, path = Client(), f"/reports/{secret_of(kept.report)}/"
    assert "<textarea" not in text(client.get(path))
    keep_comment(actor=moderator, comment=comment)
    page = text(client.get(path))
    typed = form(page, path + "object", words=" ")
    refused = client.post(path + "object", typed)
    assert refused.status_code in {400, 422}
    assert "Please say in your words" in text(refused)
    answer = client.post(path + "object", typed | {"words": WRONG})
    assert answer.headers["Location"] == path + "#appeal"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "You have objected." in text(client.get(path))
    assert Appeal.objects.get().report == kept.report


def test_one_reporter_never_reads_anothers_objection(moderator, comment):
    first = report(actor=make_actor(), notice=Notice(comment, "rule", rule=1))
    other = report(actor=make_actor(), notice=Notice(comment, "rule", rule=2))
    keep_comment(actor=moderator, comment=comment)
    path = f"/reports/{secret_of(first.report)}/"
    Client().post(path + "object", {"words": WRONG})
    page = text(Client().get(f"/reports/{secret_of(other.report)}/"))
    assert "It is a quotation," not in page
    assert "<textarea" in page, "she may object herself"
    assert Client().post("/reports/nothing/object", {"words": WRONG}).status_code == 404


def test_she_switches_the_mails_off(writer):
    client = sign_in(writer)
    page = text(client.get("/me/settings/"))
    assert 'name="reasons_mail" checked' in page
    typed = form(page, "/me/settings/", name=writer.name)
    client.post("/me/settings/", typed)
    writer.refresh_from_db()
    assert writer.reasons_mail is False


def test_a_ban_can_be_objected_to_by_who_is_shut_out(writer, moderator):
    whom = there(whom_of(person=writer.pk, guest=None))
    number = impose(actor=moderator, whom=whom, terms=Terms("ban"), why=Why("Enough.", RULE))
    writer.set_password("quiet harbor lantern")
    writer.save()
    client = Client()
    signed = {"login": writer.email, "password": "quiet harbor lantern"}
    client.post("/accounts/login/", signed)
    page = text(client.get(f"/decisions/{number}/"))
    assert "You cannot write any more." in page
    client.post(f"/decisions/{number}/object", {"words": WRONG})
    assert Appeal.objects.get().person == writer.pk
