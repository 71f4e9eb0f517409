"""Links in the staff's daily mail: each decides once, for whom it was sent to, signed in or not."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from colonnade.flows.mail_the_staff import mail_the_staff
from colonnade.kit import clock
from colonnade.moderation.actions import make_link
from colonnade.moderation.models import Decision, DeskLink
from colonnade.people.models import Person
from tests.factories import make_actor, make_comment, make_person, make_thread
from tests.staff.desk import text

pytestmark = pytest.mark.django_db
SECRET_TEXT = "Canary words"


@pytest.fixture
def person() -> Person:
    return make_person("Berta Mails", role="moderator")


@pytest.fixture
def comment() -> str:
    return make_comment(
        make_thread(), author=make_actor("Canary Bird"), body=SECRET_TEXT, held=True
    )


def link(person: Person, comment: str) -> str:
    return f"/staff/by-mail/{make_link(person=person.pk, comment=comment)}/"


def test_the_mail_names_no_text_and_its_link_decides_once(person, comment):
    mail_the_staff()
    letter = next(one for one in mail.outbox if person.email in one.to)
    assert "Canary" not in f"{letter.body}{letter.subject}"
    path = re.search(r"/staff/by-mail/\w+/", str(letter.body))
    assert path
    client = Client()
    for _ in range(2):  # a mail program that looks ahead uses nothing up
        page = text(client.get(path[0]))
        assert SECRET_TEXT in page
        assert "Berta Mails" in page
    assert not Decision.objects.exists()
    refused = client.post(path[0], {"act": "remove", "state": "held", "revision": "1"})
    assert refused.status_code == 422
    done = client.post(path[0], {"act": "remove", "rule": "2", "state": "held", "revision": "1"})
    assert done.status_code == 200
    row = Decision.objects.get()
    assert (row.act, row.rule, row.person) == ("remove", 2, person.pk)
    for answer in (client.get(path[0]), client.post(path[0], {"act": "approve"})):
        assert answer.status_code == 403
        assert SECRET_TEXT not in text(answer)
    assert Decision.objects.count() == 1


def test_nobody_gets_two_mails_a_day_and_none_where_nothing_waits(person, comment):
    mail_the_staff()
    mail_the_staff()
    assert len([one for one in mail.outbox if person.email in one.to]) == 1
    DeskLink.objects.update(created=clock.now() - timedelta(days=1))
    mail_the_staff()
    assert len([one for one in mail.outbox if person.email in one.to]) == 2


@pytest.mark.parametrize("end", ["old", "member", "barred", "unknown"])
def test_a_link_that_is_too_old_or_of_nobody_decides_nothing(person, comment, end):
    path = link(person, comment)
    if end == "old":
        DeskLink.objects.update(until=clock.now())
    if end == "member":
        Person.objects.filter(pk=person.pk).update(role="member")
    if end == "barred":
        Person.objects.filter(pk=person.pk).update(is_active=False)
    if end == "unknown":
        path = f"/staff/by-mail/{'0' * 64}/"
    for answer in (Client().get(path), Client().post(path, {"act": "approve"})):
        assert answer.status_code == 403
        assert "Nothing was decided." in text(answer)
        assert SECRET_TEXT not in text(answer)
    assert not Decision.objects.exists()


def test_the_form_needs_its_safety_sign_and_only_two_acts(person, comment):
    path = link(person, comment)
    assert Client(enforce_csrf_checks=True).post(path, {"act": "approve"}).status_code == 403
    assert Client().post(path, {"act": "hold"}).status_code == 409
    assert not Decision.objects.exists()
    answer = Client().get(path)
    assert answer.headers["Cache-Control"] == "private, no-store"
