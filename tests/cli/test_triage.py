"""`colonnade triage learn`: what it prints, and that it says what it does not know."""

import json
from datetime import timedelta

import pytest

from colonnade.kit import clock
from colonnade.moderation.actions import keep_lesson, switch_triage, take_asked
from colonnade.moderation.models import Decision, Lesson
from colonnade.moderation.reading.triage import triage
from colonnade.moderation.triage.model import Model
from colonnade.project.learning import ask_nightly
from tests.moderation.test_triage import decided


def decisions(count: int) -> None:
    """Keep this many decisions of each kind, on comments that are not there."""
    Decision.objects.bulk_create(
        Decision(subject=f"{act}{number}", act=act, name="Ann", role="moderator")
        for number in range(count)
        for act in ("remove", "approve")
    )


def test_too_few_decisions_are_counted_and_nothing_is_learned(command):
    said = command("triage", "learn")
    assert (said.status, said.err) == (0, "")
    assert said.out == (
        "Nothing learned: 0 removed and 0 kept so far, at least 50 of each are needed.\n"
    )
    found = json.loads(command("triage", "learn", "--json").out)
    assert (found["enough"], found["helps"], found["quality"]) == (False, False, None)


def test_what_was_learned_is_told(command, monkeypatch):
    monkeypatch.setattr("colonnade.moderation.triage.lesson.LEAST", 10)
    decided(25)
    lines = command("triage", "learn").out.splitlines()
    assert lines[0] == "Learned from decisions on 50 comments: 25 removed and 25 kept."
    assert lines[1].startswith("On the newest 10: precision 100%, recall 100%; 50% of the queue")
    assert lines[2] == "The queue is ordered by it."
    found = json.loads(command("triage", "learn", "--json").out)
    assert found["quality"]["auc"] == 1.0
    assert len(found["quality"]["bins"]) == 5


def test_switched_off_it_refuses(command):
    switch_triage(on=False)
    said = command("triage", "learn")
    assert said.status == 1
    assert "Triage is switched off." in said.err


@pytest.mark.django_db
def test_the_night_asks_when_there_are_enough_decisions():
    decisions(49)
    ask_nightly()
    assert triage().asked is None
    decisions(50)
    ask_nightly()
    assert triage().asked is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hours", "hour", "new", "asks"),
    [
        (31, 12, True, True),
        (31, 12, False, False),
        (24, 3, True, True),
        (24, 4, True, False),
        (1, 3, True, False),
        (24, 3, False, False),
    ],
)
def test_the_night_asks_once_and_only_for_what_is_new(
    monkeypatch, settings, hours, hour, new, asks
):
    settings.TIME_ZONE = "UTC"
    decisions(1)
    newest = Decision.objects.order_by("-pk").values_list("pk", flat=True)[0] - new
    keep_lesson(model=Model(), quality={"newest": newest, "helps": True})
    now = clock.now().replace(hour=hour, minute=30)
    monkeypatch.setattr(clock, "now", lambda: now)
    Lesson.objects.update(learned=now - timedelta(hours=hours))
    ask_nightly()
    assert (triage().asked is not None) is asks
    take_asked()
    switch_triage(on=False)
    ask_nightly()
    assert triage().asked is None
