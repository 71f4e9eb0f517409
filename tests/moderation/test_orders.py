"""Orders of authorities: taken in, carried out, silent for a time; and what is kept under seal."""

import json
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.apps import apps

from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import comment_for
from colonnade.flows.ask_erase import ask_erase_for
from colonnade.flows.decide import decide
from colonnade.flows.delete_comment import delete_comment
from colonnade.flows.edit_comment import edit_comment
from colonnade.flows.end_silence import keep_law_desk
from colonnade.flows.erase import erase_due
from colonnade.flows.give_law_desk import give_law_desk
from colonnade.flows.obey import obey, set_aside
from colonnade.flows.take_order import acknowledge_order, take_order
from colonnade.flows.undo import undo
from colonnade.flows.unseal import unseal
from colonnade.kit import clock
from colonnade.kit.refusals import Refusal
from colonnade.moderation.models import Access, Decision, LogEntry, Sealed, Statement
from colonnade.moderation.orders import INFORM, PRESERVE, REMOVE, NewOrder
from colonnade.moderation.reading import statement_for
from colonnade.moderation.reading.orders import (
    is_held,
    looks_at,
    open_orders,
    order_named,
    overdue_orders,
)
from colonnade.moderation.ruling import Ground
from colonnade.people.reading import Actor, actor_of
from colonnade.people.whom import whom_of
from colonnade.sites.actions import change_setting
from tests.factories import make_actor, make_comment, make_person, make_thread, there

pytestmark = pytest.mark.django_db
TEXT = "Words that a court does not like."


@pytest.fixture
def comment(writer: Actor) -> str:
    return make_comment(make_thread(), author=writer, body=TEXT)


def an_order(comment: str, kind: str = REMOVE, **more: object) -> NewOrder:
    words = {"authority": "Court of Harbor Town", "reference": "7 C 12/26", "law": "Code § 1"}
    return NewOrder(kind=kind, comment=comment, **words | more)  # type: ignore[arg-type]


def taken(owner: Actor, comment: str, kind: str = REMOVE, **more: object) -> str:
    return take_order(actor=owner, new=an_order(comment, kind, **more))


def refused(code: str) -> AbstractContextManager[object]:
    return pytest.raises(Refusal, match=code)


def state_of(comment: str) -> str:
    return there(comment_for(STAFF, comment)).visibility


def the_decision(order: str) -> Decision:
    return Decision.objects.get(public_id=there(order_named(order)).decision)


def test_an_order_to_remove_is_due_within_the_hour_and_sealed_at_once(owner, comment):
    order = there(order_named(taken(owner, comment)))
    assert order.deadline - order.received == timedelta(hours=1)
    assert order.is_open
    assert order.sealed == Sealed.objects.get(order__public_id=order.id).digest
    assert is_held(comment)
    assert state_of(comment) == "visible"


def test_carrying_it_out_removes_by_the_one_way_with_reasons_and_log(owner, writer, comment):
    order = taken(owner, comment)
    obeyed = obey(actor=owner, order=order)
    assert state_of(comment) == "removed"
    decision = the_decision(order)
    assert obeyed.decision == decision.public_id
    assert (decision.act, decision.law, decision.role) == ("remove", "Code § 1", "owner")
    assert "Court of Harbor Town" in decision.facts
    assert "7 C 12/26" in decision.facts
    assert statement_for(writer, decision.public_id) is not None
    assert LogEntry.objects.filter(decision=decision.public_id).count() == 1
    seen = there(order_named(order))
    assert seen.acted is not None
    assert seen.acknowledged is not None
    assert seen.told is not None


def test_the_law_is_the_authority_where_the_order_names_none(owner, comment):
    order = taken(owner, comment, law="")
    obey(actor=owner, order=order)
    assert "Court of Harbor Town" in the_decision(order).law


