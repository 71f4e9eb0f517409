"""Due process as a machine: whoever does what in whatever order, some things hold after each act.

No state that the tables do not know, no change without a record, no restriction that nobody was
told, no appeal decided by who decided first, reversals to the byte, a log whose chain holds, and
no text for eyes that may not see it.
"""

from collections import Counter
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from colonnade.discussion.pieces import is_words, pieces_of
from colonnade.discussion.reading import comment_for, source_for
from colonnade.flows.appeal import Objector, appeal
from colonnade.flows.cut_out import cut_out
from colonnade.flows.decide import decide
from colonnade.flows.decide_appeal import Judgment, decide_appeal
from colonnade.flows.decide_many import decide_many, undo_many, written_since
from colonnade.flows.delete_comment import delete_comment
from colonnade.flows.earn_standing import reassess_lately
from colonnade.flows.edit_comment import edit_comment
from colonnade.flows.hold_on_record import hold_on_record
from colonnade.flows.measure import Why, impose, lift
from colonnade.flows.post_comment import NewComment, post_comment
from colonnade.flows.report import report
from colonnade.flows.settle_case import keep_comment
from colonnade.flows.undo import undo
from colonnade.kit import clock
from colonnade.moderation.actions import Terms
from colonnade.moderation.models import Appeal, Statement
from colonnade.moderation.reading import decisions_on, measures_in_force, report_named
from colonnade.moderation.ruling import NO_GROUND, Ground
from colonnade.moderation.standing import MEASURES
from colonnade.people.actions import let_in_due
from colonnade.people.reading import Actor
from tests.conftest import FULL
from tests.factories import STAFF, there
from tests.moderation.machine import World, check_appeals, check_eyes, check_sound
from tests.moderation.reporting import broken, legal

pytestmark = pytest.mark.django_db

RULE = Ground(rule=1)
PHASES = (Phase.explicit, Phase.generate)
# Before so many comments stand there, nobody takes hers back: there would be nothing to decide on.
MANY = 5
TALLY: Counter[str] = Counter()
some = st.integers(0, 5)
staff = st.integers(0, 3)


