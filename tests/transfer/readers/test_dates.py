"""Dates as pages show them: read where there is one reading, else not at all."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from colonnade.transfer.readers.dates import (
    cut_moment_at_end,
    cut_moment_at_start,
    day_first_of,
    parse_moment,
)

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2016, 2, 4, 12, 10, tzinfo=BERLIN)


@pytest.mark.parametrize(
    "text",
    [
        "Feb 4, 2016 12:10 PM",
        "Thu, 02/04/2016 - 12:10",
        "Thursday, February 4th, 2016 at 12:10 p.m.",
        "4. Februar 2016 um 12:10 Uhr",
        "4.2.2016 12.10 Uhr",
        "4 f\u00e9vrier 2016 \u00e0 12h10",
        "jeudi 4 f\u00e9vr. 2016, 12 h 10",
        "4 de febrero de 2016 a las 12:10",
        "4 \u0444\u0435\u0432\u0440\u0430\u043b\u044f 2016 \u0433. \u0432 12:10",
        "2016-02-04T12:10:00",
        "Thu, 2016-02-04 12:10.",
        "2016/02/04 12:10",
        "Feb\u00a04,\u202f2016\u00a012:10\u202fPM",
        "2016-02-04 11:10:00Z",
        "Thu, 04 Feb 2016 11:10:00 +0000",
    ],
)
def test_one_moment_in_many_spellings(text: str) -> None:
    assert parse_moment(text, BERLIN) == NOON


@pytest.mark.parametrize(
    "text",
    [
        "3 years ago",
        "vor 3 Jahren",
        "yesterday at 12:10",
        "02/04/2016 - 12:10",
        "Feb 30, 2016",
        "Fri Feb 4, 2016 12:10",
        "12 Feb 4, 2016 12:10 PM",
        "Feb 4, 2016 25:10",
        "12:10",
        "February 2016",
        "",
        "Feb 4, 2016 " * 20,
        "4 men in 2016",
    ],
)
def test_what_is_not_sure_is_not_read(text: str) -> None:
    assert parse_moment(text, BERLIN) is None


def test_the_order_of_day_and_month_is_told_or_not_read() -> None:
    assert parse_moment("02/04/2016", UTC, day_first=True) == datetime(2016, 4, 2, tzinfo=UTC)
    assert parse_moment("02/04/2016", UTC, day_first=False) == datetime(2016, 2, 4, tzinfo=UTC)
    assert parse_moment("13/04/2016", UTC, day_first=False) is None
    assert day_first_of(["02/04/2016", "13/04/2016"]) is True
    assert day_first_of(["02/04/2016", "04/13/2016"]) is False
    assert day_first_of(["13/04/2016", "04/13/2016"]) is None
    assert day_first_of(["Feb 4, 2016", "hello"]) is None


def test_a_zone_that_is_named_wins() -> None:
    eastern = timezone(timedelta(hours=-5))
    assert parse_moment("Feb 4, 2016 7:10 AM EST", BERLIN) == datetime(
        2016, 2, 4, 7, 10, tzinfo=eastern
    )
    assert parse_moment("4 Feb 2016 12:10 UTC+0100", UTC) == NOON


def test_the_hour_that_came_twice_is_the_first() -> None:
    read = parse_moment("Oct 30, 2016 2:30 AM", BERLIN)
    assert read is not None
    assert read.utcoffset() == timedelta(hours=2)


def test_dates_are_cut_from_lines() -> None:
    assert cut_moment_at_end("A (not verified) B Feb 4, 2016 12:10 PM") == (
        "A (not verified) B ",
        "Feb 4, 2016 12:10 PM",
    )
    assert cut_moment_at_end("12 Feb 4, 2016 12:10 PM") == ("12 ", "Feb 4, 2016 12:10 PM")
    assert cut_moment_at_end("B on February 4, 2016 at 12:10 pm") == (
        "B on ",
        "February 4, 2016 at 12:10 pm",
    )
    assert cut_moment_at_start("Thu, 02/04/2016 - 12:10 | 71 B") == (
        "Thu, 02/04/2016 - 12:10",
        " | 71 B",
    )
    assert cut_moment_at_end("no date here") is None
    assert cut_moment_at_start("no date here") is None
