"""Reports and cases: many are one, crowds hide nothing, what was kept stays kept."""

from datetime import timedelta

import pytest

from colonnade.discussion.actions import change_visibility
from colonnade.discussion.models import Thread
from colonnade.discussion.reading import comment_for
from colonnade.flows.decide import decide
from colonnade.flows.delete_comment import delete_comment
from colonnade.flows.edit_comment import edit_comment
from colonnade.flows.report import Notice, report
from colonnade.flows.settle_case import SeenCase, keep_comment
from colonnade.kit import clock
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions import (
    keep_choices,
)
from colonnade.moderation.gates.choices import Choices
from colonnade.moderation.models import Case, Decision, LogEntry, Report
from colonnade.moderation.reading import (
    cases_of,
    decisions_on,
    open_cases,
    report_behind,
)
from colonnade.moderation.reports import MOST_A_DAY
from colonnade.moderation.ruling import Ground
from colonnade.people.models import Guest, Person
from colonnade.people.reading import Actor, actor_of
from tests.conftest import FULL
from tests.factories import make_actor, make_comment, make_person, make_thread, pk_of
from tests.moderation.reporting import broken, grown, legal

pytestmark = pytest.mark.django_db


def refused(actor: Actor, notice: Notice) -> str:
    with pytest.raises(Refusal) as refusal:
        report(actor=actor, notice=notice)
    return refusal.value.code


@pytest.fixture
def comment() -> str:
    return make_comment(make_thread(), body="Rude words.")


@pytest.fixture
def moderator() -> Actor:
    return make_actor(role="moderator")


def test_many_reports_on_one_comment_are_one_case(comment):
    first = report(actor=grown(1), notice=broken(comment))
    second = report(actor=grown(2), notice=broken(comment, 2))
    third = report(actor=Actor(address="198.51.100.3"), notice=legal(comment))
    assert len({first.case, second.case, third.case}) == 1
    assert len({first.secret, second.secret, third.secret}) == 3
    case = cases_of([comment])[comment]
    assert (case.total, case.notices, case.urgent) == (3, 1, True)
    assert [seen.kind for seen in case.reports] == ["illegal", "rule", "rule"]
    assert case.rules == [(1, 1), (2, 1)]
    kept = Report.objects.get(public_id=first.report)
    assert (kept.rule, kept.policy, kept.name, kept.email) == (1, 0, "", "")