class DueProcess(RuleBasedStateMachine):
    """Actors who do what they like."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(TALLY)

    def teardown(self) -> None:
        """Count all anew, and undo it."""
        try:
            check_sound()
        finally:
            self.world.close()

    # who and what

    def one(self, number: int) -> str:
        """Return a comment, the newest for 0."""
        return list(self.world.seen.comments)[-1 - number % len(self.world.seen.comments)]

    def author(self, comment: str) -> Actor:
        """Return who wrote it."""
        return (
            self.world.writer
            if self.world.seen.comments[comment]["person_id"]
            else self.world.guest
        )

    def judge(self, number: int) -> Actor:
        """Return one of the staff."""
        return self.world.staff[number]

    def text(self, kind: str) -> tuple[str, tuple[str, str]]:
        """Return a text that passes, is held or refused, and the words it is known by."""
        number = uuid4().hex[:12]
        first, last = f"first{number}", f"last{number}"
        return f"A {kind} thought {first}.\n\nAnd {last}.", (first, last)

    has_comments = precondition(lambda self: self.world.seen.comments)

    # writers

    @initialize()
    def begin(self) -> None:
        """Let there be something to decide on."""
        for is_guest, kind, below in ((False, "plain", False), (True, "plain", True)):
            self.post(is_guest=is_guest, thread=0, kind=kind, below=below)
        self.post(is_guest=False, thread=1, kind="rascal", below=False)
        self.post(is_guest=True, thread=1, kind="plain", below=False)

    @rule(
        is_guest=st.booleans(),
        thread=st.integers(0, 1),
        kind=st.sampled_from(["plain", "plain", "rascal", "scoundrel"]),
        below=st.booleans(),
    )
    def post(self, *, is_guest: bool, thread: int, kind: str, below: bool) -> None:
        """Write something, below the newest comment of the thread perhaps."""
        body, words = self.text(kind)
        here = self.world.threads[thread]
        mine = [pk for pk, row in self.world.seen.comments.items() if row["thread_id"] == here.id]
        new = NewComment(
            here.public_id,
            body,
            uuid4(),
            parent=mine[-1] if below and mine else "",
            name="Passer-by",
        )
        actor = self.world.guest if is_guest else self.world.writer
        found = self.world.act("post", lambda: post_comment(actor=actor, new=new), own="new")
        if found is not None:
            assert kind != "scoundrel"
            assert found.held or kind == "plain"
            self.world.words[found.comment] = words

    @has_comments
    @rule(pick=some, kind=st.sampled_from(["plain", "rascal"]))
    def edit(self, pick: int, kind: str) -> None:
        """Change the wording of one's own comment."""
        comment, (body, words) = self.one(pick), self.text(kind)
        author = self.author(comment)
        found = self.world.act(
            "edit", lambda: edit_comment(actor=author, comment=comment, body=body), own=comment
        )
        if found is not None:
            self.world.words[comment] = words

    @precondition(lambda self: len(self.world.seen.comments) > MANY)
    @rule(pick=some)
    def delete(self, pick: int) -> None:
        """Take one's own comment back."""
        comment = self.one(pick)
        author = self.author(comment)
        self.world.act("delete", lambda: delete_comment(actor=author, comment=comment), own=comment)

    # the staff on comments

    @has_comments
    @rule(
        who=staff,
        pick=some,
        what=st.sampled_from(["approve", "hold", "remove", "remove", "restore", "uncut", "delete"]),
        grounded=st.booleans(),
    )
    def decide(self, who: int, pick: int, what: str, *, grounded: bool) -> None:
        """Decide on a comment."""
        comment, ground = self.one(pick), RULE if grounded else NO_GROUND
        self.world.act(
            what,
            lambda: decide(actor=self.judge(who), comment=comment, act=what, ground=ground),
        )

    @has_comments
    @rule(who=staff, pick=some)
    def cut(self, who: int, pick: int) -> None:
        """Cut the last paragraph out."""
        comment = self.one(pick)
        parts = pieces_of(source_for(there(comment_for(STAFF, comment))).source)
        last = max((number for number, part in enumerate(parts) if is_words(part)), default=0)
        self.world.act(
            "cut",
            lambda: cut_out(actor=self.judge(who), comment=comment, pieces=[last], ground=RULE),
        )

    @has_comments
    @rule(who=staff, pick=some, which=st.integers(0, 3))
    def undo(self, who: int, pick: int, which: int) -> None:
        """Take one decision on a comment back."""
        comment = self.one(pick)
        history = decisions_on(comment)
        if history:
            decision = history[which % len(history)].id
            self.world.act(
                "undo", lambda: undo(actor=self.judge(who), comment=comment, decision=decision)
            )

    @rule(who=staff, is_guest=st.booleans(), what=st.sampled_from(["hold", "remove"]))
    def bulk(self, who: int, *, is_guest: bool, what: str) -> None:
        """Decide on all that somebody wrote."""
        actor = self.judge(who)
        whom = self.world.whom(self.world.guest if is_guest else self.world.writer)
        since = clock.now() - timedelta(days=1)
        rows = written_since(actor=actor, whom=whom, act=what, since=since)
        if not rows:
            return
        found = self.world.act(
            "bulk",
            lambda: decide_many(actor=actor, comments=rows, act=what, reason="Spam.", ground=RULE),
        )
        if found is not None:
            assert not found.left
            self.world.batches.append(found.batch)

    @precondition(lambda self: self.world.batches)
    @rule(who=staff, pick=some)
    def undo_bulk(self, who: int, pick: int) -> None:
        """Take such an act back."""
        batch = self.world.batches[-1 - pick % len(self.world.batches)]
        self.world.act("undo bulk", lambda: undo_many(actor=self.judge(who), batch=batch))

    # readers

    @has_comments
    @rule(pick=some, who=st.integers(0, 1), is_legal=st.booleans())
    def report(self, pick: int, who: int, *, is_legal: bool) -> None:
        """Report a comment, as a member of long standing or without account."""
        comment, actor = self.one(pick), self.world.reporters[who]
        notice = legal(comment) if is_legal else broken(comment)
        found = self.world.act("report", lambda: report(actor=actor, notice=notice))
        if found is not None:
            self.world.reports.append(found.report)

    @has_comments
    @rule(who=staff, pick=some)
    def keep(self, who: int, pick: int) -> None:
        """Let a reported comment stand."""
        comment = self.one(pick)
        self.world.act("keep", lambda: keep_comment(actor=self.judge(who), comment=comment))

    # people

    @rule(who=staff, is_guest=st.booleans(), kind=st.sampled_from(MEASURES), days=st.integers(0, 2))
    def measure(self, who: int, kind: str, days: int, *, is_guest: bool) -> None:
        """Impose a measure."""
        whom = self.world.whom(self.world.guest if is_guest else self.world.writer)
        until = clock.now() + timedelta(days=days) if days else None
        terms = Terms(kind, until=until, seconds=60 if kind == "slow" else 0)
        why = Why("Insults, again.", RULE)
        self.world.act(kind, lambda: impose(actor=self.judge(who), whom=whom, terms=terms, why=why))

    @rule(who=staff, is_guest=st.booleans())
    def lift(self, who: int, *, is_guest: bool) -> None:
        """Lift the newest measure in force."""
        writer = self.world.guest if is_guest else self.world.writer
        found = measures_in_force(person=writer.person, guest=writer.guest)
        if found:
            why = Why("Enough.")
            actor = self.judge(who)
            self.world.act("lift", lambda: lift(actor=actor, measure=found[0].id, why=why))

    # objecting

    @rule(pick=some, is_guest=st.booleans())
    def appeal(self, pick: int, *, is_guest: bool) -> None:
        """Object to what one was told."""
        writer = self.world.guest if is_guest else self.world.writer
        told = Statement.objects.filter(person=writer.person, guest=writer.guest)
        found = list(told.order_by("-pk").values_list("decision", flat=True))
        if found:
            decision = found[pick % len(found)]
            self.world.act(
                "appeal",
                lambda: appeal(by=Objector(writer), decision=decision, words="A quotation."),
            )

    @precondition(lambda self: self.world.reports)
    @rule(pick=some)
    def appeal_of_reporter(self, pick: int) -> None:
        """Object to what became of a report."""
        number = self.world.reports[-1 - pick % len(self.world.reports)]
        decision = there(report_named(number)).decision
        by = Objector(Actor(), report=number)
        self.world.act(
            "reporter's appeal", lambda: appeal(by=by, decision=decision, words="Look again.")
        )

    @rule(who=staff, pick=some, verdict=st.sampled_from(["upheld", "reversed", "reversed"]))
    def answer(self, who: int, pick: int, verdict: str) -> None:
        """Decide an appeal, whoever one is."""
        found = list(Appeal.objects.order_by("-pk").values_list("public_id", flat=True))
        if found:
            number = found[pick % len(found)]
            judgment = Judgment(verdict, "Fair.", ground=RULE)
            self.world.act(
                verdict,
                lambda: decide_appeal(actor=self.judge(who), appeal=number, judgment=judgment),
            )

    @has_comments
    @rule(
        pick=some,
        what=st.sampled_from(["remove", "hold", "cut", "hold_all", "suspend", "ban"]),
        verdict=st.sampled_from(["upheld", "reversed", "reversed"]),
    )
    def case(self, pick: int, what: str, verdict: str) -> None:
        """Restrict somebody; let her object, the first try to answer, and somebody else do it."""
        comment = self.one(pick)
        author = self.author(comment)
        before = set(Statement.objects.values_list("decision", flat=True))
        if what in MEASURES:
            self.measure(
                who=0, kind=what, days=int(what == "suspend"), is_guest=author.guest is not None
            )
        elif what == "cut":
            self.cut(who=0, pick=pick)
        else:
            self.decide(who=0, pick=pick, what=what, grounded=True)
        new = set(Statement.objects.values_list("decision", flat=True)) - before
        if not new:
            return
        by, [decision] = Objector(author), new
        number = self.world.act(
            "appeal", lambda: appeal(by=by, decision=decision, words="A quotation.")
        )
        if number is None:
            return
        judgment = Judgment(verdict, "Fair.")
        for judge in (self.world.staff[0], author, self.world.staff[1]):
            answer = partial(decide_appeal, actor=judge, appeal=number, judgment=judgment)
            self.world.act(verdict, answer)
        assert Appeal.objects.get(public_id=number).decider == self.world.staff[1].person

    # time

    @rule(hours=st.sampled_from([1, 25, 49]))
    def time_passes(self, hours: int) -> None:
        """Let time pass and the worker do what is due."""
        self.world.passes(hours)
        self.world.act("chores", self._chores)
        waits = [row for row in self.world.seen.comments.values() if row["visibility"] == "held"]
        for row in waits:
            since = max(row["created"], row["edited"] or row["created"])
            if clock.now() - since > timedelta(hours=24):
                assert decisions_on(row["public_id"])[0].act == "hold"

    def _chores(self) -> Any:
        let_in_due()
        hold_on_record()
        reassess_lately(since=clock.now() - timedelta(days=3))

    @invariant()
    def holds(self) -> None:
        """What holds after every act, beside what `World.act` looks at."""
        if self.world.is_changed:
            check_appeals()
            check_eyes(self.world)
            self.world.is_changed = False


def test_whatever_is_done_in_whatever_order_due_process_holds():
    TALLY.clear()
    run_state_machine_as_test(
        DueProcess,
        settings=settings(
            max_examples=60 if FULL else 16,
            stateful_step_count=25,
            derandomize=not FULL,
            phases=PHASES,
            deadline=None,
        ),
    )
    done = {name for name in TALLY if ":" not in name}
    for name in ("post", "edit", "remove", "cut", "report", "appeal", "reversed", "upheld"):
        assert name in done
