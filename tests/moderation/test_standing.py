"""What bears on a writer, and what she has earned here."""

from datetime import timedelta

import pytest

from colonnade.flows.decide import decide
from colonnade.flows.earn_standing import Assessor, facts_about, reassess, reassess_lately
from colonnade.flows.measure import Why, impose, lift
from colonnade.flows.report import Notice, report
from colonnade.kit import clock
from colonnade.moderation.actions import Terms, keep_levels
from colonnade.moderation.models import Decision, Measure, Report
from colonnade.moderation.reading import bearing_of, levels, measures_on, standing_history
from colonnade.moderation.ruling import Ground
from colonnade.moderation.standing import (
    AS_SHIPPED,
    MOST,
    Bearing,
    Demands,
    Facts,
    Levels,
    Weights,
    level_for,
    levels_from,
)
from colonnade.people.actions import ensure_guest
from colonnade.people.models import Guest, Person
from colonnade.people.reading import Actor, actor_of
from colonnade.people.whom import whom_of
from tests.factories import make_actor, make_comment, make_person, make_thread
from tests.queries import queries
from tests.staff.desk import staff, text


@pytest.mark.django_db
def test_somebody_new_bears_nothing_and_costs_one_statement():
    ann = make_actor()
    with queries(1):
        assert bearing_of(ann, "harbor") == Bearing("new")
    with queries(1):
        assert bearing_of(Actor(guest=7)) == Bearing("guest")
    with queries(0):
        assert bearing_of(Actor()) == Bearing("guest")
    assert bearing_of(make_actor(role="moderator")).level == "trusted"


@pytest.mark.django_db
def test_measures_bear_where_they_hold_and_end_by_themselves():
    ann, soon = make_actor(), clock.now() + timedelta(hours=1)
    past = clock.now() - timedelta(seconds=1)
    for fields in (
        {"kind": "slow", "seconds": 60, "section": "harbor"},
        {"kind": "suspend", "until": soon, "section": "harbor"},
        {"kind": "hold_all"},
        {"kind": "ban", "until": past},
        {"kind": "ban", "lifted": past},
    ):
        Measure.objects.create(person=ann.person, decision="x", **fields)
    assert bearing_of(ann, "harbor") == Bearing("new", True, 60, soon, banned=False)
    assert bearing_of(ann, "market") == Bearing("new", holds_all=True)
    assert bearing_of(Actor(guest=ann.person), "harbor") == Bearing("guest")


def settle(actor: Actor, *, days: int, comments: int) -> list[str]:
    """Let somebody have been here so long, with so many comments; return them."""
    back = clock.now() - timedelta(days=days, minutes=1)
    Person.objects.filter(pk=actor.person or 0).update(joined=back)
    Guest.objects.filter(pk=actor.guest or 0).update(created=back)
    thread = make_thread()
    return [make_comment(thread, author=actor, body=f"Thought {n}.") for n in range(comments)]


def history(actor: Actor) -> list[tuple[str, str]]:
    found = standing_history(person=actor.person, guest=actor.guest)
    return [(change.level, change.cause) for change in found]


def assess(actor: Actor) -> str:
    whom = whom_of(person=actor.person, guest=actor.guest)
    assert whom is not None
    return reassess(whom)


SMALL = Levels(known=Demands(2, 2, 0), trusted=Demands(5, 4, 0))


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        (Facts(2, 2, 0), "known"),
        (Facts(1, 9, 0), "new"),
        (Facts(9, 1, 0), "new"),
        (Facts(9, 9, 1), "new"),
        (Facts(5, 4, 0), "trusted"),
        (Facts(5, 3, 0), "known"),
        (Facts(4, 4, 0), "known"),
        (Facts(9, 9, 0, measured=True), "new"),
        (Facts(9, 9, 0, warned=True), "known"),
        (Facts(1, 1, 0, warned=True), "new"),
    ],
)
def test_a_level_follows_from_facts_alone(facts, level):
    assert level_for(facts, SMALL, member=True) == level
    assert level_for(facts, SMALL, member=False) == level.replace("new", "guest")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["member", "guest"])
def test_standing_is_earned_lost_by_a_decision_and_given_back_with_it(kind):
    keep_levels(levels=SMALL)
    moderator = make_actor(role="moderator")
    ann = make_actor() if kind == "member" else Actor(guest=ensure_guest(token="a-key"))
    comments = settle(ann, days=6, comments=5)
    assert assess(ann) == "trusted"
    assert assess(ann) == "trusted"
    assert bearing_of(ann).level == "trusted"
    rule = Ground(rule=1)
    decide(actor=moderator, comment=comments[0], act="remove", reason="Off topic.", ground=rule)
    first = "new" if kind == "member" else "guest"
    assert bearing_of(ann).level == first
    decide(actor=moderator, comment=comments[0], act="restore")
    assert bearing_of(ann).level == "trusted"
    assert history(ann) == [("trusted", "given"), (first, "lost"), ("trusted", "earned")]
    changes = standing_history(person=ann.person, guest=ann.guest)
    acts = [Decision.objects.get(public_id=one.decision).act for one in changes[:2]]
    assert acts == ["restore", "remove"]


