"""Reporting a comment as browsers do it without script: forms, receipts, status pages."""

import re
from html import unescape

import pytest
from django.core import mail
from django.test import Client

from colonnade.discussion.actions import change_visibility
from colonnade.discussion.reading import comment_for
from colonnade.flows.decide import decide
from colonnade.flows.undo import undo
from colonnade.moderation.models import Report
from colonnade.moderation.reading import latest_ruling
from colonnade.moderation.reports import MOST_A_DAY
from colonnade.moderation.ruling import Ground
from colonnade.people.models import Person
from colonnade.people.reading import Actor
from tests.factories import deliver_all, make_actor, make_comment, make_person, make_thread, pk_of
from tests.queries import queries
from tests.staff.desk import form, sign_in, text

pytestmark = pytest.mark.django_db
CANARY = "canary words nobody else may see"
LEGAL = {
    "kind": "illegal",
    "body": "It names my street.\nAnd the house.",
    "name": "Ida Third",
    "email": "ida@example.org",
    "good_faith": "1",
}


@pytest.fixture
def comment() -> str:
    return make_comment(make_thread(), body=CANARY)


def at(comment: str) -> str:
    return f"/c/{comment}/report"


def sent(client: Client, comment: str, **typed: str) -> str:
    """Report, and return the page of the status that it leads to."""
    answer = client.post(at(comment), typed)
    assert answer.status_code == 303, text(answer)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    return answer.headers["Location"]


def test_a_member_reports_with_one_press_of_a_rule(comment):
    client = sign_in(make_person())
    page = text(client.get(at(comment)))
    typed = form(page, at(comment))
    assert '<button name="rule" value="5">' in page
    assert 'name="name"' not in page
    status = text(client.get(sent(client, comment, **typed, rule="5")))
    assert "Thank you. Your report is here." in status
    assert "It breaks rule 5" in status
    assert Report.objects.get().rule == 5


def test_a_guest_fills_in_a_form_and_no_cookie_stands_for_her(comment):
    client = Client(enforce_csrf_checks=True)
    page = text(client.get(at(comment)))
    typed = form(page, at(comment), rule="2", email="guest@example.org", body="Look at the end.")
    assert page.count('type="radio" name="rule"') == 6
    address = sent(client, comment, **typed)
    assert re.fullmatch(r"/reports/[0-9a-f]{64}/", address)
    assert set(client.cookies) <= {"csrf"}
    row = Report.objects.get()
    assert (row.rule, row.words, row.email) == (2, "Look at the end.", "guest@example.org")


@pytest.mark.parametrize("kind", ["illegal", "about_me", "abuse"])
def test_a_third_person_gives_notice_without_an_account(comment, kind):
    client = Client(enforce_csrf_checks=True)
    page = text(client.get(f"{at(comment)}?kind={kind}"))
    needed = 'id="name" name="name" value="" maxlength="60" autocomplete="name" dir="auto" required'
    assert (needed in page) is (kind != "abuse")
    assert f"/c/{comment}/" in page
    typed = {"body": "Why.", "good_faith": "1"}
    typed |= {} if kind == "abuse" else {"name": "Ida", "email": "ida@example.org"}
    status = text(Client().get(sent(client, comment, **(form(page, at(comment)) | typed))))
    assert "A moderator will look at it." in status
    assert CANARY not in status
    row = Report.objects.get()
    assert (row.kind, row.good_faith, row.person, row.guest) == (kind, True, None, None)


def test_a_removal_that_was_taken_back_is_told_as_such(comment):
    address = sent(Client(), comment, kind="rule", rule="1")
    one, two = make_actor(role="moderator"), make_actor(role="moderator")
    decide(actor=one, comment=comment, act="remove", reason="", ground=Ground(rule=1))
    assert "This was taken back later." not in text(Client().get(address))
    undo(actor=two, comment=comment, decision=latest_ruling(comment))
    page = text(Client().get(address))
    assert "A moderator removed the comment." in page
    assert "This was taken back later." in page
    assert f'href="/c/{comment}/"' in page