def test_silence_tells_the_writer_nothing_until_it_ends(owner, writer, comment, monkeypatch):
    until = clock.now() + timedelta(days=6)
    order = taken(owner, comment, silent_until=until)
    obey(actor=owner, order=order)
    decision = the_decision(order)
    assert state_of(comment) == "removed"
    assert not Statement.objects.filter(decision=decision.public_id).exists()
    assert statement_for(writer, decision.public_id) is None
    # What stands in its place tells neither law nor authority.
    note = there(comment_for(STAFF, comment)).note
    assert note
    assert "Code" not in note
    assert "Court" not in note
    keep_law_desk()
    assert statement_for(writer, decision.public_id) is None
    monkeypatch.setattr(clock, "now", lambda: until)
    keep_law_desk()
    told = there(statement_for(writer, decision.public_id))
    assert told.law == "Code § 1"
    assert there(order_named(order)).told == until
    keep_law_desk()
    assert Statement.objects.filter(decision=decision.public_id).count() == 1


def test_a_silent_removal_that_was_taken_back_is_told_with_that(
    owner, writer, comment, monkeypatch
):
    until = clock.now() + timedelta(days=1)
    order = taken(owner, comment, silent_until=until)
    decision = obey(actor=owner, order=order).decision
    undo(actor=owner, comment=comment, decision=decision)
    assert state_of(comment) == "visible"
    monkeypatch.setattr(clock, "now", lambda: until)
    keep_law_desk()
    assert there(statement_for(writer, decision)).undone_by


def test_a_comment_that_is_removed_already_settles_the_order(owner, comment):
    decide(actor=owner, comment=comment, act="remove", ground=Ground(rule=1))
    before = Decision.objects.filter(subject=comment).count()
    order = taken(owner, comment)
    assert obey(actor=owner, order=order).decision == ""
    assert Decision.objects.filter(subject=comment).count() == before
    assert not there(order_named(order)).is_open
    assert there(order_named(order)).answer
    assert TEXT in unseal(actor=owner, order=order, why="The court asks.")


@pytest.mark.parametrize("kind", [INFORM, PRESERVE])
def test_the_other_kinds_leave_the_comment_where_it_is(owner, comment, kind):
    order = taken(owner, comment, kind)
    obey(actor=owner, order=order, answer="Handed over by post.")
    assert state_of(comment) == "visible"
    assert not Decision.objects.filter(subject=comment).exists()
    assert there(order_named(order)).answer == "Handed over by post."
    assert is_held(comment)


def test_a_copy_stays_when_the_writer_takes_her_text_back(owner, writer, comment):
    order = taken(owner, comment)
    delete_comment(actor=writer, comment=comment)
    assert obey(actor=owner, order=order).decision == ""
    assert TEXT in unseal(actor=owner, order=order, why="The court asks.")


def test_it_holds_every_wording_and_who_wrote_it(owner, writer, comment):
    edit_comment(actor=writer, comment=comment, body="Milder words.", revision=None)
    order = taken(owner, comment, PRESERVE)
    held = json.loads(unseal(actor=owner, order=order, why="To answer the court."))
    assert [one["source"] for one in held["wordings"]] == ["Milder words.", TEXT]
    assert held["writer"]["name"] == "Wilma Writer"
    assert held["written"] == there(comment_for(STAFF, comment)).created.isoformat()


def test_a_comment_edited_after_the_order_came_is_sealed_anew_with_all_wordings(
    owner, writer, comment
):
    order = taken(owner, comment)
    edit_comment(actor=writer, comment=comment, body="Milder words.", revision=None)
    obey(actor=owner, order=order)
    body = unseal(actor=owner, order=order, why="To answer the court.")
    assert TEXT in body
    assert "Milder words." in body


@pytest.mark.parametrize("texts", [True, False])
def test_it_survives_an_erasure_of_its_writer_and_what_comes_after(owner, writer, comment, texts):
    order = taken(owner, comment)
    whom = there(whom_of(person=writer.person, guest=None))
    ask_erase_for(actor=owner, whom=whom, texts=texts, reason="A letter", at_once=True)
    assert erase_due() == 1
    assert is_held(comment)
    obey(actor=owner, order=order)
    body = unseal(actor=owner, order=order, why="The court asks.")
    assert TEXT in body
    assert "Wilma Writer" in body
    assert state_of(comment) == ("deleted" if texts else "removed")