@pytest.mark.django_db
def test_a_measure_costs_standing_until_it_is_lifted_and_a_warning_the_highest():
    keep_levels(levels=SMALL)
    owner, ann = make_actor(role="owner"), make_actor()
    settle(ann, days=6, comments=5)
    assess(ann)
    whom = whom_of(person=ann.person, guest=None)
    assert whom is not None
    why = Why("Insults.", Ground(rule=1))
    impose(actor=owner, whom=whom, terms=Terms("warn"), why=why)
    assert bearing_of(ann).level == "known"
    impose(actor=owner, whom=whom, terms=Terms("hold_all"), why=why)
    assert bearing_of(ann).level == "new"
    for one in measures_on(person=ann.person, guest=None):
        lift(actor=owner, measure=one.id, why=why)
    assert history(ann)[0] == ("trusted", "given")


@pytest.mark.django_db
def test_the_chore_finds_who_posted_was_decided_on_or_has_been_here_long_enough(monkeypatch):
    keep_levels(levels=SMALL)
    ann, berta, idle = make_actor(), make_actor(), make_actor()
    settle(ann, days=3, comments=2)
    settle(berta, days=1, comments=2)
    chore = Assessor()
    chore()
    assert (history(ann), history(berta)) == ([("known", "earned")], [])
    later = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    reassess_lately(since=later - timedelta(minutes=11))
    assert history(berta) == [("known", "earned")]
    chore()
    assert (len(history(ann)), history(idle)) == (1, [])


@pytest.mark.django_db
def test_staff_and_sample_people_have_none():
    keep_levels(levels=SMALL)
    moderator, made_up = make_actor(role="moderator"), make_actor()
    Person.objects.filter(pk=made_up.person or 0).update(sample=True)
    for one in (moderator, made_up):
        settle(one, days=9, comments=5)
        assess(one)
        assert history(one) == []


@pytest.mark.django_db
def test_what_it_follows_from_costs_the_same_however_much_she_wrote():
    keep_levels(levels=SMALL)
    ann, berta = make_actor(), make_actor()
    settle(ann, days=9, comments=1)
    settle(berta, days=9, comments=30)
    for one in (ann, berta):
        whom = whom_of(person=one.person, guest=None)
        assert whom is not None
        with queries(4):
            facts = facts_about(whom)
        assert facts.accepted == min(4, 30 if one is berta else 1)


def test_what_was_kept_of_the_owners_choice_is_read_with_a_cool_head():
    assert levels_from({}) == AS_SHIPPED
    assert levels_from({"known": {"days": "7"}, "trusted": []}) == AS_SHIPPED
    found = levels_from({"known": {"days": 7}, "x": 1})
    assert found.known == Demands(7, AS_SHIPPED.known.accepted, AS_SHIPPED.known.removed)


@pytest.mark.django_db
def test_the_owner_sets_what_is_asked_and_nobody_else():
    page = staff("owner")
    fields = {f"{level}_{part}": "7" for level in ("known", "trusted") for part in MOST}
    assert page.post("/staff/standing/", fields).status_code == 303
    assert levels().trusted == Demands(7, 7, 7)
    for wrong in ("", "-1", "x", "1001", "٣", "9" * 5000):
        answer = page.post("/staff/standing/", fields | {"trusted_removed": wrong})
        assert answer.status_code == 422
    assert levels().trusted == Demands(7, 7, 7)
    assert 'value="7"' in text(page.get("/staff/standing/"))
    assert staff("moderator").post("/staff/standing/", fields).status_code == 403


@pytest.mark.django_db
def test_the_owner_sets_what_a_report_weighs_and_the_case_goes_by_it():
    page = staff("owner")
    fields = {f"{level}_{part}": "7" for level in ("known", "trusted") for part in MOST}
    shown = text(page.get("/staff/standing/"))
    assert 'name="weight_guest" value="10"' in shown
    typed = {"weight_guest": "30", "weight_new": "50", "weight_known": "100"}
    assert page.post("/staff/standing/", fields | typed).status_code == 303
    assert levels().weights == Weights(guest=30, new=50, known=100, trusted=200)
    # What a form does not name stays.
    assert page.post("/staff/standing/", fields).status_code == 303
    assert levels().weights.new == 50
    for wrong in ({"weight_guest": "41"}, {"weight_new": "-1"}, {"weight_trusted": ""}):
        assert page.post("/staff/standing/", fields | wrong).status_code == 422
    assert levels_from({"weights": {"guest": 41, "new": True, "known": "x"}}) == AS_SHIPPED
    comment = make_comment(make_thread())
    report(actor=Actor(), notice=Notice(comment, "rule", rule=1))
    member = make_person()
    Person.objects.filter(pk=member.pk).update(joined=clock.now() - timedelta(days=99))
    sender = actor_of(member, address="198.51.100.1")
    report(actor=sender, notice=Notice(comment, "rule", rule=1))
    assert list(Report.objects.order_by("pk").values_list("weight", flat=True)) == [0.3, 0.5]
