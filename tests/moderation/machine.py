"""The world of tests/moderation/test_machine.py: who acts, and what must hold after each act."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import time_machine
from django.db import transaction

from colonnade.discussion.actions import describe_thread
from colonnade.discussion.models import Comment, Revision
from colonnade.discussion.policy import TRANSITIONS, may_see, may_see_own
from colonnade.discussion.reading import comment_for, comments_among, thread_page
from colonnade.discussion.reading.soundness import soundness
from colonnade.discussion.viewing import Viewing
from colonnade.flows.earn_standing import facts_about
from colonnade.kit import clock
from colonnade.kit.refusals import Refusal
from colonnade.moderation.actions import create_list, keep_choices, switch_list
from colonnade.moderation.appeals import insist_second
from colonnade.moderation.gates.choices import Choices
from colonnade.moderation.lists.accepting import Plan
from colonnade.moderation.log.chain import faults_in
from colonnade.moderation.log.reading import links_after
from colonnade.moderation.models import (
    Appeal,
    Decision,
    LogEntry,
    LogHead,
    Measure,
    Standing,
    Statement,
)
from colonnade.moderation.reading import bearing_of, decider_of, levels, why_held
from colonnade.moderation.standing import BARRING, MEASURES, level_for
from colonnade.moderation.table import ACTS, GUEST, PERSON, is_logged, restricts
from colonnade.people.actions import bind_to_sections, ensure_guest
from colonnade.people.models import Person
from colonnade.people.reading import Actor, actor_of
from colonnade.people.whom import Whom, whom_of
from colonnade.sites.actions import change_settings
from tests.factories import STAFF, fresh, make_actor, make_person, make_thread, there
from tests.moderation.reporting import grown

STATES = {"visible", "held", "removed", "deleted"}
# What changes a text or only says something of it: the state stays.
ON_TEXT = {"cut", "uncut", "keep"}
TOWN, SPORT = "Town", "Sport"
# What of a comment's row says what it is and where it stands, whatever is posted around it.
KEPT: tuple[str, ...] = (
    "thread_id",
    "parent_id",
    "depth",
    "seq",
    "person_id",
    "guest_id",
    "guest_name",
    "created",
)
KEPT += ("edited", "visibility", "note", "placed", "html", "excerpt", "revision", "key", "marks")

Row = dict[str, Any]


@dataclass
class Snapshot:
    """All that an act may change, as it is at one moment."""

    comments: dict[str, Row]
    wordings: dict[str, list[Row]]
    decision: int
    measures: dict[str, Row]
    active: dict[str, bool]

    @classmethod
    def taken(cls) -> "Snapshot":
        """Return what is kept now (five queries)."""
        rows = {row["public_id"]: dict(row) for row in Comment.objects.order_by("pk").values()}
        wordings: dict[str, list[Row]] = {one: [] for one in rows}
        texts = Revision.objects.order_by("comment", "number")
        for one in texts.values("comment__public_id", "number", "source", "html", "shown"):
            wordings[one["comment__public_id"]].append(dict(one))
        last = Decision.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        measures = {row["public_id"]: dict(row) for row in Measure.objects.values()}
        active = dict(Person.objects.values_list("handle", "is_active"))
        return cls(rows, wordings, last, measures, active)

    def photo(self, comment: str) -> Row:
        """Return what a reversal must bring back."""
        row = self.comments[comment]
        return {name: row[name] for name in KEPT} | {"wordings": self.wordings[comment]}


@dataclass
class World:
    """A site with its staff and readers. What is done to it is undone by `close`."""

    tally: Counter[str]
    photos: dict[str, Row] = field(default_factory=dict)
    # By comment: a word of its first paragraph, and one of its last, which is cut.
    words: dict[str, tuple[str, str]] = field(default_factory=dict)
    reports: list[str] = field(default_factory=list)
    batches: list[str] = field(default_factory=list)
    is_changed: bool = True

    def __post_init__(self) -> None:
        """Open it."""
        self._all = transaction.atomic()
        self._all.__enter__()
        self._clock = time_machine.travel(clock.now(), tick=True)
        self.clock = self._clock.start()
        try:
            self._fill()
        except BaseException:
            self.close()
            raise

    def _fill(self) -> None:
        change_settings(values={"limit_address": "0", "limit_account": "0", "limit_thread": "0"})
        keep_choices(choices=Choices(report_weight=1, report_people=1))
        for entry, effect in (("rascal", "hold"), ("scoundrel", "refuse")):
            switch_list(
                public_id=create_list(plan=Plan("Insults", "words", effect, ""), pasted=entry),
                on=True,
            )
        self.threads = [make_thread(commenting="guests") for _ in range(2)]
        for thread, section in zip(self.threads, (TOWN, SPORT), strict=True):
            describe_thread(thread=thread.id, title=thread.title, section=section)
        self.writer = make_actor()
        self.guest = Actor(guest=ensure_guest(token="machine" * 6), address="192.0.2.7")
        self.reporters = [grown(1), Actor(address="192.0.2.8")]
        sport = make_person(role="moderator")
        bind_to_sections(person=sport.pk, sections=[SPORT])
        self.sport = actor_of(Person.objects.get(pk=sport.pk))
        mods = [make_actor(role="moderator") for _ in range(2)]
        self.staff = [*mods, make_actor(role="owner"), self.sport]
        self.seen = Snapshot.taken()
        self.logged = LogHead.objects.values_list("number", flat=True).first() or 0

    def close(self) -> None:
        """Undo all."""
        self._clock.stop()
        transaction.set_rollback(True)
        self._all.__exit__(None, None, None)

    def whom(self, actor: Actor) -> Whom:
        """Return whom a decision about this writer meets."""
        return there(whom_of(person=actor.person, guest=actor.guest))

    def passes(self, hours: float) -> None:
        """Let time pass."""
        self.clock.shift(timedelta(hours=hours))

    def act(self, name: str, what: Callable[[], Any], *, own: str = "") -> Any:
        """Do something; `own` is the comment that its writer changes. A refusal changes nothing."""
        refused = ""
        result: Any = None
        try:
            with transaction.atomic():
                result = what()
        except Refusal as refusal:
            refused = refusal.code
        if refused:
            self.tally[f"{name}: {refused}"] += 1
            assert Snapshot.taken() == self.seen, (name, refused)
            return None
        self.tally[name] += 1
        self.is_changed = True
        self._look_at(own if own != "new" else result.comment)
        return result

    def _look_at(self, own: str) -> None:
        """Compare what is now with what was before the act, and with what was recorded of it."""
        before, after = self.seen, Snapshot.taken()
        new = list(Decision.objects.filter(pk__gt=before.decision).order_by("pk"))
        self.seen = after
        for comment in after.comments:
            on_it = [row for row in new if row.subject == comment]
            _check_comment(comment, before, after, on_it, is_own=comment == own)
        _check_people(before, after, new)
        for row in new:
            _check_record(row)
            if row.kind == "comment" and restricts(row.act):
                self.photos[row.public_id] = before.photo(row.subject)
        self.logged = _check_log(new, self.logged)
        for row in new:
            if row.undoes in self.photos and not restricts(row.act):
                self._check_reversal(row, after.photo(row.subject))

    def _check_reversal(self, row: Decision, now: Row) -> None:
        """What a decision took is back to the byte, and so is what it cost."""
        was = self.photos[row.undoes]
        self.tally[f"reversed by {row.act}"] += 1
        texts = [[one["source"] for one in photo["wordings"]] for photo in (was, now)]
        # What came in between by the writer's own hand, or was cut and put back, is kept.
        if texts[0] == texts[1] or row.act == "uncut":
            assert texts[1][: len(texts[0])] == texts[0]
            changing = {"visibility": "", "wordings": ""}
            if was["visibility"] != now["visibility"]:
                # Held, it had no place yet; removed since, it has a note.
                changing |= {"placed": "", "note": ""}
            assert {**was, **changing} == {**now, **changing}, row.act
        assert now["visibility"] in {was["visibility"], "visible"} or row.act == "uncut"
        for writer in (self.writer, self.guest):
            whom = self.whom(writer)
            level = level_for(facts_about(whom), levels(), member=whom.person is not None)
            assert bearing_of(writer).level == level


def _check_comment(
    comment: str, before: Snapshot, after: Snapshot, on_it: list[Decision], *, is_own: bool
) -> None:
    """No change of a comment without its writer's hand or a record that says just that."""
    row = after.comments[comment]
    assert row["visibility"] in STATES
    was = before.comments.get(comment)
    if was is None:
        assert is_own, "nobody else writes in her name"
        assert row["visibility"] in {"visible", "held"}
        is_told_why = bool(why_held([comment]))
        assert is_told_why == (row["visibility"] == "held")
        return
    state = was["visibility"]
    for one in on_it:
        assert one.before == state, (one.act, one.before, state)
        assert _is_in_table(one), (one.act, one.before, one.after)
        state = one.after
    if is_own and not on_it:
        assert row["visibility"] in {state, TRANSITIONS.get((state, "delete"), state), "held"}
        assert state in {"visible", "held"} or row == was
    else:
        assert row["visibility"] == state
    if row["revision"] != was["revision"]:
        assert is_own or {one.act for one in on_it} & {"cut", "uncut"}
    assert (row["parent_id"], row["seq"]) == (was["parent_id"], was["seq"])


