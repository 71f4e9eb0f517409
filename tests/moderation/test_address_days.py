"""Addresses of visitors are kept for seven days unless set, and then are gone: by the chore."""

from datetime import timedelta

import pytest

from colonnade.flows.report import Notice, report
from colonnade.kit import clock
from colonnade.moderation.actions import keep_trace
from colonnade.moderation.models import Report, Trace
from colonnade.people.reading import Actor
from colonnade.project.chores import keep_house
from colonnade.sites.actions import change_setting
from colonnade.sites.reading import current_site
from tests.factories import make_comment, make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def reported() -> Report:
    actor = Actor(address="192.0.2.77")
    notice = Notice(
        make_comment(make_thread()),
        kind="illegal",
        words="It is a threat.",
        name="Rita",
        email="rita@example.org",
        good_faith=True,
    )
    row = Report.objects.get(public_id=report(actor=actor, notice=notice).report)
    assert row.address
    assert "192.0.2.77" not in row.address
    return row


def aged(row: Report, **age: float) -> str:
    Report.objects.filter(pk=row.pk).update(created=clock.now() - timedelta(**age))
    keep_house()
    row.refresh_from_db()
    return row.address


def test_seven_days_unless_set(reported):
    assert current_site().address_days == 7
    assert aged(reported, days=6.9)
    assert not aged(reported, days=7)
    assert reported.words == "It is a threat."


def test_as_many_days_as_the_owner_says(reported):
    change_setting(name="address_days", value="2")
    assert aged(reported, days=1.9)
    assert not aged(reported, days=2)


def test_none_is_kept_where_she_says_none(reported):
    change_setting(name="address_days", value="0")
    assert not aged(reported, days=0)


def test_a_posters_address_is_a_digest_and_gone_within_the_hour():
    keep_trace(actor=Actor(address="192.0.2.77"), thread=make_thread().id)
    assert "192.0.2.77" not in Trace.objects.get().address
    Trace.objects.update(created=clock.now() - timedelta(minutes=61))
    keep_house()
    assert not Trace.objects.exists()
