"""Triage: what it learns, when it stays silent, what it costs, and that it decides nothing."""

import json
from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import connection

from colonnade.discussion.reading import comment_for
from colonnade.flows import learn as learning
from colonnade.flows.decide import decide
from colonnade.flows.learn import Learned, learn
from colonnade.flows.score import score_waiting
from colonnade.kit.refusals import Refusal
from colonnade.moderation.actions import keep_lesson, keep_standing, switch_triage
from colonnade.moderation.models import Decision, Lesson, Score
from colonnade.moderation.reading import scores_of
from colonnade.moderation.reading import triage as reading
from colonnade.moderation.ruling import Ground
from colonnade.moderation.triage.features import Text, features_and_words, features_of
from colonnade.moderation.triage.lesson import LEAST, is_enough, read, teach
from colonnade.moderation.triage.model import Example, Model, calibrate, from_bytes, to_bytes
from colonnade.moderation.triage.model import learn as fit
from colonnade.moderation.triage.quality import quality_of
from colonnade.people.reading import Actor
from tests.factories import STAFF, deliver_all, make_actor, make_comment, make_thread, pk_of
from tests.growth import grows_in_step
from tests.queries import queries

RULE = Ground(rule=1)
TALK = (
    "The new bridge costs more than the council said last spring",
    "My train was late again and nobody told us why",
    "I read the report twice and could not find the figure",
    "Good article, but the school is in the other street",
    "Has anybody asked the people who live at the harbor",
)
BAIT = (
    "Cheap casino bonus for everyone who clicks tonight",
    "Win money at the best casino without any deposit",
    "This casino pays at once, ask me for the bonus code",
)


def html(text: str) -> str:
    return f"<p>{text}</p>"


def examples(count: int) -> list[Example]:
    """Return as many of each kind, in time, every text another one."""
    found = []
    for number in range(count):
        for trouble, lines in ((0.0, TALK), (1.0, BAIT)):
            text = Text(html(f"{lines[number % len(lines)]} {number * 7919 % 1009}"))
            found.append(Example(features_of(text), trouble, at=number))
    return found