def _is_in_table(row: Decision) -> bool:
    """Return whether a decision on a comment is one that the tables know."""
    if row.act in ON_TEXT or (row.act == "hold" and row.automated and row.before == "held"):
        return row.before == row.after
    return TRANSITIONS.get((row.before, row.act)) == row.after


def _check_people(before: Snapshot, after: Snapshot, new: list[Decision]) -> None:
    """No measure begins or ends, nobody is shut out or let in, without a record or the clock."""
    made = {row.public_id: row for row in new}
    for name, row in after.measures.items():
        was = before.measures.get(name)
        if was is None:
            assert made[row["decision"]].act == row["kind"] in MEASURES
        elif was["lifted"] != row["lifted"]:
            assert any(one.undoes == row["decision"] and one.act == "lift" for one in new)
        else:
            assert was == row
    for handle, active in after.active.items():
        if before.active.get(handle, True) and not active:
            assert any(one.subject == handle and one.act in BARRING for one in new)
        barring = [row for row in after.measures.values() if _bars(row, handle)]
        assert active == (not barring), handle
    for standing in Standing.objects.exclude(decision=""):
        assert Decision.objects.filter(public_id=standing.decision).exists()


def _bars(row: Row, handle: str) -> bool:
    person = Person.objects.filter(pk=row["person"], handle=handle).exists()
    ends = row["until"] is not None and row["until"] <= clock.now()
    return person and row["kind"] in BARRING and not row["section"] and not (row["lifted"] or ends)