def test_an_order_about_somebody_who_was_erased_before_keeps_what_is_left(owner, writer, comment):
    whom = there(whom_of(person=writer.person, guest=None))
    ask_erase_for(actor=owner, whom=whom, texts=True, reason="A letter", at_once=True)
    assert erase_due() == 1
    order = taken(owner, comment)
    assert obey(actor=owner, order=order).decision == ""
    body = unseal(actor=owner, order=order, why="The court asks.")
    assert TEXT not in body
    assert "Wilma" not in body


def test_who_opened_a_copy_stays_named_and_who_entered_the_order_does_not(owner, comment):
    person = make_person("Hella Helper", role="moderator")
    give_law_desk(actor=owner, people=[person.pk])
    order = taken(actor_of(person), comment)
    unseal(actor=actor_of(person), order=order, why="The court asks.")
    whom = there(whom_of(person=person.pk, guest=None))
    ask_erase_for(actor=owner, whom=whom, texts=False, reason="A letter", at_once=True)
    assert erase_due() == 1
    assert there(order_named(order)).name == ""
    assert [look.name for look in looks_at(order)] == ["Hella Helper"]


def test_sealed_words_are_in_no_table(owner, writer, comment):
    order = taken(owner, comment, words="Canary words of the court")
    delete_comment(actor=writer, comment=comment)
    holding = {
        model.__name__
        for model in apps.get_models()
        for row in model._base_manager.all().values()
        if TEXT in str(row) or "Canary words" in str(row)
    }
    assert holding == {"Order"}
    assert there(order_named(order)).words == "Canary words of the court"


def test_nobody_opens_it_without_a_reason_that_is_written_down(owner, comment):
    order = taken(owner, comment, PRESERVE)
    with refused("unseal_why"):
        unseal(actor=owner, order=order, why="  ")
    assert not Access.objects.exists()
    unseal(actor=owner, order=order, why="The court asks.")
    (look,) = looks_at(order)
    assert (look.name, look.why) == (owner.name, "The court asks.")


@pytest.mark.parametrize("role", ["member", "moderator", "editor"])
def test_who_has_no_law_desk_does_none_of_it(owner, comment, role):
    """The law's row on terrorist content: what is kept is read by those of the role alone."""
    order, other = taken(owner, comment), make_actor(role=role)
    acts = [
        lambda: take_order(actor=other, new=an_order(comment)),
        lambda: acknowledge_order(actor=other, order=order),
        lambda: obey(actor=other, order=order),
        lambda: set_aside(actor=other, order=order, answer="No."),
        lambda: unseal(actor=other, order=order, why="Curious."),
    ]
    for act in acts:
        with refused("law_desk_only"):
            act()
    assert state_of(comment) == "visible"
    assert not Access.objects.exists()
    with refused("owners_only"):
        give_law_desk(actor=other, people=[])


def test_an_owner_gives_the_law_desk_and_takes_it(owner, comment):
    person = make_person(role="moderator")
    member = make_person()
    give_law_desk(actor=owner, people=[person.pk, member.pk])
    taken(actor_of(person), comment)
    with refused("law_desk_only"):
        taken(actor_of(member), comment)
    give_law_desk(actor=owner, people=[])
    with refused("law_desk_only"):
        taken(actor_of(person), comment)


def test_a_copy_ends_by_itself(owner, comment, monkeypatch):
    change_setting(name="sealed_days", value="30")
    order = taken(owner, comment, PRESERVE)
    obey(actor=owner, order=order)
    digest = there(order_named(order)).sealed
    end = there(there(order_named(order)).kept_until)
    monkeypatch.setattr(clock, "now", lambda: end - timedelta(seconds=1))
    keep_law_desk()
    assert is_held(comment)
    assert unseal(actor=owner, order=order, why="The last day.")
    monkeypatch.setattr(clock, "now", lambda: end)
    with refused("sealed_missing"):
        unseal(actor=owner, order=order, why="Too late.")
    assert not is_held(comment)
    keep_law_desk()
    assert not Sealed.objects.exists()
    # That there was one, and which, stays with the order; so does who looked.
    assert there(order_named(order)).sealed == digest
    assert len(looks_at(order)) == 1


