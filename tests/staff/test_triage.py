"""The page of triage: what it says, who switches it, and that learning is left to the worker."""

import pytest

from colonnade.moderation.actions import keep_lesson, keep_scores
from colonnade.moderation.models import Score, TriageChoices
from colonnade.moderation.reading.triage import triage
from colonnade.moderation.triage.lesson import Reading
from colonnade.moderation.triage.model import Model
from tests.queries import queries
from tests.staff.desk import form, staff, text

pytestmark = pytest.mark.django_db
PAGE = "/staff/triage/"
QUALITY = {
    "removed": 60,
    "kept": 140,
    "newest": 9,
    "helps": True,
    "quality": {
        "tested": 40,
        "removed": 12,
        "precision": 0.75,
        "recall": 0.5,
        "saved": 0.33,
        "auc": 0.91,
        "brier": 0.1,
        "brier_of_share": 0.21,
        "bins": [{"count": 8, "score": 0.1 + number / 5, "removed": 0.2} for number in range(5)],
    },
}


def test_before_it_learned_the_page_says_what_is_missing():
    page = text(staff().get(PAGE))
    assert "has not learned yet" in page
    assert "as soon as there are 50 decisions of each kind" in page
    assert "It removes nothing, holds nothing and hides nothing." in page
    assert "Learn now" not in page


def test_its_quality_is_told_as_it_was_found():
    keep_lesson(model=Model(), quality=QUALITY)
    page = text(staff().get(PAGE))
    assert "Learned from decisions on 200 comments, of which 60 were removed" in page
    for words in ("75 % were removed", "called 50 % likely", "33 % of the queue", "in 91 % of"):
        assert words in page
    assert page.count('<th scope="row">') == 5


def test_what_would_not_help_is_said_plainly():
    keep_lesson(model=Model(), quality={**QUALITY, "helps": False, "quality": None})
    page = text(staff().get(PAGE))
    assert "hardly better than chance" in page
    assert "the newest decisions are all alike" in page


def test_the_owner_switches_it_off_and_on_again():
    lesson = keep_lesson(model=Model(), quality=QUALITY)
    keep_scores(lesson=lesson, found={"b" * 12: Reading(0.9, ("casino",))})
    owner = staff("owner")
    answer = owner.post(PAGE, form(text(owner.get(PAGE)), PAGE, act="off"))
    assert answer.status_code == 303
    assert not Score.objects.exists()
    page = text(owner.get(answer.headers["Location"]))
    assert "It is off" in page
    assert "Saved." in page
    keep_scores(lesson=lesson, found={"b" * 12: Reading(0.9, ("casino",))})
    assert not Score.objects.exists()
    refused = owner.post(PAGE, form(page, PAGE, act="learn"))
    assert refused.status_code == 409
    assert "Triage is switched off." in text(refused)
    owner.post(PAGE, form(page, PAGE, act="on"))
    assert triage().is_on
    assert triage().lesson == lesson


def test_learning_is_asked_for_and_left_to_the_worker():
    owner = staff("owner")
    owner.post(PAGE, form(text(owner.get(PAGE)), PAGE, act="learn"))
    assert triage().asked is not None
    assert triage().lesson == 0
    assert "A learning was asked for." in text(owner.get(PAGE))


@pytest.mark.parametrize("role", ["moderator", "editor"])
@pytest.mark.parametrize("act", ["on", "off", "learn", ""])
def test_only_the_owner_may_switch(role, act):
    assert staff(role).post(PAGE, {"act": act}).status_code == 403
    assert not TriageChoices.objects.exists()


def test_unknown_acts_change_nothing():
    assert staff("owner").post(PAGE, {"act": "explode"}).status_code == 303
    assert not TriageChoices.objects.exists()


def test_the_page_costs_as_much_whatever_was_decided():
    client = staff()
    client.get(PAGE)
    with queries(8):
        client.get(PAGE)
