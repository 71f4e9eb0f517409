"""Who reported is told by mail when what her report led to is taken back: once, and as it is."""

import pytest
from django.core import mail

from colonnade.flows.appeal import Objector, appeal
from colonnade.flows.decide import decide
from colonnade.flows.decide_appeal import Judgment, decide_appeal
from colonnade.flows.report import Notice, report
from colonnade.flows.settle_case import keep_comment
from colonnade.flows.undo import undo
from colonnade.kit import clock
from colonnade.moderation.actions import forget_reporter
from colonnade.moderation.reading import latest_ruling, report_named
from colonnade.moderation.ruling import Ground, Part
from colonnade.outbox.models import Delivery
from colonnade.people.reading import Actor, actor_of
from tests.factories import deliver_all, make_actor, make_person, there
from tests.moderation.reporting import WHY, grown, legal
from tests.moderation.test_cases import Failing

pytestmark = pytest.mark.django_db
RULE = Ground(rule=1)
IDA = WHY["email"]


@pytest.fixture
def first() -> Actor:
    return make_actor("Berta First", role="moderator")


@pytest.fixture
def second() -> Actor:
    return make_actor("Carla Second", role="moderator")


def remove(actor: Actor, comment: str) -> str:
    decide(actor=actor, comment=comment, act="remove", reason="Too rude", ground=RULE)
    return latest_ruling(comment)


def reverse(actor: Actor, writer: Actor, decision: str) -> str:
    number = appeal(by=Objector(writer), decision=decision, words="It was a quotation.")
    return decide_appeal(actor=actor, appeal=number, judgment=Judgment("reversed", "A secret why."))


def to(address: str) -> list[tuple[str, str]]:
    return [(str(one.subject), str(one.body)) for one in mail.outbox if one.to == [address]]


def test_an_appeal_that_takes_the_removal_back_is_told_once(writer, first, second, comment):
    report(actor=Actor(), notice=legal(comment))
    decision = remove(first, comment)
    deliver_all()
    reverse(second, writer, decision)
    deliver_all()
    deliver_all()
    _, (_, outcome), (subject, turned) = to(IDA)
    assert "taken back" not in outcome
    assert "a decision was taken back" in subject
    assert "A moderator removed the comment." in turned
    assert "This was taken back later." in turned
    assert "/reports/" in turned
    told = f"{subject}{turned}"
    secrets = (writer.name, first.name, second.name, "Rude", "A secret why", "quotation")
    assert not [word for word in secrets if word in told]


def test_a_colleague_who_takes_it_back_is_told_of_too(first, second, comment):
    member = make_person()
    report(actor=actor_of(member), notice=Notice(comment, "rule", rule=1, by_mail=True))
    decision = remove(first, comment)
    deliver_all()
    undo(actor=second, comment=comment, decision=decision)
    deliver_all()
    assert ["taken back" in body for _, body in to(member.email)] == [False, False, True]


def test_what_was_taken_back_before_the_mail_went_is_one_mail(first, second, comment):
    report(actor=Actor(), notice=legal(comment))
    undo(actor=second, comment=comment, decision=remove(first, comment))
    deliver_all()
    deliver_all()
    assert ["taken back" in body for _, body in to(IDA)] == [False, True]


def test_who_wants_no_mail_or_was_forgotten_gets_none(first, second, comment):
    silent, gone = grown(1), make_person()
    report(actor=silent, notice=Notice(comment, "rule", rule=1))
    report(actor=actor_of(gone), notice=Notice(comment, "rule", rule=2, by_mail=True))
    decision = remove(first, comment)
    deliver_all()
    forget_reporter(person=gone.pk)
    mail.outbox.clear()
    undo(actor=second, comment=comment, decision=decision)
    deliver_all()
    assert to(gone.email) == []
    assert not [one for one in mail.outbox if "your report" in one.subject]


def test_of_two_who_reported_the_one_who_objected_has_her_answer(first, second, comment):
    """What was kept is removed after all: the other one learns that it does not stand any more."""
    hers = report(actor=Actor(), notice=legal(comment, email="objects@mail.example"))
    report(actor=Actor(), notice=legal(comment))
    keep_comment(actor=first, comment=comment)
    deliver_all()
    by = Objector(Actor(), report=hers.report)
    kept = there(report_named(hers.report)).decision
    number = appeal(by=by, decision=kept, words="Look again.")
    mail.outbox.clear()
    judgment = Judgment("reversed", "She is right.", ground=RULE)
    decide_appeal(actor=second, appeal=number, judgment=judgment)
    deliver_all()
    ((subject, _),) = to("objects@mail.example")
    assert "what became of your appeal" in subject
    ((subject, body),) = to(IDA)
    assert "let it stand. This was taken back later." in body


def test_what_an_authority_keeps_silent_is_not_told(first, second, comment):
    report(actor=Actor(), notice=legal(comment))
    decision = remove(first, comment)
    deliver_all()
    part = Part(undoes=decision, silent=True)
    decide(actor=second, comment=comment, act="restore", part=part)
    deliver_all()
    assert len(to(IDA)) == 2


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_fails_is_tried_again_and_nobody_is_told_twice(
    first, second, comment, settings
):
    addresses = [f"reader-{number}@mail.example" for number in range(3)]
    for email in addresses:
        report(actor=Actor(), notice=legal(comment, email=email))
    decision = remove(first, comment)
    deliver_all()
    undo(actor=second, comment=comment, decision=decision)
    settings.EMAIL_BACKEND = "tests.moderation.test_cases.Failing"
    Failing.sent, Failing.fails = [], 2
    deliver_all()
    Delivery.objects.filter(done=False).update(due=clock.now())
    Failing.fails = 0
    deliver_all()
    assert sorted(to for to, subject in Failing.sent if "taken back" in subject) == addresses