def decided(count: int) -> Actor:
    """Let a moderator decide on this many comments of each kind; return her."""
    moderator, thread = make_actor(role="moderator"), make_thread()
    for number in range(count):
        fine = make_comment(thread, body=f"{TALK[number % len(TALK)]} {number}.", held=True)
        bait = make_comment(thread, body=f"{BAIT[number % len(BAIT)]} {number}.", held=True)
        decide(actor=moderator, comment=fine, act="approve")
        decide(actor=moderator, comment=bait, act="remove", reason="Advertising.", ground=RULE)
    return moderator


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ten decisions of each kind be enough: they are slow to make."""
    monkeypatch.setattr("colonnade.moderation.triage.lesson.LEAST", 10)


def test_it_finds_a_planted_pattern_and_shows_the_words_that_counted():
    taught = teach(examples(120))
    assert taught.quality is not None
    assert (taught.quality.precision, taught.quality.recall) == (1.0, 1.0)
    assert taught.quality.saved == pytest.approx(0.5, abs=0.05)
    assert taught.quality.brier < taught.quality.brier_of_share / 2
    bait = read(taught.model, Text(html("Try our casino bonus, dear readers")))
    talk = read(taught.model, Text(html("The council said that the bridge is late")))
    assert bait.score > 0.7
    assert talk.score < 0.4
    assert set(bait.words) & {"casino", "bonus"}
    assert "casino" not in talk.words


def test_pieces_and_looks_find_what_is_spelled_otherwise():
    model = teach(examples(120)).model
    plain = read(model, Text(html("hello friends"))).score
    for disguised in ("casinos", "cas1no", "c a s i n o", "ca\u0455ino", "CAS\u00adINO"):
        assert read(model, Text(html(f"hello friends {disguised}"))).score > plain, disguised


def test_the_same_decisions_make_the_same_model_and_another_process_reads_it():
    one, other = teach(examples(60)).model, teach(examples(60)).model
    kept = to_bytes(one)
    assert kept == to_bytes(other)
    again = from_bytes(kept)
    assert again is not None
    features = features_of(Text(html("Casino in the harbor")))
    assert again.score(features) == pytest.approx(one.score(features), abs=1e-5)
    assert from_bytes(b"\x00" + kept[1:]) is None


def test_scores_are_probabilities_though_one_kind_is_rare():
    noisy = [
        Example(one.features, one.trouble if number % 10 else 1 - one.trouble, at=one.at)
        for number, one in enumerate(examples(400))
        if not one.trouble or number % 5 == 0
    ]
    quality = teach(noisy).quality
    assert quality is not None
    for part in quality.bins:
        assert part.count < 20 or abs(part.score - part.removed) < 0.15, quality.bins


def test_what_has_no_pattern_is_not_called_helpful():
    taught = teach(
        [Example(one.features, float(n * n % 7 > 3), at=n) for n, one in enumerate(examples(200))]
    )
    assert taught.quality is not None
    assert taught.quality.saved < 0.3
    assert taught.quality.brier == pytest.approx(taught.quality.brier_of_share, abs=0.06)


def test_quality_is_what_a_hand_would_count():
    scored = [(0.9, True), (0.8, False), (0.6, True), (0.3, False), (0.2, True), (0.1, False)]
    found = quality_of(scored)
    assert found is not None
    assert (found.precision, found.recall) == (2 / 3, 2 / 3)
    assert found.saved == pytest.approx(1 / 6)
    assert found.auc == pytest.approx(6 / 9)
    assert [part.count for part in found.bins] == [1, 2, 0, 1, 2]
    assert quality_of([(0.5, True)]) is None
    even = quality_of([(0.5, True), (0.5, False)])
    assert even is not None
    assert (even.auc, even.saved, even.helps) == (0.5, 0.0, False)


def test_few_decisions_must_show_more_to_be_called_helpful():
    few = [(0.9, True), (0.7, True), (0.6, False), (0.8, False), (0.5, True), (0.1, False)]
    found, again = quality_of(few), quality_of(few * 30)
    assert found is not None
    assert again is not None
    assert found.auc == pytest.approx(again.auc)
    assert (found.helps, again.helps) == (False, True)


def test_calibrating_on_one_kind_alone_changes_nothing():
    model = fit(examples(20))
    calibrate(model, [one for one in examples(20) if one.trouble])
    assert (model.slope, model.offset) == (1.0, 0.0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<",
        "a" * 100_000,
        "\u202e\u200b" * 5_000,
        "e" + "\u0301" * 20_000,
        "\U0001f600" * 10_000,
        "x " * 50_000,
        "\u4f60\u597d" * 20_000,
        "<a href=" * 10_000,
        "\0\ud7ff\uffff",
    ],
)
def test_hostile_texts_get_a_score_and_few_features(text):
    found = features_of(Text(text))
    assert len(found.hashed) < 20_000
    assert all(0 <= fact <= 1 for fact in found.facts)
    result = read(Model(), Text(text))
    assert result.score == 0.5
    assert all(len(word) <= 40 for word in features_and_words(Text(text))[1])


@pytest.mark.parametrize("unit", ["word another ", "<", "<a href='x'>", "\u0430a1 ", "a"])
def test_a_score_costs_what_the_text_is_long(unit):
    model = Model()

    def work(source: str) -> object:
        return read(model, Text(source))

    assert grows_in_step(work, unit * 5_000, unit * 80_000, 16)


@pytest.mark.django_db
def test_before_it_has_learned_it_is_silent():
    decided(3)
    held = make_comment(make_thread(), body=BAIT[0], held=True)
    learned = learn()
    deliver_all()
    assert (learned.enough, learned.removed, learned.kept) == (False, 3, 3)
    assert not Lesson.objects.exists()
    assert score_waiting() == 0
    assert scores_of([held]) == {}


def test_fifty_of_each_kind_are_asked_for():
    assert LEAST == 50
    assert is_enough(50, 50)
    assert not is_enough(49, 5000)
    assert not is_enough(5000, 49)


@pytest.mark.django_db
@pytest.mark.usefixtures("few")
def test_what_waits_is_ordered_and_nothing_else_happens_to_it():
    decided(25)
    thread = make_thread()
    calm = make_comment(thread, body="The bridge is in the other street.", held=True)
    bait = make_comment(thread, body="A casino bonus for you.", held=True)
    decisions = Decision.objects.count()
    learned = learn()
    assert learned.enough
    assert learned.helps
    found = scores_of([calm, bait])
    assert found[bait].score > 0.5 > found[calm].score
    assert "casino" in found[bait].words
    states = [comment_for(STAFF, one) for one in (calm, bait)]
    assert [row.visibility for row in states if row] == ["held", "held"]
    assert Decision.objects.count() == decisions


@pytest.mark.django_db
@pytest.mark.usefixtures("few")
def test_a_comment_is_scored_when_it_comes_into_the_queue():
    moderator = decided(25)
    learn()
    deliver_all()
    thread = make_thread()
    held = make_comment(thread, body="A casino bonus for you.", held=True)
    shown = make_comment(thread, body="A casino bonus for all.")
    deliver_all()
    assert set(scores_of([held, shown])) == {held}
    decide(actor=moderator, comment=shown, act="hold")
    deliver_all()
    assert set(scores_of([held, shown])) == {held, shown}
    with queries(1):
        scores_of([held, shown])
    # A restart: nothing is remembered, all is read again.
    reading._Process.lesson, reading._Process.model = (0, None), None
    before = scores_of([held])[held].score
    Score.objects.all().delete()
    assert score_waiting() == 2
    assert scores_of([held])[held].score == pytest.approx(before, abs=1e-4)
    decide(actor=moderator, comment=held, act="approve")
    learn()
    assert set(scores_of([held, shown])) == {shown}


@pytest.mark.django_db
@pytest.mark.usefixtures("few")
def test_switched_off_it_scores_nothing_and_works_no_more():
    decided(25)
    held = make_comment(make_thread(), body=BAIT[0], held=True)
    learn()
    assert scores_of([held])
    switch_triage(on=False)
    assert scores_of([held]) == {}
    late = make_comment(make_thread(), body=BAIT[1], held=True)
    deliver_all()
    assert score_waiting() == 0
    assert scores_of([late]) == {}
    with pytest.raises(Refusal) as refusal:
        learn()
    assert refusal.value.code == "triage_off"
    switch_triage(on=True)
    assert score_waiting() == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("few")
def test_what_people_undid_or_machines_did_teaches_nothing():
    moderator = decided(12)
    comment = make_comment(make_thread(), body=BAIT[0])
    decide(actor=moderator, comment=comment, act="remove", reason="Advertising.", ground=RULE)
    decide(actor=moderator, comment=comment, act="restore")
    found = {label.comment: label.removed for label in reading.labels(100)}
    assert found[comment] is False
    decide(actor=moderator, comment=comment, act="hold")
    assert comment not in {label.comment for label in reading.labels(100)}
    Decision.objects.update(automated=True)
    assert reading.labels(100) == []


@pytest.mark.django_db
def test_a_level_counts_as_it_was_when_she_wrote():
    ann = make_actor()
    keep_standing(person=ann.person, guest=None, level="known", cause="earned")
    comment = make_comment(make_thread(), author=ann)
    row = comment_for(STAFF, comment)
    assert row is not None
    later = row.created + timedelta(days=1)
    keep_standing(person=ann.person, guest=None, level="new", cause="lost", decision="x")
    asked: Sequence[reading.Writing] = [
        (ann.person, None, row.created),
        (ann.person, None, later),
        (ann.person, None, row.created - timedelta(days=1)),
        (None, 5, later),
    ]
    assert reading.levels_then(asked) == ["known", "new", "new", "guest"]


@pytest.mark.django_db
@pytest.mark.usefixtures("few")
def test_the_number_of_decisions_is_bounded_and_quality_is_kept(monkeypatch):
    decided(25)
    monkeypatch.setattr(learning, "MOST", 40)
    learned = learn()
    assert isinstance(learned, Learned)
    assert learned.removed + learned.kept == 40
    kept = Lesson.objects.get()
    assert kept.quality["quality"]["tested"] == 8
    assert json.dumps(kept.quality)
    assert len(bytes(kept.weights)) < 1_200_000
    keep_lesson(model=Model(), quality={})
    assert Lesson.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("few")
def test_a_shown_comment_costs_the_handler_no_query():
    from colonnade.discussion.events import CommentPosted  # noqa: PLC0415
    from colonnade.flows.score import score_held  # noqa: PLC0415

    comment = make_comment(make_thread())
    assert connection.vendor in {"sqlite", "postgresql"}
    assert pk_of(comment)
    with queries(0):
        assert score_held([CommentPosted(comment, "t", "visible")]) is None
