"""Statements of reasons and appeals: everybody is told, somebody else decides, all is restored."""

from datetime import timedelta

import pytest
from django.core import mail

from colonnade.discussion.models import Comment, Revision, Thread
from colonnade.flows.appeal import Objector, appeal
from colonnade.flows.decide import decide
from colonnade.flows.decide_appeal import Judgment, decide_appeal
from colonnade.flows.delete_comment import delete_comment
from colonnade.flows.hold_on_record import hold_on_record
from colonnade.flows.measure import Why, impose, lift
from colonnade.flows.report import Notice, report
from colonnade.flows.settle_case import keep_comment
from colonnade.kit import clock
from colonnade.kit.refusals import Refusal
from colonnade.moderation.actions import Terms, forget_appellant, keep_statement
from colonnade.moderation.appeals import DAYS, DAYS_OF_LARGE, MOST_A_DAY
from colonnade.moderation.figures import figures_of
from colonnade.moderation.models import Appeal, Decision, LogEntry, Measure, Statement
from colonnade.moderation.reading import (
    appeal_hours_a_week,
    appeal_named,
    bearing_of,
    count_appeals,
    decision_told,
    measures_on,
    report_named,
    statements_for,
)
from colonnade.moderation.ruling import Ground
from colonnade.people.actions import keep_reasons_mail
from colonnade.people.models import Guest, Person
from colonnade.people.reading import Actor
from colonnade.people.whom import whom_of
from colonnade.sites.actions import change_settings
from tests.factories import deliver_all, make_actor, make_comment, make_thread, there
from tests.moderation.conftest import RUDE

pytestmark = pytest.mark.django_db
RULE = Ground(rule=1)


def a_guest() -> Actor:
    row = Guest.objects.create(fingerprint=f"{Guest.objects.count():064x}")
    return Actor(guest=row.pk)


def removed(first: Actor, comment: str) -> str:
    """Remove a comment and return the decision."""
    decide(actor=first, comment=comment, act="remove", reason="Too rude", ground=RULE)
    return newest(comment)


def newest(subject: str) -> str:
    return there(Decision.objects.filter(subject=subject).order_by("-id").first()).public_id


def refused(act, **given) -> str:
    with pytest.raises(Refusal) as refusal:
        act(**given)
    return refusal.value.code


def judge(actor: Actor, number: str, verdict: str = "reversed", **more) -> str:
    return decide_appeal(actor=actor, appeal=number, judgment=Judgment(verdict, "Fair.", **more))


def every_byte(comment: str) -> tuple[object, ...]:
    """Return all that is kept of a comment, its wordings, its thread and the replies around it."""
    row = Comment.objects.get(public_id=comment)
    around = Comment.objects.filter(thread=row.thread_id).order_by("pk")
    return (
        list(around.values()),
        list(Revision.objects.filter(comment=row).order_by("pk").values()),
        list(Thread.objects.filter(pk=row.thread_id).values()),
    )


def test_each_restriction_is_told_in_its_transaction(writer, first, comment):
    whom = there(whom_of(person=writer.person, guest=None))
    decide(actor=first, comment=comment, act="hold", ground=RULE)
    decide(actor=first, comment=comment, act="remove", reason="Too rude", ground=RULE)
    impose(actor=first, whom=whom, terms=Terms("warn"), why=Why("Mind it.", RULE))
    told = statements_for(writer)
    assert [one.act for one in told] == ["warn", "remove", "hold"]
    assert {one.role for one in told} == {"moderator"}
    assert not any(first.name in str(one) for one in told)
    assert Statement.objects.count() == Decision.objects.count() == 3


def test_a_guest_is_told_too_and_nobody_else(first):
    guest = a_guest()
    number = removed(first, make_comment(make_thread(), author=guest))
    assert [one.id for one in statements_for(guest)] == [number]
    assert (
        statements_for(a_guest()) == statements_for(make_actor()) == statements_for(Actor()) == []
    )


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_told():
    with pytest.raises(RuntimeError):
        keep_statement(decision="a", person=None, guest=1, mail=False)