def test_the_status_page_is_one_persons_own_and_tells_no_words_of_others(comment):
    client = Client()
    address = sent(client, comment, **LEGAL)
    answer = Client().get(address)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert f'href="/c/{comment}/"' in text(answer)
    moderator = make_actor(role="moderator")
    decide(actor=moderator, comment=comment, act="remove", reason=CANARY, ground=Ground(rule=4))
    page = text(Client().get(address))
    assert "A moderator removed the comment." in page
    assert "It broke rule 4 of the policy." in page
    found = comment_for(Actor(role="moderator"), comment)
    assert found is not None
    assert found.author is not None
    for words in (CANARY, moderator.name, found.author.name, found.thread_title):
        assert words not in page
    assert f'href="/c/{comment}/"' not in page
    assert Client().get(f"/reports/{'0' * 64}/").status_code == 404
    assert Client().get(f"/reports/{'x' * 900}/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "sentence", "code"),
    [
        ({"body": ""}, "Please say why.", 422),
        ({"name": " "}, "Please give your name.", 422),
        ({"email": ""}, "Please give your e-mail address", 422),
        ({"email": "nowhere"}, "nowhere is not an e-mail address.", 422),
        ({"good_faith": ""}, "Please confirm that what you write is true", 422),
        ({"body": "long " * 500}, "The text is too long", 413),
        ({"body": "nul \x00 here"}, "U+0000", 422),
        ({"kind": "boring"}, "A report is of one of these kinds", 422),
    ],
)
def test_what_was_typed_survives_every_refusal(comment, changed, sentence, code):
    typed = LEGAL | changed
    answer = Client().post(at(comment), typed)
    page = unescape(text(answer))
    assert answer.status_code == code
    assert sentence in page
    assert typed["body"].replace("\x00", "\x00") in page.replace("\r\n", "\n")
    if typed["kind"] == "illegal":
        assert f'value="{typed["name"]}"' in page
        assert f'value="{typed["email"]}"' in page
        assert ('name="good_faith" value="1" required checked' in page) is bool(typed["good_faith"])
    assert not Report.objects.exists()


def test_a_guests_chosen_rule_and_words_survive_too(comment):
    typed = {"kind": "rule", "rule": "3", "body": "See above.", "email": "nowhere"}
    page = text(Client().post(at(comment), typed))
    assert re.search(r'name="rule" value="3" required checked', page)
    assert "See above." in page
    none = Client().post(at(comment), typed | {"rule": "", "email": ""})
    assert "Please choose the rule" in text(none)
    gone = Client().post(at(comment), typed | {"rule": "77", "email": ""})
    assert "The policy has no rule 77." in text(gone)


def test_without_the_safety_sign_what_was_typed_comes_back(comment):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(at(comment), LEGAL)
    page = text(answer)
    assert answer.status_code == 403
    typed = form(page, at(comment), body=LEGAL["body"])
    assert typed["email"] == LEGAL["email"]
    assert client.post(at(comment), typed).status_code == 303


def test_a_flood_is_told_so_and_when_to_come_again(comment):
    thread = make_thread()
    for _ in range(MOST_A_DAY):
        sent(Client(), make_comment(thread), kind="rule", rule="1")
    answer = Client().post(at(comment), LEGAL)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "86400"
    assert LEGAL["body"] in text(answer).replace("\r\n", "\n")
    elsewhere = Client(REMOTE_ADDR="203.0.113.200")
    sent(elsewhere, comment, **LEGAL)


@pytest.mark.parametrize("act", ["hold", "remove", "delete"])
def test_what_is_not_public_is_not_there_whoever_asks(comment, act):
    """A1: 404 for everybody, and what she had typed comes back without the comment's words."""
    found = comment_for(Actor(), comment)
    assert found is not None
    assert found.person is not None
    writer = Person.objects.get(pk=found.person)
    change_visibility(comment=pk_of(comment), act=act)
    for client in (Client(), sign_in(writer), sign_in(make_person(role="owner"))):
        asked, pressed = client.get(at(comment)), client.post(at(comment), LEGAL)
        assert (asked.status_code, pressed.status_code) == (404, 404)
        assert CANARY not in text(asked) + text(pressed)
        assert "It names my street." in text(pressed)
    assert Client().get(at("2" * 12)).status_code == 404
    assert not Report.objects.exists()


def test_script_is_answered_in_json(comment):
    asks = {"accept": "application/json"}
    answer = Client().post(at(comment), LEGAL, headers=asks)
    assert (answer.status_code, answer.json()["state"]) == (201, "open")
    refused = Client().post(at(comment), LEGAL | {"body": ""}, headers=asks)
    assert (refused.status_code, refused.json()["code"]) == (422, "report_why_missing")


def test_the_whole_way_of_a_notice_by_mail(comment):
    address = sent(Client(), comment, **LEGAL)
    deliver_all()
    decide(
        actor=make_actor(role="moderator"),
        comment=comment,
        act="remove",
        reason=CANARY,
        ground=Ground(rule=4),
    )
    deliver_all()
    receipt, outcome = (one for one in mail.outbox if one.to == [LEGAL["email"]])
    assert address in receipt.body
    assert address in outcome.body
    for words in (CANARY, "It names my street", LEGAL["name"]):
        assert words not in f"{receipt.body}{outcome.body}"


def test_form_and_status_cost_few_queries(comment):
    client = Client()
    client.get(at(comment))
    with queries(4):  # site, sections, comment, policy
        client.get(at(comment))
    address = sent(client, comment, **LEGAL)
    with queries(4):  # site, sections, report, comment
        client.get(address)