def test_it_is_kept_for_six_months_unless_set(owner, comment):
    order = there(order_named(taken(owner, comment)))
    assert there(order.kept_until) - clock.now() > timedelta(days=183)


def test_what_is_late_stands_first(owner, comment):
    now = clock.now()
    soon = taken(owner, comment, deadline=now + timedelta(minutes=5))
    late = taken(owner, comment, received=now - timedelta(hours=3))
    later = taken(owner, comment, INFORM)
    assert [one.id for one in open_orders()] == [late, soon, later]
    assert [one.id for one in overdue_orders()] == [late]
    obey(actor=owner, order=late)
    assert not overdue_orders()


def test_an_order_is_settled_once(owner, comment):
    order = taken(owner, comment)
    obey(actor=owner, order=order)
    with refused("order_settled"):
        obey(actor=owner, order=order)
    with refused("order_settled"):
        set_aside(actor=owner, order=order, answer="Too late.")
    assert Decision.objects.filter(subject=comment, act="remove").count() == 1


def test_an_order_is_set_aside_for_a_reason(owner, comment):
    order = taken(owner, comment)
    with refused("order_answer"):
        set_aside(actor=owner, order=order, answer="")
    set_aside(actor=owner, order=order, answer="It was meant for another site.")
    assert state_of(comment) == "visible"
    assert there(order_named(order)).aside


def test_what_somebody_else_decided_meanwhile_is_seen_first(owner, comment):
    from colonnade.discussion.actions import Seen  # noqa: PLC0415 - here alone

    order = taken(owner, comment)
    decide(actor=owner, comment=comment, act="hold")
    with refused("comment_changed"):
        obey(actor=owner, order=order, seen=Seen("visible", 1))
    obey(actor=owner, order=order, seen=Seen("held", 1))
    assert state_of(comment) == "removed"


BAD: list[tuple[str, dict[str, object]]] = [
    ("order_deadline", {"deadline": timedelta(0)}),
    ("order_deadline", {"deadline": timedelta(hours=-2)}),
    ("order_deadline", {"deadline": timedelta(days=36_000)}),
    ("order_received", {"received": timedelta(minutes=5)}),
    ("order_received", {"received": timedelta(days=-36_000)}),
    ("order_silence", {"silent_until": timedelta(0)}),
    ("order_silence", {"silent_until": timedelta(days=36_000)}),
    ("order_kind", {"kind": "burn"}),
    ("order_authority", {"authority": " "}),
    ("text_empty", {"authority": "\u200b"}),
    ("text_has_nul", {"words": "a\0b"}),
    ("text_has_surrogate", {"reference": "\ud800"}),
    ("text_too_long", {"law": "x" * 201}),
    ("text_too_long", {"words": "x" * 4001}),
    ("comment_missing", {"comment": "b" * 12}),
    ("comment_missing", {"comment": ""}),
    ("comment_missing", {"comment": "../../etc"}),
]


@pytest.mark.parametrize(("code", "wrong"), BAD)
def test_bad_orders_are_refused_and_leave_nothing(owner, comment, code, wrong):
    now = clock.now()
    values = {
        name: now + value if isinstance(value, timedelta) else value
        for name, value in wrong.items()
    }
    if "deadline" in values:
        values.setdefault("received", now)
    with refused(code):
        take_order(actor=owner, new=an_order(**{"comment": comment, **values}))
    assert not open_orders()
    assert not Sealed.objects.exists()


def test_an_order_that_is_not_there(owner):
    missing = "b" * 12
    with refused("order_missing"):
        obey(actor=owner, order=missing)
    with refused("order_missing"):
        acknowledge_order(actor=owner, order=missing)
    with refused("sealed_missing"):
        unseal(actor=owner, order=missing, why="Curious.")