def test_taking_back_what_was_told_is_told_and_logged_again(writer, first, comment):
    number = removed(first, comment)
    decide(actor=first, comment=comment, act="restore")
    back, once = statements_for(writer)
    assert (back.act, back.undoes, once.undone_by) == ("restore", number, back.id)
    entries = LogEntry.objects.order_by("number").values_list("act", "detail__undoes")
    assert list(entries) == [("remove", 0), ("restore", 1)]


def test_what_was_never_told_is_not_told_when_it_ends(writer, first):
    held = make_comment(make_thread(), author=writer, held=True)
    decide(actor=first, comment=held, act="approve")
    assert statements_for(writer) == []


def test_a_reversal_restores_byte_for_byte(writer, first, second):
    thread = make_thread()
    above = make_comment(thread, body="The beginning.")
    comment = make_comment(thread, author=writer, parent=above, body="Ä rude\n\nword. ☂")
    reply = make_comment(thread, parent=comment, body="An answer.")
    before = every_byte(comment)
    level = bearing_of(writer).level
    number = removed(first, comment)
    assert every_byte(comment) != before
    objection = appeal(by=Objector(writer), decision=number, words="It is a quotation.")
    ruling = judge(second, objection)
    assert every_byte(comment) == before
    assert Comment.objects.get(public_id=reply).placed
    assert bearing_of(writer).level == level
    told = there(decision_told(ruling))
    assert (told.act, told.undoes) == ("restore", number)
    assert there(LogEntry.objects.get(decision=ruling).detail)["undoes"] == 1
    assert there(appeal_named(objection)).state == "reversed"
    assert [one.id for one in statements_for(writer)] == [ruling, number]


def test_standing_that_a_removal_cost_comes_back(writer, first, second):
    Person.objects.filter(pk=writer.person).update(joined=clock.now() - timedelta(days=100))
    thread = make_thread()
    mine = [make_comment(thread, author=writer, body=f"Thought {n}.") for n in range(7)]
    decide(actor=first, comment=mine[0], act="remove", reason="Too rude", ground=RULE)
    assert bearing_of(writer).level == "known"
    last = removed(first, mine[1])
    assert bearing_of(writer).level == "new"
    judge(second, appeal(by=Objector(writer), decision=last, words="No."))
    assert bearing_of(writer).level == "known"


def test_nobody_decides_on_her_own_decision_or_her_own_appeal(writer, first, second, comment):
    objection = appeal(by=Objector(writer), decision=removed(first, comment), words="No.")
    for verdict in ("upheld", "reversed"):
        code = refused(judge, actor=first, number=objection, verdict=verdict)
        assert code == "appeal_first_decider"
    assert there(appeal_named(objection)).is_open
    make_actor(role="moderator")
    mine = make_comment(make_thread(), author=second)
    own = appeal(by=Objector(second), decision=removed(first, mine), words="No.")
    assert refused(judge, actor=second, number=own) == "appeal_own"
    assert refused(judge, actor=writer, number=objection) == "moderators_only"
    judge(second, objection, "upheld", minutes=12)
    deciders = Appeal.objects.exclude(decider=None).values_list("decider", flat=True)
    assert list(deciders) == [second.person]
    assert refused(judge, actor=second, number=objection) == "appeal_decided"
    assert appeal_hours_a_week() == 12 / 60 / 4


def test_an_answer_needs_reasons(writer, first, second, comment):
    objection = appeal(by=Objector(writer), decision=removed(first, comment), words="No.")
    wrong = (("upheld", " ", "appeal_reasons"), ("", "Fair", "appeal_verdict"))
    for verdict, reasons, code in wrong:
        judgment = Judgment(verdict, reasons)
        assert refused(decide_appeal, actor=second, appeal=objection, judgment=judgment) == code


def test_one_objection_a_side_and_so_many_a_day(writer, first, second):
    thread = make_thread()
    mine = [make_comment(thread, author=writer, body=f"No {n}.") for n in range(MOST_A_DAY + 1)]
    numbers = [removed(first, one) for one in mine]
    by = Objector(writer)
    appeal(by=by, decision=numbers[0], words="No.")
    assert refused(appeal, by=by, decision=numbers[0], words="No!") == "appeal_made"
    assert refused(appeal, by=by, decision=numbers[1], words="  ") == "appeal_words_missing"
    assert refused(appeal, by=by, decision=numbers[1], words="x" * 4001) == "text_too_long"
    for number in numbers[1:MOST_A_DAY]:
        appeal(by=by, decision=number, words="No.")
    assert refused(appeal, by=by, decision=numbers[-1], words="No.") == "appeals_too_many"
    Appeal.objects.update(created=clock.now() - timedelta(hours=25))
    appeal(by=by, decision=numbers[-1], words="No.")
    assert Appeal.objects.count() == MOST_A_DAY + 1


