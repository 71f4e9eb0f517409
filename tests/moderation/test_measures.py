"""Measures on persons and guests: who may impose them, what they do, how they end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from colonnade.flows.delete_comment import delete_comment
from colonnade.flows.edit_comment import edit_comment
from colonnade.flows.measure import Why, impose, let_in, lift
from colonnade.kit import clock
from colonnade.kit.refusals import Refusal
from colonnade.moderation.actions import Terms
from colonnade.moderation.models import Decision, LogEntry
from colonnade.moderation.reading import bearing_of, measures_in_force, measures_on
from colonnade.moderation.ruling import Ground
from colonnade.people.actions import ensure_guest, let_in_due, make_link, spend_link
from colonnade.people.models import Person
from colonnade.people.reading import Actor, profile_of, staff
from colonnade.people.whom import Whom, whom_by_guest_word, whom_by_handle, whom_of
from tests.factories import make_actor, make_comment, make_person, make_thread

pytestmark = pytest.mark.django_db
WHY = Why("Insults, again.", Ground(rule=1))


def whom(actor: Actor) -> Whom:
    found = whom_of(person=actor.person, guest=actor.guest)
    assert found is not None
    return found


def soon(days: float = 1) -> Terms:
    return Terms("suspend", until=clock.now() + timedelta(days=days))


def refused(code: str, **what: object) -> None:
    before = (Decision.objects.count(), LogEntry.objects.count())
    with pytest.raises(Refusal) as refusal:
        impose(**what)  # type: ignore[arg-type]
    assert refusal.value.code == code
    assert (Decision.objects.count(), LogEntry.objects.count()) == before


def test_a_measure_is_one_decision_and_one_line_of_the_log_without_her_name():
    moderator, ann = make_actor(role="moderator"), make_actor("Ann Rivers")
    terms = Terms("slow", section="Harbor", until=clock.now() + timedelta(days=2), seconds=90)
    decision = impose(actor=moderator, whom=whom(ann), terms=terms, why=WHY)
    row = Decision.objects.get(public_id=decision)
    assert (row.kind, row.subject, row.act, row.rule) == ("person", ann.handle, "slow", 1)
    assert (row.before, row.after, row.section) == ("free", "slow", "Harbor")
    assert row.until == terms.until
    entry = LogEntry.objects.get(decision=decision)
    assert "Ann" not in str(entry.detail)
    assert ann.handle not in str(entry.detail)
    (one,) = measures_in_force(person=ann.person, guest=None)
    assert (one.reason, one.rule, one.by, one.decision) == (WHY.reason, 1, "moderator", decision)
    assert bearing_of(ann, "Harbor").slow_seconds == 90
    assert bearing_of(ann, "Market").slow_seconds == 0


def test_who_may_do_it_to_whom():
    owner, other = (make_actor(role="owner") for _ in range(2))
    editor, moderator, ann = make_actor(role="editor"), make_actor(role="moderator"), make_actor()
    for judge, met, code in (
        (ann, make_actor(), "moderators_only"),
        (Actor(guest=1), ann, "moderators_only"),
        (moderator, moderator, "own_account"),
        (owner, owner, "own_account"),
        (moderator, editor, "above_you"),
        (moderator, make_actor(role="moderator"), "above_you"),
        (editor, moderator, "above_you"),
        (moderator, owner, "above_you"),
    ):
        refused(code, actor=judge, whom=whom(met), terms=soon(), why=WHY)
    for judge, met in ((moderator, ann), (owner, moderator), (owner, other)):
        impose(actor=judge, whom=whom(met), terms=soon(), why=WHY)
    # The other owner is shut out now: nobody may shut out the last one.
    operator = Actor(role="owner", name="operator")
    refused("owner_last", actor=operator, whom=whom(owner), terms=soon(), why=WHY)


def test_who_answers_for_some_sections_decides_in_them_alone():
    moderator = replace(make_actor(role="moderator"), sections=frozenset({"Harbor"}))
    ann = make_actor()
    for section in ("", "Market"):
        terms = Terms("hold_all", section=section)
        refused("section_elsewhere", actor=moderator, whom=whom(ann), terms=terms, why=WHY)
    impose(actor=moderator, whom=whom(ann), terms=Terms("hold_all", section="Harbor"), why=WHY)
    elsewhere = impose(
        actor=make_actor(role="moderator"), whom=whom(ann), terms=Terms("hold_all"), why=WHY
    )
    found = {one.section: one for one in measures_on(person=ann.person, guest=None)}
    with pytest.raises(Refusal) as refusal:
        lift(actor=moderator, measure=found[""].id, why=WHY)
    assert refusal.value.code == "section_elsewhere"
    assert found[""].decision == elsewhere
    lift(actor=moderator, measure=found["Harbor"].id, why=WHY)


@pytest.mark.parametrize(
    ("terms", "why", "code"),
    [
        (Terms("shadow"), WHY, "measure_unknown"),
        (Terms("suspend"), WHY, "measure_until"),
        (Terms("slow"), WHY, "measure_seconds"),
        (Terms("slow", seconds=86_401), WHY, "measure_seconds"),
        (Terms("warn"), Why(" ", Ground(rule=1)), "measure_reason"),
        (Terms("warn"), Why("Insults."), "measure_ground"),
        (Terms("warn"), Why("Insults.", Ground(rule=99)), "rule_missing"),
        (Terms("warn"), Why("x" * 501, Ground(rule=1)), "text_too_long"),
    ],
)
def test_nothing_is_imposed_without_reason_ground_and_end(terms, why, code):
    refused(code, actor=make_actor(role="owner"), whom=whom(make_actor()), terms=terms, why=why)


def test_an_end_is_still_to_come_and_a_ban_has_none():
    owner, ann = make_actor(role="owner"), whom(make_actor())
    past = clock.now() - timedelta(seconds=1)
    refused("measure_until", actor=owner, whom=ann, terms=Terms("hold_all", until=past), why=WHY)
    later = clock.now() + timedelta(days=1)
    refused("measure_until", actor=owner, whom=ann, terms=Terms("ban", until=later), why=WHY)


def test_a_suspension_shuts_every_way_in_and_ends_by_itself(monkeypatch):
    owner, row = make_actor(role="owner"), make_person("Mo Quay", role="moderator")
    token, unused = make_link(name="Mo Quay"), make_link(name="Mo Quay")
    epoch = row.session_epoch
    impose(actor=owner, whom=whom(Actor(person=row.pk)), terms=soon(), why=WHY)
    shut = Person.objects.get(pk=row.pk)
    assert (shut.is_active, shut.session_epoch) == (False, epoch + 1)
    assert "Mo Quay" not in {one.name for one in staff()}
    assert profile_of(row.handle) is None
    with pytest.raises(Refusal):
        spend_link(token=token)
    with pytest.raises(Refusal):
        make_link(name="Mo Quay")
    later = clock.now() + timedelta(days=1, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    # Nothing was written, and the time is over all the same.
    assert Person.objects.get(pk=row.pk).is_active
    assert not bearing_of(Actor(person=row.pk)).is_barred
    let_in_due()
    assert profile_of(row.handle) is not None
    assert Person.objects.filter(pk=row.pk, is_active=True, barred_until=None).exists()
    with pytest.raises(Refusal):
        spend_link(token=unused)


def test_of_two_that_shut_her_out_the_later_end_counts():
    owner, ann = make_actor(role="owner"), make_actor()
    impose(actor=owner, whom=whom(ann), terms=soon(2), why=WHY)
    impose(actor=owner, whom=whom(ann), terms=soon(1), why=WHY)
    two = whom(ann).until
    ends = [one.until for one in measures_on(person=ann.person, guest=None)]
    assert [two == end for end in ends] == [False, True]
    impose(actor=owner, whom=whom(ann), terms=Terms("ban"), why=WHY)
    assert (whom(ann).barred, whom(ann).until) == (True, None)
    ban = measures_in_force(person=ann.person, guest=None)[0]
    lift(actor=owner, measure=ban.id, why=WHY)
    assert whom(ann).until == two
    let_in(actor=owner, whom=whom(ann), why=WHY)
    assert not whom(ann).barred
    assert not measures_in_force(person=ann.person, guest=None)


def test_lifting_is_a_decision_that_names_the_one_it_takes_back_and_works_once():
    owner, ann = make_actor(role="owner"), make_actor()
    decision = impose(actor=owner, whom=whom(ann), terms=Terms("ban"), why=WHY)
    (ban,) = measures_in_force(person=ann.person, guest=None)
    lifted = lift(actor=owner, measure=ban.id, why=Why("We were wrong."))
    row = Decision.objects.get(public_id=lifted)
    assert (row.act, row.before, row.after, row.undoes) == ("lift", "ban", "free", decision)
    assert Person.objects.get(pk=ann.person or 0).is_active
    with pytest.raises(Refusal) as refusal:
        lift(actor=owner, measure=ban.id, why=WHY)
    assert refusal.value.code == "measure_missing"


def test_a_guest_is_met_by_her_key_and_never_by_her_address():
    owner = make_actor(role="owner")
    mine, other = (
        Actor(guest=ensure_guest(token=word), address="192.0.2.7") for word in ("one", "two")
    )
    thread = make_thread()
    comment = make_comment(thread, author=mine)
    guest = whom(mine)
    assert whom_by_guest_word(guest.word) == guest
    assert whom_by_guest_word("b" * 12) is None
    assert whom_by_handle(guest.word) is None
    impose(actor=owner, whom=guest, terms=Terms("ban"), why=WHY)
    assert bearing_of(mine).banned
    assert not bearing_of(other).is_barred
    assert Decision.objects.get(kind="guest").subject == guest.word
    for act in (
        lambda: edit_comment(actor=mine, comment=comment, body="Another thought."),
        lambda: delete_comment(actor=mine, comment=comment),
    ):
        with pytest.raises(Refusal) as refusal:
            act()
        assert refusal.value.code == "banned"


def test_sample_people_meet_no_measure():
    owner, row = make_actor(role="owner"), make_person()
    Person.objects.filter(pk=row.pk).update(sample=True)
    refused(
        "person_missing",
        actor=owner,
        whom=whom(Actor(person=row.pk)),
        terms=soon(),
        why=WHY,
    )