def _check_record(row: Decision) -> None:
    """Each record is of the table, and who is restricted was told, with a reason."""
    assert row.kind in ACTS[row.act].on
    if row.kind in {PERSON, GUEST}:
        assert {row.before, row.after} <= {"free", *MEASURES}
    told = Statement.objects.filter(decision=row.public_id).first()
    if not restricts(row.act):
        return
    assert told is not None, f"{row.act} was told nobody"
    if row.kind == "comment":
        met = Comment.objects.get(public_id=row.subject)
        assert (told.person, told.guest) == (met.person_id, met.guest_id)
    # A hold may say what every hold says (`reason_words.facts_words`); all else names its ground.
    is_grounded = bool(row.rule or row.law) and bool(row.reason or row.facts)
    assert is_grounded or row.act == "hold" or row.undoes, row.act


def _check_log(new: list[Decision], number: int) -> int:
    """What was decided stands in the log once, and the chain holds; return its last number."""
    former = LogEntry.objects.filter(number=number).values_list("head", flat=True).first() or ""
    links = links_after(number, limit=1000)
    assert faults_in(links, former=former, number=number) == []
    entries = LogEntry.objects.filter(number__gt=number).values_list("decision", flat=True)
    assert sorted(entries) == sorted(row.public_id for row in new if is_logged(row.act))
    head = LogHead.objects.first()
    assert head is None or head.number == number + len(links)
    return number + len(links)


def check_appeals() -> None:
    """No appeal is decided by who decided first, nor by whom it is about."""
    for row in Appeal.objects.exclude(decider=None):
        decision = Decision.objects.get(public_id=row.decision)
        parties: set[int | None] = {row.person}
        if decision.kind == "comment":
            writer = Comment.objects.filter(public_id=decision.subject)
            parties.add(writer.values_list("person", flat=True).first())
        insist_second(row.decider, first=decider_of(row.decision), parties=parties - {None})
        assert row.reasons
        assert row.state in {"upheld", "reversed"}


def check_eyes(world: World) -> None:
    """Who may not see a text does not, by any question that doors ask."""
    shown = ""
    for thread in world.threads:
        now = fresh(thread)
        for options in (Viewing(), Viewing(view="flat")):
            shown += "".join(str(row) for row in thread_page(now, options).rows)
    everything = comments_among(STAFF, world.words)
    for comment, (word, last) in world.words.items():
        row, found = world.seen.comments[comment], everything[comment]
        is_public = row["visibility"] == "visible"
        assert (word in shown) == is_public, row["visibility"]
        assert (last in shown) == (is_public and "[cut" not in row["html"])
        author = world.writer if row["person_id"] else world.guest
        for actor in (Actor(), *world.reporters, world.writer, world.guest, world.sport):
            oversees = actor == world.sport and found.thread_section == SPORT
            is_hers = actor == author and row["visibility"] != "deleted"
            assert may_see(actor, found) == (is_public or is_hers or oversees)
            assert may_see_own(actor, found) == (is_hers or oversees)
        assert may_see(world.staff[0], found)
    for actor in (Actor(), world.writer, world.guest, world.sport, world.staff[0]):
        hers = {one for one, row in everything.items() if may_see(actor, row)}
        assert set(comments_among(actor, world.words)) == hers
        newest = next(reversed(world.words), "")
        assert (comment_for(actor, newest) is not None) == (newest in hers)


def check_sound() -> None:
    """Counts, order and blocks of every thread are what counting gives."""
    assert [one for one in soundness() if not one.is_sound] == []
