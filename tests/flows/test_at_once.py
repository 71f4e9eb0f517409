"""Two acts at the same moment: each is stopped at its first lock until the other has one as well.

Where the two lock in different orders, neither can go on, and PostgreSQL ends one with an error.
Nothing but refusals may come of it.
"""

import re
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection

from colonnade.discussion.reading import Detail, comment_for
from colonnade.flows.ask_erase import ask_erase_for
from colonnade.flows.ask_outside import hold_by_check
from colonnade.flows.cut_out import cut_out
from colonnade.flows.decide import decide
from colonnade.flows.decide_many import decide_many, undo_many
from colonnade.flows.delete_comment import delete_comment
from colonnade.flows.edit_comment import edit_comment
from colonnade.flows.erase import carry_out
from colonnade.flows.measure import Why, impose, let_in, lift
from colonnade.flows.obey import obey
from colonnade.flows.raid import begin_raid, calm_raid
from colonnade.flows.report import report
from colonnade.flows.settle_case import keep_comment
from colonnade.flows.take_order import take_order
from colonnade.kit import clock
from colonnade.kit.refusals import Refusal
from colonnade.moderation.actions import Terms, create_list, keep_choices, switch_list
from colonnade.moderation.gates.choices import Choices
from colonnade.moderation.gates.rules import Strictness
from colonnade.moderation.lists.accepting import Plan
from colonnade.moderation.orders import REMOVE, NewOrder
from colonnade.moderation.reading import measures_on
from colonnade.moderation.ruling import Ground
from colonnade.people.reading import Actor
from colonnade.people.whom import Whom, whom_of
from tests.factories import STAFF, make_actor, make_comment, make_thread, there
from tests.moderation.reporting import broken, grown

Act = Callable[[], object]
# Seconds for which one waits for the other, who may be unable to come so far.
_PATIENCE = 0.4
_LOCK = re.compile(r"FOR (NO KEY )?UPDATE|INTO moderation_hold")
_RULE = Ground(rule=1)
_WHY = Why("Insults, again.", _RULE)


def at_once(*acts: Act) -> list[Exception]:
    """Do these acts, each in a thread of its own; return what was raised but refusals."""
    gate, raised = threading.Barrier(len(acts)), list[Exception]()

    def run(act: Act) -> None:
        try:
            with connection.execute_wrapper(_Stop(gate)):
                act()
        except Refusal:
            pass
        except Exception as error:  # noqa: BLE001 - the test tells which
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    return raised


class _Stop:
    """Stops a thread after its first lock until the others have theirs, or cannot get it."""

    def __init__(self, gate: threading.Barrier) -> None:
        self._gate, self._stopped = gate, False

    def __call__(self, execute: Any, sql: str, *more: Any) -> Any:
        answer = execute(sql, *more)
        if not self._stopped and _LOCK.search(sql):
            self._stopped = True
            with suppress(threading.BrokenBarrierError):
                self._gate.wait(_PATIENCE)
        return answer


def seen(comment: str) -> Detail:
    return there(comment_for(STAFF, comment))


def met(actor: Actor) -> Whom:
    return there(whom_of(person=actor.person, guest=None))


def moderator() -> Actor:
    return make_actor(role="moderator")


def places(count: int = 2) -> list[Detail]:
    """Return comments of one writer, each in a discussion of its own."""
    writer = make_actor()
    return [seen(make_comment(make_thread(), author=writer)) for _ in range(count)]


def many(found: list[Detail]) -> Act:
    return partial(
        decide_many, actor=moderator(), comments=found, act="hold", reason="", ground=_RULE
    )


def one(comment: Detail, act: str = "remove") -> Act:
    return partial(decide, actor=moderator(), comment=comment.id, act=act, ground=_RULE)


def a_report(comment: Detail) -> Act:
    return partial(report, actor=grown(), notice=broken(comment.id))


def bulk_in_another_order() -> list[Act]:
    found = places(3)
    return [many(found), many(found[::-1])]


def bulk_and_one() -> list[Act]:
    found = places()
    return [many(found), one(found[1])]


def bulk_and_its_undoing() -> list[Act]:
    found = places()
    batch = decide_many(actor=moderator(), comments=found, act="hold", reason="").batch
    return [partial(undo_many, actor=moderator(), batch=batch), one(found[0]), one(found[1])]


