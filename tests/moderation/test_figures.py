"""A year in numbers, from the log, from cases and from appeals; the same after detail faded."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from colonnade.kit import clock
from colonnade.kit.keys import LOG
from colonnade.moderation.actions import keep_decision, publish_policy
from colonnade.moderation.actions.cases import NewReport, keep_report, settle_case
from colonnade.moderation.figures import Tally, figures_of, table_of
from colonnade.moderation.log.keeping import fade
from colonnade.moderation.models import Appeal, Case, Report
from colonnade.moderation.reading import policy_held_at
from colonnade.moderation.ruling import Ruling
from colonnade.outbox.models import Event
from colonnade.people.reading import Actor
from tests.factories import STAFF, make_comment, make_thread
from tests.queries import queries
from tests.web.logged import answer_of, decided

pytestmark = pytest.mark.django_db

MARCH = datetime(2025, 3, 5, 12, tzinfo=UTC)
NEW_YEAR = datetime(2026, 1, 1, 0, 30, tzinfo=UTC)


@pytest.fixture
def year() -> None:
    """Decisions of two years around their turn, with reports and appeals."""
    with time_machine.travel(MARCH, tick=False):
        decided("remove", rule=2)
        decided("remove", rule=10)
        decided("hold", rule=2, automated=True)
        decided("restore", rule=0)
        for hours in (1, 2, 30, 40):
            case(MARCH, timedelta(hours=hours))
        appeal("upheld", MARCH)
        appeal("reversed", NEW_YEAR)
    with time_machine.travel(NEW_YEAR, tick=False):
        decided("warn", rule=3)


def case(opened: datetime, took: timedelta) -> None:
    row = Case.objects.create(
        subject=f"{Case.objects.count():012}", state="acted", opened=opened, settled=opened + took
    )
    kind = "illegal" if took > timedelta(hours=35) else "rule"
    Report.objects.create(case=row, fingerprint=row.subject, kind=kind, created=opened)


def appeal(state: str, decided: datetime) -> None:
    Appeal.objects.create(
        decision=f"{Appeal.objects.count():012}",
        by="writer",
        words="Why?",
        state=state,
        created=MARCH,
        due=MARCH,
        decided=decided,
    )


def test_a_year_without_anything_is_all_zeros():
    figures = figures_of(2020)
    assert (figures.decisions, figures.notices_in_all, figures.median) == (0, 0, None)
    assert figures.share == 0
    assert Client().get("/log/2020/").status_code == 404
    assert Client().get(f"/log/{10**30}/").status_code == 404
    assert Client().get("/log/2020.csv").status_code == 404


def test_a_year_counts_what_was_in_it(year):
    with queries(6):
        figures = figures_of(2025)
    assert (figures.decisions, figures.automated, figures.undone) == (3, 1, 1)
    assert figures.notices == {"illegal": 1, "rule": 3}
    assert figures.median == timedelta(hours=16)
    assert (figures.appeals, figures.reversed) == (2, 0)
    assert figures.rules == (Tally("2", 2, 1), Tally("10", 1, 0))
    assert figures.months == (Tally("2025-03", 3, 1),)
    assert [one.name for one in figures.acts] == ["hold", "remove", "restore"]
    later = figures_of(2026)
    assert (later.decisions, later.reversed, later.months) == (1, 1, (Tally("2026-01", 1, 0),))


def test_the_numbers_stay_when_detail_was_taken_away(year):
    before = figures_of(2025)
    assert fade(before=NEW_YEAR - timedelta(hours=1)) == 4
    assert figures_of(2025) == before


def test_what_a_batch_stands_for_is_counted_apart(year):
    spam = Ruling("spam", "refuse", "new", "refused", kind="batch", count=700)
    keep_decision(actor=STAFF, ruling=spam, moment=MARCH)
    figures = figures_of(2025)
    assert (figures.decisions, figures.refused) == (4, 700)


def test_the_page_and_the_table_say_the_same(year):
    publish_policy(source="2. **Old title.** x", author="Anna")
    words = answer_of("/log/2025/")
    assert "33 %" in words
    assert "16.0 hours" in words
    assert policy_held_at(MARCH).number == 0
    rows = list(csv.reader(io.StringIO(answer_of("/log/2025.csv"))))
    assert rows[0] == ["figure", "part", "value"]
    assert [tuple(row) for row in rows[1:]] == table_of(figures_of(2025))
    assert ["decisions_by_rule", "10", "1"] in rows
    assert ["median_seconds_from_notice", "", "57600"] in rows
    assert '<a href="/log/2025/">2025</a>' in answer_of("/log/")


def test_reports_spoil_the_kept_page_of_the_year():
    comment = make_comment(make_thread())
    before = Event.objects.count()
    keep_report(actor=Actor(address="192.0.2.7"), new=NewReport(comment, 1, "rule", rule=2))
    settle_case(comment=comment, state="kept", revision=1)
    spoiled = Event.objects.order_by("pk")[before:].values_list("spoils", flat=True)
    assert sum(LOG in words.split() for words in spoiled) == 2
    assert figures_of(clock.now().year).notices == {"rule": 1}
