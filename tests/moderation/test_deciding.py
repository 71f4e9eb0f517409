"""Gates and decisions: every combination of the table, and nothing outside it."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from colonnade.discussion.actions import change_visibility
from colonnade.discussion.policy import TRANSITIONS, acts_on
from colonnade.discussion.reading import comment_for, thread_page
from colonnade.discussion.viewing import Viewing
from colonnade.flows.decide import decide
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.gates import GATES, Draft, Recent, insist, screen
from colonnade.moderation.reading import decisions_on
from colonnade.moderation.ruling import Ground
from colonnade.people.reading import Actor
from colonnade.sites.reading import current_site
from tests.factories import STAFF, fresh, make_actor, make_comment, make_thread, pk_of

ACTS = ("approve", "hold", "remove", "restore", "delete")
GUEST = Actor(guest=1)
MEMBER = Actor(person=1, role="member")
MODERATOR = Actor(person=2, role="moderator")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("actor", "commenting", "outcome"),
    [
        (GUEST, "members", "members_only"),
        (GUEST, "guests-held", "hold"),
        (GUEST, "guests", "pass"),
        *((MEMBER, rule, "pass") for rule in ("members", "guests-held", "guests")),
        *((MODERATOR, rule, "pass") for rule in ("members", "guests-held", "guests")),
        (Actor(), "members", "members_only"),
        (Actor(), "guests-held", "hold"),
    ],
)
def test_who_may_write_what_is_held_and_what_is_refused(actor, commenting, outcome):
    draft = Draft(actor, current_site(), commenting, closed=False, recent=Recent())
    verdict = screen(draft)
    assert outcome in {verdict.code, verdict.outcome}
    closed = screen(replace(draft, closed=True))
    assert closed.code == "thread_closed"


@pytest.mark.django_db
@pytest.mark.parametrize("counter", ["address", "account", "thread"])
def test_each_limit_refuses_alone_and_zero_switches_it_off(counter):
    site = current_site()
    limit = getattr(site, f"limit_{counter}")
    draft = Draft(MEMBER, site, "guests", closed=False, recent=Recent(**{counter: limit}))
    verdict = screen(draft)
    assert (verdict.code, verdict.kind) == ("too_fast", Kind.TOO_FAST)
    with pytest.raises(Refusal):
        insist(verdict)
    below = replace(draft, recent=Recent(**{counter: limit - 1}))
    assert screen(below).outcome == "pass"
    without: dict[str, Any] = {f"limit_{counter}": 0}
    off = replace(draft, site=replace(site, **without))
    assert screen(off).outcome == "pass"


def test_gates_stand_in_their_written_order():
    names = [gate.__name__ for gate in GATES]
    assert " ".join(names) == (
        "thread_closed barred members_only raid_keeps_out too_fast slowed listed repeated watched"
        " first_posts links like_removed guests_wait"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "act"), list(product(("visible", "held", "removed", "deleted"), ACTS))
)
def test_a_decision_follows_the_table_and_nothing_else(state, act):
    moderator = make_actor(role="moderator")
    comment = make_comment(make_thread(), held=state == "held")
    if state in {"removed", "deleted"}:
        change_visibility(comment=pk_of(comment), act=state.removesuffix("d"))
    expected = TRANSITIONS.get((state, act)) if act != "delete" else None
    if expected is None:
        with pytest.raises(Refusal) as refusal:
            decide(
                actor=moderator, comment=comment, act=act, reason="A reason.", ground=Ground(rule=1)
            )
        assert refusal.value.code in {"act_impossible", "comment_missing"}
        assert decisions_on(comment) == []
        return
    assert act in acts_on(state)
    assert (
        decide(actor=moderator, comment=comment, act=act, reason="A reason.", ground=Ground(rule=1))
        == expected
    )
    recorded = decisions_on(comment)[0]
    assert (recorded.act, recorded.before, recorded.after) == (act, state, expected)
    assert recorded.name == moderator.name


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["", "member"])
def test_nobody_else_decides(role):
    comment = make_comment(make_thread(), held=True)
    actor = make_actor() if role else Actor()
    with pytest.raises(Refusal) as refusal:
        decide(actor=actor, comment=comment, act="approve")
    assert refusal.value.code == "moderators_only"


@pytest.mark.django_db
def test_a_removal_needs_a_rule_or_a_law_and_shows_the_reason_in_the_comments_place():
    moderator, thread = make_actor(role="moderator"), make_thread()
    comment = make_comment(thread, body="Rude words.")
    reply = make_comment(thread, parent=comment)
    with pytest.raises(Refusal) as refusal:
        decide(actor=moderator, comment=comment, act="remove", reason="  ")
    assert refusal.value.code == "ground_missing"
    decide(actor=moderator, comment=comment, act="remove", reason="Rule 1.", ground=Ground(rule=1))
    rows = thread_page(fresh(thread), Viewing()).rows
    assert [(row.id, row.visibility, row.note, row.html) for row in rows][:1] == [
        (comment, "removed", "Rule 1.", "")
    ]
    assert (rows[1].id, rows[1].parent, rows[1].parent_author) == (reply, comment, None)
    decide(actor=moderator, comment=comment, act="restore")
    restored = comment_for(Actor(), comment)
    assert restored is not None
    assert (restored.note, "Rude words." in restored.html) == ("", True)
    assert comment_for(STAFF, comment) is not None