@pytest.mark.parametrize(("large", "days"), [("off", DAYS), ("on", DAYS_OF_LARGE)])
def test_the_time_to_object_ends(writer, first, second, comment, large, days):
    change_settings(values={"large_duties": large})
    number = removed(first, comment)
    by = Objector(writer)
    Statement.objects.update(created=clock.now() - timedelta(days=days, seconds=1))
    assert refused(appeal, by=by, decision=number, words="No.") == "appeal_late"
    Statement.objects.update(created=clock.now() - timedelta(days=days, seconds=-60))
    assert appeal(by=by, decision=number, words="No.")


def test_strangers_cannot_object(first, second, comment):
    number = removed(first, comment)
    for stranger in map(Objector, (make_actor(), a_guest(), Actor(), first)):
        assert refused(appeal, by=stranger, decision=number, words="No.") == "decision_missing"


def test_where_nobody_else_is_there_nobody_can_be_asked(writer, first, comment):
    number = removed(first, comment)
    assert refused(appeal, by=Objector(writer), decision=number, words="No.") == "appeal_alone"


def test_what_was_taken_back_needs_no_objection_and_ends_one(writer, first, second, comment):
    number = removed(first, comment)
    objection = appeal(by=Objector(writer), decision=number, words="No.")
    decide(actor=first, comment=comment, act="restore")
    ended = there(appeal_named(objection))
    assert (ended.state, ended.decider_name) == ("gone", "")
    again = removed(first, comment)
    decide(actor=second, comment=comment, act="restore")
    assert refused(appeal, by=Objector(writer), decision=again, words="No.") == "appeal_needless"
    taken = newest(comment)
    assert refused(appeal, by=Objector(writer), decision=taken, words="No.") == "appeal_needless"


def test_a_measure_is_lifted_by_a_reversal_even_when_it_is_over(writer, first, second):
    whom = there(whom_of(person=writer.person, guest=None))
    terms = Terms("suspend", section="Harbor", until=clock.now() + timedelta(days=1))
    number = impose(actor=first, whom=whom, terms=terms, why=Why("Mind it.", RULE))
    objection = appeal(by=Objector(writer), decision=number, words="No.")
    Measure.objects.update(until=clock.now() - timedelta(hours=1))
    ruling = judge(second, objection)
    assert there(decision_told(ruling)).undoes == number
    assert measures_on(person=writer.person, guest=None)[0].lifted is not None


def test_a_measure_that_was_lifted_ends_the_objection(writer, first, second):
    whom = there(whom_of(person=writer.person, guest=None))
    number = impose(actor=first, whom=whom, terms=Terms("hold_all"), why=Why("Mind it.", RULE))
    objection = appeal(by=Objector(writer), decision=number, words="No.")
    measure = measures_on(person=writer.person, guest=None)[0].id
    lift(actor=first, measure=measure, why=Why("Enough."))
    assert there(appeal_named(objection)).state == "gone"


def test_a_comment_deleted_meanwhile_is_not_brought_back(writer, first, second, comment):
    decide(actor=first, comment=comment, act="hold", ground=RULE)
    objection = appeal(by=Objector(writer), decision=newest(comment), words="No.")
    delete_comment(actor=writer, comment=comment)
    assert judge(second, objection) == ""
    assert Comment.objects.get(public_id=comment).visibility == "deleted"


def test_what_was_decided_since_is_not_overruled(writer, first, second, comment):
    decide(actor=first, comment=comment, act="hold", ground=RULE)
    objection = appeal(by=Objector(writer), decision=newest(comment), words="No.")
    removed(first, comment)
    assert refused(judge, actor=second, number=objection) == "appeal_overtaken"