def report_that_holds_and_a_decision() -> list[Act]:
    keep_choices(choices=Choices(report_weight=1, report_people=1))
    (comment,) = places(1)
    return [a_report(comment), one(comment)]


def report_that_holds_and_the_case_settled() -> list[Act]:
    keep_choices(choices=Choices(report_weight=2, report_people=2))
    (comment,) = places(1)
    a_report(comment)()
    return [
        partial(report, actor=grown(2), notice=broken(comment.id)),
        partial(keep_comment, actor=moderator(), comment=comment.id),
    ]


def report_and_deleted() -> list[Act]:
    (comment,) = places(1)
    writer = Actor(person=comment.person, role="member")
    return [a_report(comment), partial(delete_comment, actor=writer, comment=comment.id)]


def reworded_and_held_from_outside() -> list[Act]:
    plan = Plan("Insults", "words", "hold")
    switch_list(public_id=create_list(plan=plan, pasted="rascal"), on=True)
    writer = make_actor()
    comment = seen(make_comment(make_thread(), author=writer))
    return [
        partial(edit_comment, actor=writer, comment=comment.id, body="You rascal."),
        partial(hold_by_check, comment=comment, reason=""),
    ]


def cut_and_decided() -> list[Act]:
    (comment,) = places(1)
    cut = partial(cut_out, actor=moderator(), comment=comment.id, pieces=[0], ground=_RULE)
    return [cut, one(comment, "hold")]


def ordered_carried_out_decided_and_deleted() -> list[Act]:
    (comment,) = places(1)
    owner = make_actor(role="owner")
    new = NewOrder(authority="Court", kind=REMOVE, comment=comment.id)
    writer = Actor(person=comment.person, role="member")
    return [
        partial(obey, actor=owner, order=take_order(actor=owner, new=new)),
        partial(take_order, actor=owner, new=new),
        one(comment, "hold"),
        partial(delete_comment, actor=writer, comment=comment.id),
    ]


def raid_begun_and_ended() -> list[Act]:
    owner, calm = make_actor(role="owner"), Strictness(hold_all=True)
    raid = begin_raid(actor=owner, thread="", strictness=calm, hours=1)
    return [
        partial(begin_raid, actor=owner, thread="", strictness=calm, hours=1),
        partial(calm_raid, actor=owner, raid=raid, thread=""),
    ]


def owners_shut_out() -> list[Act]:
    ann, berta = make_actor(role="owner"), make_actor(role="owner")
    terms = Terms("suspend", until=clock.now() + timedelta(days=1))
    return [
        partial(impose, actor=ann, whom=met(berta), terms=terms, why=_WHY),
        partial(impose, actor=berta, whom=met(ann), terms=terms, why=_WHY),
    ]


def shut_out_let_in_and_erased() -> list[Act]:
    owner, member = make_actor(role="owner"), make_actor()
    terms = Terms("suspend", until=clock.now() + timedelta(days=1))
    impose(actor=owner, whom=met(member), terms=terms, why=_WHY)
    (first,) = measures_on(person=member.person, guest=None)
    asked = {"texts": True, "reason": "A letter", "at_once": True}
    wish = ask_erase_for(actor=owner, whom=met(member), **asked)  # type: ignore[arg-type]
    return [
        partial(lift, actor=owner, measure=first.id, why=_WHY),
        partial(let_in, actor=owner, whom=met(member), why=_WHY),
        partial(carry_out, erasure=wish),
    ]


@pytest.mark.django_db(transaction=True)
def test_nothing_but_refusals_comes_of_what_is_done_at_once(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_actor(role="owner")  # who stays, whoever is shut out
    pairs = (
        bulk_in_another_order,
        bulk_and_one,
        bulk_and_its_undoing,
        report_that_holds_and_a_decision,
        report_that_holds_and_the_case_settled,
        report_and_deleted,
        reworded_and_held_from_outside,
        cut_and_decided,
        ordered_carried_out_decided_and_deleted,
        raid_begun_and_ended,
        owners_shut_out,
        shut_out_let_in_and_erased,
    )
    raised = {pair.__name__: at_once(*pair()) for pair in pairs}
    assert {name: errors for name, errors in raised.items() if errors} == {}