def test_the_same_report_again_is_the_same_report(comment):
    member, nobody = grown(), Actor(address="203.0.113.9")
    guest = Actor(guest=Guest.objects.create(fingerprint="f" * 64).pk, address="203.0.113.8")
    for actor in (member, nobody, guest):
        once = report(actor=actor, notice=broken(comment))
        twice = report(actor=actor, notice=broken(comment))
        assert (once.again, twice.again, twice.secret) == (False, True, once.secret)
    assert Report.objects.count() == 3


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"words": "  "}, "report_why_missing"),
        ({"name": ""}, "report_name_missing"),
        ({"email": ""}, "report_email_missing"),
        ({"email": "no address"}, "email_invalid"),
        ({"email": "a@b.example\nBcc: c@example.org"}, "email_invalid"),
        ({"good_faith": False}, "good_faith_missing"),
        ({"words": "x" * 2001}, "text_too_long"),
        ({"name": "N" * 61}, "text_too_long"),
        ({"kind": "boring"}, "report_kind_unknown"),
        ({"kind": "rule"}, "report_rule_missing"),
        ({"kind": "rule", "rule": 99}, "rule_missing"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(comment, changed, code):
    assert refused(Actor(), legal(comment, **changed)) == code
    assert not Case.objects.exists()


def test_of_the_abuse_of_a_child_nobody_needs_to_say_who_she_is(comment):
    kept = report(actor=Actor(), notice=legal(comment, "abuse", name="", email=""))
    assert Report.objects.get(public_id=kept.report).email == ""
    assert cases_of([comment])[comment].urgent


def test_a_members_own_name_and_address_count_whatever_she_typed(comment):
    person = make_person()
    report(actor=actor_of(person), notice=legal(comment))
    row = Report.objects.get()
    assert (row.name, row.email) == (person.name, person.email)


@pytest.mark.parametrize("state", ["held", "removed", "deleted", "hidden", "unknown"])
def test_what_readers_do_not_see_nobody_reports(comment, state):
    acts = {"held": "hold", "removed": "remove", "deleted": "delete"}
    if state in acts:
        change_visibility(comment=pk_of(comment), act=acts[state])
    elif state == "hidden":
        row = comment_for(Actor(), comment)
        assert row is not None
        Thread.objects.filter(public_id=row.thread).update(hidden=True)
    name = "2" * 12 if state == "unknown" else comment
    for actor in (Actor(), make_actor(), make_actor(role="owner")):
        assert refused(actor, legal(name)) == "comment_missing"
    assert not Report.objects.exists()


def test_a_day_has_so_many_reports_for_a_person_and_a_connection():
    thread, ada = make_thread(), grown()
    for _ in range(MOST_A_DAY):
        report(actor=ada, notice=broken(make_comment(thread)))
    one_more = make_comment(thread)
    with pytest.raises(Refusal) as refusal:
        report(actor=ada, notice=broken(one_more))
    assert (refusal.value.code, refusal.value.kind) == ("reports_too_many", Kind.TOO_FAST)
    elsewhere = Actor(person=ada.person, name=ada.name, role="member", address="203.0.113.77")
    assert refused(elsewhere, broken(one_more)) == "reports_too_many"
    assert refused(Actor(address=ada.address), broken(one_more)) == "reports_too_many"
    assert not Case.objects.filter(subject=one_more).exists()
    Report.objects.update(created=clock.now() - timedelta(hours=25))
    assert report(actor=ada, notice=broken(one_more)).state == "open"


def test_five_hundred_day_old_accounts_hide_nothing_and_the_crowd_is_shown(comment):
    """S9: neither without a rule nor with one that asks for people who have been here."""
    keep_choices(choices=Choices(report_weight=2, report_people=3))
    crowd = 500 if FULL else 120
    for number in range(crowd):
        person = Person.objects.create(
            name=f"New {number}", name_key=f"new {number}", email=f"new{number}@example.org"
        )
        address = f"203.0.{number // 250}.{number % 250}"
        report(actor=actor_of(person, address=address), notice=broken(comment))
    found = comment_for(Actor(), comment)
    assert found is not None
    assert found.visibility == "visible"
    case = cases_of([comment])[comment]
    assert case.total == crowd
    assert case.weight < 1
    assert case.is_burst
    assert (case.light, len(case.reports)) == (50, 50)
    assert not decisions_on(comment)


def test_nothing_is_hidden_without_the_owners_rule(comment):
    for number in range(20):
        report(actor=grown(number), notice=broken(comment))
    assert not decisions_on(comment)
    assert comment_for(Actor(), comment) is not None


def test_the_owners_rule_holds_by_a_decision_that_says_so(comment, moderator):
    keep_choices(choices=Choices(report_weight=3, report_people=3))
    for number in range(2):
        report(actor=grown(number), notice=broken(comment, 4))
    # Two more behind one of these addresses are no third person.
    for _ in range(2):
        report(actor=grown(1), notice=broken(comment, 4))
    assert comment_for(Actor(), comment) is not None
    last = report(actor=grown(9), notice=broken(comment, 4))
    assert comment_for(Actor(), comment) is None
    row = Decision.objects.get(subject=comment)
    assert (row.act, row.automated, row.rule, row.notice) == ("hold", True, 4, last.case)
    assert "3 members" in row.facts
    assert LogEntry.objects.get(decision=row.public_id, detail__by="automation").act == "hold"
    # The case waits for somebody; her approval settles it and lets the wording stand.
    assert comment in cases_of([comment])
    decide(actor=moderator, comment=comment, act="approve")
    assert Case.objects.get().state == "kept"
    again = report(actor=grown(10), notice=broken(comment, 4))
    assert again.state == "kept"
    assert comment_for(Actor(), comment) is not None


def test_what_the_staff_kept_the_same_reports_do_not_bring_back(comment, moderator):
    report(actor=grown(1), notice=broken(comment))
    decision = keep_comment(actor=moderator, comment=comment)
    case = Case.objects.get()
    assert (case.state, case.decision, case.revision) == ("kept", decision, 1)
    assert decisions_on(comment)[0].act == "keep"
    assert LogEntry.objects.get(decision=decision, detail__from="report").act == "keep"
    for number in range(2, 30):
        assert report(actor=grown(number), notice=broken(comment, 2)).state == "kept"
    assert open_cases() == ([], 0)
    # Another sort of notice is another question; the same sort again is not.
    assert report(actor=grown(40), notice=legal(comment)).state == "open"
    keep_comment(actor=moderator, comment=comment)
    assert report(actor=grown(41), notice=legal(comment)).state == "kept"
    # She whom it is about is heard, whoever else said so before.
    assert report(actor=Actor(), notice=legal(comment, "about_me")).state == "open"
    keep_comment(actor=moderator, comment=comment)
    assert report(actor=Actor(), notice=legal(comment, "about_me")).state == "kept"
    other = legal(comment, "about_me", email="other@example.org")
    assert report(actor=Actor(), notice=other).state == "open"


def test_another_wording_is_another_question(moderator):
    ada = make_actor()
    comment = make_comment(make_thread(), author=ada)
    report(actor=grown(1), notice=broken(comment))
    keep_comment(actor=moderator, comment=comment)
    edit_comment(actor=ada, comment=comment, body="Ruder words.")
    assert report(actor=grown(2), notice=broken(comment)).state == "open"


def test_acting_on_the_comment_settles_its_case(comment, moderator):
    reported = report(actor=grown(1), notice=broken(comment))
    decide(actor=moderator, comment=comment, act="remove", reason="x", ground=Ground(rule=1))
    row = Decision.objects.get(subject=comment)
    case = Case.objects.get()
    assert (case.state, case.decision, row.notice) == ("acted", row.public_id, reported.case)
    own = report_behind(reported.secret)
    assert own is not None
    assert (own.state, own.act, own.cites) == ("acted", "remove", (1, 0, ""))
    # Put back, it is what somebody looked at: the same reports do not bring it back.
    decide(actor=moderator, comment=comment, act="restore")
    assert report(actor=grown(2), notice=broken(comment)).state == "acted"


def test_holding_settles_nothing_and_a_deletion_by_the_writer_does(moderator):
    ada = make_actor()
    comment = make_comment(make_thread(), author=ada)
    kept = report(actor=grown(1), notice=broken(comment))
    decide(actor=moderator, comment=comment, act="hold")
    assert cases_of([comment])[comment].id == kept.case
    delete_comment(actor=ada, comment=comment)
    assert Case.objects.get().state == "gone"


def test_what_came_in_meanwhile_is_not_kept_unread(comment, moderator):
    report(actor=grown(1), notice=broken(comment))
    seen = SeenCase(revision=1, notices=0)
    report(actor=grown(2), notice=broken(comment))
    report(actor=grown(3), notice=legal(comment))
    for stale, code in ((seen, "case_grown"), (SeenCase(2, 1), "comment_reworded")):
        with pytest.raises(Refusal) as refusal:
            keep_comment(actor=moderator, comment=comment, seen=stale)
        assert refusal.value.code == code
    keep_comment(actor=moderator, comment=comment, seen=SeenCase(1, 1))
    with pytest.raises(Refusal) as refusal:
        keep_comment(actor=moderator, comment=comment)
    assert refusal.value.code == "case_missing"


@pytest.mark.parametrize("role", ["", "member"])
def test_nobody_else_keeps(comment, role):
    report(actor=grown(1), notice=broken(comment))
    with pytest.raises(Refusal) as refusal:
        keep_comment(actor=make_actor() if role else Actor(), comment=comment)
    assert refusal.value.code == "moderators_only"