def test_a_reporter_objects_and_the_comment_goes_after_all(writer, first, second, comment):
    sent = report(actor=make_actor(), notice=Notice(comment, "rule", rule=1))
    by = Objector(Actor(), report=sent.report)
    assert refused(appeal, by=by, decision="", words="Look.") == "decision_missing"
    keep_comment(actor=first, comment=comment)
    number = there(report_named(sent.report)).decision
    objection = appeal(by=by, decision=number, words="Look again.")
    assert refused(appeal, by=by, decision=number, words="Look!") == "appeal_made"
    assert refused(judge, actor=first, number=objection) == "appeal_first_decider"
    assert refused(judge, actor=second, number=objection) == "ground_missing"
    ruling = judge(second, objection, ground=RULE)
    assert there(decision_told(ruling)).undoes == number
    assert Comment.objects.get(public_id=comment).visibility == "removed"
    assert [one.id for one in statements_for(writer)] == [ruling]


def test_a_reporter_has_nothing_against_what_was_done(first, second, comment):
    sent = report(actor=make_actor(), notice=Notice(comment, "rule", rule=1))
    number = removed(first, comment)
    by = Objector(Actor(), report=sent.report)
    assert refused(appeal, by=by, decision=number, words="More!") == "appeal_needless"


def test_a_long_hold_is_decided_on_record_once(writer):
    held = make_comment(make_thread(), author=writer, held=True)
    assert hold_on_record() == 0
    Comment.objects.update(created=clock.now() - timedelta(hours=25))
    assert (hold_on_record(), hold_on_record()) == (1, 0)
    told = statements_for(writer)[0]
    assert (told.subject, told.act, told.automated) == (held, "hold", True)
    by = make_actor(role="owner")
    judge(by, appeal(by=Objector(writer), decision=told.id, words="Please look."))
    assert Comment.objects.get(public_id=held).visibility == "visible"


def test_the_owner_chooses_how_long_a_hold_may_last(writer):
    make_comment(make_thread(), author=writer, held=True)
    Comment.objects.update(created=clock.now() - timedelta(hours=100))
    change_settings(values={"hold_hours": "0"})
    assert hold_on_record() == 0


def test_a_statement_comes_by_mail_without_the_text(writer, first, comment):
    number = removed(first, comment)
    deliver_all()
    letter = mail.outbox[0]
    assert letter.to == [Person.objects.get(pk=there(writer.person)).email]
    assert "Too rude" in letter.body
    assert "rule 1 of the policy" in letter.body
    assert f"/decisions/{number}/" in letter.body
    assert RUDE not in letter.body
    assert first.name not in letter.body
    assert Statement.objects.get(decision=number).mailed is not None


def test_no_mail_goes_where_she_wants_none_or_confirmed_none(writer, first, comment):
    keep_reasons_mail(person=writer.person, on=False)
    removed(first, comment)
    other = make_actor()
    Person.objects.filter(pk=there(other.person)).update(email="new@example.org")
    removed(first, make_comment(make_thread(), author=other))
    deliver_all()
    assert mail.outbox == []


def test_who_objected_is_told_what_became_of_it(writer, first, second, comment):
    objection = appeal(by=Objector(writer), decision=removed(first, comment), words="No.")
    judge(second, objection, "upheld")
    deliver_all()
    assert "the decision stands" in mail.outbox[-1].body
    assert "Fair." in mail.outbox[-1].body
    assert second.name not in mail.outbox[-1].body


def test_what_is_overdue_is_counted_and_a_year_in_numbers(writer, first, second, comment):
    objection = appeal(by=Objector(writer), decision=removed(first, comment), words="No.")
    assert count_appeals() == (1, 0)
    Appeal.objects.update(due=clock.now() - timedelta(seconds=1))
    assert count_appeals() == (1, 1)
    judge(second, objection, minutes=30)
    year = figures_of(clock.now().year)
    assert (year.appeals, year.reversed) == (1, 1)
    assert appeal_hours_a_week() == 0.5 / 4


def test_an_erased_person_leaves_the_count_of_her_appeals(writer, first, second, comment):
    appeal(by=Objector(writer), decision=removed(first, comment), words="My secret.")
    forget_appellant(person=writer.person)
    row = Appeal.objects.get()
    assert (row.words, row.person) == ("", None)
    assert statements_for(writer) == []
