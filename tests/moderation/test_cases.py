"""Cases: who is told by mail, what reading costs, what is forgotten, what comes at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection

from colonnade.discussion.reading import comment_for
from colonnade.flows.decide import decide
from colonnade.flows.report import Notice, report
from colonnade.flows.settle_case import keep_comment
from colonnade.kit import clock
from colonnade.moderation.actions import (
    fade_reports,
    forget_reporter,
    forget_subjects,
)
from colonnade.moderation.models import Case, Report
from colonnade.moderation.reading import (
    cases_of,
    open_cases,
    subjects_decided_since,
)
from colonnade.moderation.ruling import Ground
from colonnade.outbox.models import Delivery
from colonnade.people.reading import Actor, actor_of
from tests.factories import deliver_all, make_actor, make_comment, make_person, make_thread
from tests.moderation.reporting import WHY, broken, grown, legal
from tests.queries import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment() -> str:
    return make_comment(make_thread(), body="Rude words.")


@pytest.fixture
def moderator() -> Actor:
    return make_actor(role="moderator")


def test_receipt_and_outcome_go_by_mail_to_whoever_wants_them_and_tell_no_words(comment, moderator):
    """A1: nothing of the comment, its writer or another reporter in what third persons get."""
    writer = comment_for(Actor(), comment)
    assert writer is not None
    assert writer.author is not None
    ida = report(actor=Actor(), notice=legal(comment))
    silent = report(actor=grown(1), notice=broken(comment))
    wants = Notice(comment, "rule", rule=2, by_mail=True)
    report(actor=actor_of(bert := make_person()), notice=wants)
    deliver_all()
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted([WHY["email"], bert.email])
    decide(actor=moderator, comment=comment, act="remove", reason="Rude.", ground=Ground(rule=1))
    deliver_all()
    deliver_all()
    # The writer gets her statement of reasons; that is another mail.
    theirs = [one for one in mail.outbox if one.to[0] in {WHY["email"], bert.email}]
    assert len(theirs) == 4
    secret = {"Rude", "street", writer.author.name, moderator.name, writer.thread_title}
    for letter in theirs:
        whole = f"{letter.subject}\n{letter.body}"
        assert not [word for word in secret if word in whole]
        assert f"/c/{comment}/" in whole
        assert "/reports/" in whole
        assert len(letter.to) == 1
    hers = [letter.body for letter in theirs if letter.to == [WHY["email"]]]
    assert all(f"/reports/{ida.secret}/" in body for body in hers)
    assert "A moderator removed the comment." in hers[1]
    assert "rule 1" in hers[1]
    assert not Report.objects.exclude(public_id=silent.report).filter(told=None).exists()


@pytest.mark.django_db(transaction=True)
def test_one_mail_that_fails_is_tried_again_and_nobody_is_told_twice(comment, moderator, settings):
    for number in range(3):
        report(actor=Actor(), notice=legal(comment, email=f"reader-{number}@mail.example"))
    keep_comment(actor=moderator, comment=comment)
    settings.EMAIL_BACKEND = "tests.moderation.test_cases.Failing"
    Failing.sent, Failing.fails = [], 5
    deliver_all()
    Delivery.objects.filter(done=False).update(due=clock.now())
    Failing.fails = 0
    deliver_all()
    outcomes = [to for to, subject in Failing.sent if "what became" in subject]
    assert sorted(outcomes) == [f"reader-{number}@mail.example" for number in range(3)]


class Failing:
    """A backend of mail that takes some and then fails."""

    sent: list[tuple[str, str]]
    fails: int

    def __init__(self, **options: object) -> None:
        pass

    def send_messages(self, messages):
        for letter in messages:
            if Failing.fails and len(Failing.sent) >= Failing.fails:
                raise OSError("no route")
            Failing.sent.append((letter.to[0], letter.subject))
        return len(messages)


def test_reading_cases_costs_one_query_however_many(moderator):
    thread = make_thread()
    comments = [make_comment(thread) for _ in range(6)]
    for number, comment in enumerate(comments):
        for other in range(3):
            report(actor=grown(number * 3 + other), notice=broken(comment))
    report(actor=Actor(), notice=legal(comments[3]))
    with queries(1):
        assert set(cases_of(comments)) == set(comments)
    with queries(0):
        assert cases_of([]) == {}
    with queries(3):
        listed, total = open_cases()
    assert total == 6
    assert [case.comment for case in listed] == [
        comments[3],
        *comments[:3],
        *comments[4:],
    ]
    keep_comment(actor=moderator, comment=comments[0])
    assert comments[0] not in cases_of(comments)


def test_what_is_kept_for_a_time_fades_and_what_a_person_sent_can_be_forgotten(comment, moderator):
    ada = grown(1)
    report(actor=ada, notice=legal(comment))
    keep_comment(actor=moderator, comment=comment)
    fade_reports()
    row = Report.objects.get()
    assert row.address
    assert row.words
    Report.objects.update(created=clock.now() - timedelta(days=8))
    fade_reports()
    row.refresh_from_db()
    assert (row.address, bool(row.words)) == ("", True)
    Case.objects.update(settled=clock.now() - timedelta(days=201))
    fade_reports()
    row.refresh_from_db()
    assert (row.words, row.name, row.email) == ("", "", "")
    Report.objects.update(words="x", name="y", email="z@example.org")
    assert ada.person is not None
    forget_reporter(person=ada.person)
    row.refresh_from_db()
    assert (row.words, row.name, row.email, row.person) == ("", "", "", None)


def test_a_reported_comment_counts_as_touched_and_sample_content_takes_its_reports_along(comment):
    before = clock.now() - timedelta(minutes=1)
    report(actor=grown(1), notice=broken(comment))
    assert subjects_decided_since(before) == [comment]
    forget_subjects(subjects=[comment], threads=[])
    assert not Case.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_reports_that_come_at_once_are_one_case_and_none_is_lost():
    comment = make_comment(make_thread())
    crowd = [grown(number) for number in range(8)]

    def send(actor: Actor) -> str:
        try:
            return report(actor=actor, notice=broken(comment)).case
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        cases = set(pool.map(send, crowd))
    assert len(cases) == 1
    case = cases_of([comment])[comment]
    assert case.total == 8
    assert case.weight == pytest.approx(sum(row.weight for row in case.reports))
