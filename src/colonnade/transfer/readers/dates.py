"""The dates that pages show to people, read in five languages.

English, German, French, Spanish, Russian; clocks of 12 and 24 hours; ISO 8601 and the dates of
mail. What can be read in two ways is not read: nothing here guesses.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from colonnade.transfer.readers.date_words import (
    CLOSING,
    MONTHS,
    NOISE,
    WEEKDAYS,
    ZONES,
    may_be_of_date,
    plain,
)

LONGEST = 100
DayFirst = bool | None  # None: the page does not say
_PIVOT = 70  # 2-digit years: 70 to 99 are of the last century
_NOON = 12
_MONTHS_IN_YEAR = 12

_ISO = re.compile(r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d(:\d\d([.,]\d+)?)? ?(z|[+-]\d\d:?\d\d)?")
_WORD = re.compile(r"\S+")
_PIECE = re.compile(
    r"(?P<ymd>(?<!\d)\d{4}(?P<s1>[-/.])\d{1,2}(?P=s1)\d{1,2}(?!\d))"
    r"|(?P<dmy>(?<!\d)\d{1,2}(?P<s2>[-/.])\d{1,2}(?P=s2)(?:\d{4}|\d{2})(?![\d:]))"
    r"|(?P<clock>(?<!\d)\d{1,2}\s?[:h]\s?\d{2}(?::\d{2}(?:\.\d+)?)?(?![\d:]))"
    r"|(?P<dotclock>(?<!\d)\d{1,2}\.\d{2}(?=\s?(?:uhr|[ap]\.?m\b)))"
    r"|(?P<hour>(?<!\d)\d{1,2}(?=\s?(?:uhr|h\b|[ap]\.?m\b)))"
    r"|(?P<offset>(?<=[\s\dct])[+-]\d{2}:?\d{2}(?![\d:]))"
    r"|(?P<number>\d+)(?:st|nd|rd|th|er|[ºª.](?!\d))?"
    r"|(?P<half>[ap]\.?\s?m\b\.?)"
    r"|(?P<word>[^\W\d_]+)\.?"
    r"|(?P<mark>[\s,|@·•()/—–]+|-(?!\d\d:?\d\d(?![\d:])))"
)


def parse_moment(
    text: str, zone: tzinfo | None = None, day_first: DayFirst = None
) -> datetime | None:
    """The moment that the whole of `text` names, or None where it is not sure.

    `zone` holds for times that do not say theirs (UTC where none is given); an hour that the
    clocks had twice is the first of the two. A day without an hour is its first moment.
    `day_first` decides 02/04/2016; with None that is read only where the weekday beside it, or a
    number above 12, leaves one way. A weekday that contradicts, "3 years ago", a word that is
    none of a date: None.
    """
    if not 5 < len(text.strip()) <= LONGEST:  # noqa: PLR2004
        return None
    words = plain(text).rstrip(".:;")
    here = zone or UTC
    if _ISO.fullmatch(words):
        return _iso(words, here)
    found = _Found(here)
    at = 0
    while at < len(words):
        piece = _PIECE.match(words, at)
        if piece is None or not found.take(piece):
            return None
        at = piece.end()
    return found.moment(day_first)


def day_first_of(texts: Iterable[str]) -> bool | None:
    """Whether the dates of one page name the day before the month: told by those with one reading.

    None where none tells, or where they contradict each other.
    """
    told = set()
    for text in texts:
        readings = {first: parse_moment(text, UTC, first) for first in (True, False)}
        if (readings[True] is None) != (readings[False] is None):
            told.add(readings[True] is not None)
    return told.pop() if len(told) == 1 else None


def cut_moment_at_end(line: str) -> tuple[str, str] | None:
    """What stands before a date at the end of `line`, and that date; the longest one wins.

    Whether day or month comes first need not be known for this.
    """
    base = max(0, len(line) - LONGEST)
    starts: list[int] = []
    for found in reversed(list(_WORD.finditer(line, base))):
        if not may_be_of_date(found[0]):
            break
        starts.append(found.start())
    for start in reversed(starts):
        tail = line[start:]
        if is_moment(tail) and plain(tail).split()[0].strip(",.") not in NOISE:
            return line[:start], tail
    return None


def cut_moment_at_start(line: str) -> tuple[str, str] | None:
    """A date at the beginning of `line`, and what stands after it; the longest one wins."""
    ends: list[int] = []
    for found in _WORD.finditer(line[:LONGEST]):
        if not may_be_of_date(found[0]):
            break
        ends.append(found.end())
    for end in reversed(ends):
        if is_moment(line[:end]) and not _ends_openly(line[:end]):
            return line[:end], line[end:]
    return None


def is_moment(text: str) -> bool:
    """Whether `text` as a whole names a moment, be it with day or month first."""
    return any(parse_moment(text, UTC, first) is not None for first in (False, True))


def _ends_openly(words: str) -> bool:
    """Whether the last word belongs to what follows: "Feb 4, 2016 |", "on Feb 4, 2016 the"."""
    last = plain(words).split()[-1].strip(",.")
    return last in NOISE - CLOSING or last in {"", "|", "-", "@", "–", "—"}


def _iso(words: str, zone: tzinfo) -> datetime | None:
    tidy = words.upper().replace(",", ".")
    tidy = re.sub(r"\s([+-]|Z)", r"\1", tidy)
    tidy = re.sub(r"\.(\d+)", lambda found: "." + found[1][:6].ljust(6, "0"), tidy)
    try:
        moment = datetime.fromisoformat(tidy)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


class _Found:
    """What has been found of one date so far; each part may come once."""

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        self.zoned = False
        self.numbers: list[str] = []
        self.month: int | None = None
        self.weekday: int | None = None
        self.day: tuple[str, ...] = ()
        self.ymd = False
        self.dotted = False
        self.clock: tuple[int, int, int] | None = None
        self.half = ""

    def take(self, piece: re.Match[str]) -> bool:
        """Take a piece in; no where it does not fit."""
        name = str(piece.lastgroup)
        words = piece[0].strip()
        if name in {"ymd", "dmy"}:
            return self._take_day(name, words)
        if name in {"clock", "dotclock", "hour"}:
            return self._take_clock(words)
        if name == "number":
            self.numbers.append(str(piece["number"]))
            return len(self.numbers) <= 2  # noqa: PLR2004
        if name == "half":
            taken, self.half = not self.half, words[0]
            return taken and self.clock is not None
        if name == "offset":
            return self._take_offset(words)
        return name == "mark" or self._take_word(words.rstrip("."))

    def _take_day(self, name: str, words: str) -> bool:
        if self.day or self.numbers or self.month is not None:
            return False
        self.day = tuple(re.split(r"[-/.]", words))
        self.ymd = name == "ymd"
        self.dotted = "." in words
        return True

    def _take_clock(self, words: str) -> bool:
        if self.clock is not None:
            return False
        numbers = [int(number) for number in re.findall(r"\d+", words)[:3]]
        hour, minute, second = [*numbers, 0, 0][:3]
        self.clock = (hour, minute, second)
        return True

    def _take_offset(self, words: str) -> bool:
        if self.clock is None and ":" in words:
            return self._take_clock(words)
        if self.clock is None or (self.zoned and self.zone != UTC):
            return False
        hours, minutes = int(words[1:3]), int(words[-2:])
        if hours > 14 or minutes > 59:  # noqa: PLR2004
            return False
        span = timedelta(hours=hours, minutes=minutes)
        self.zone, self.zoned = timezone(-span if words[0] == "-" else span), True
        return True

    def _take_word(self, word: str) -> bool:
        if word in ZONES and self.clock is not None and not self.zoned:
            self.zone, self.zoned = timezone(timedelta(hours=ZONES[word])), True
            return True
        if word in MONTHS and self.month is None:
            self.month = MONTHS[word]
            return not self.day
        if word in WEEKDAYS and self.weekday is None:
            self.weekday = WEEKDAYS[word]
            return True
        return word in NOISE

    def moment(self, day_first: DayFirst) -> datetime | None:
        """The moment, where all parts agree on one."""
        clock = self._clock()
        days = self._days(day_first)
        if self.weekday is not None:
            days = {day for day in days if day.weekday() == self.weekday}
        if clock is None or len(days) != 1:
            return None
        day = days.pop()
        return datetime(day.year, day.month, day.day, *clock, tzinfo=self.zone)

    def _clock(self) -> tuple[int, int, int] | None:
        hour, minute, second = self.clock or (0, 0, 0)
        if self.half:
            if not 1 <= hour <= _NOON:
                return None
            hour = hour % _NOON + (_NOON if self.half == "p" else 0)
        return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None  # noqa: PLR2004

    def _days(self, day_first: DayFirst) -> set[date]:
        if self.month is not None and len(self.numbers) == 2:  # noqa: PLR2004
            first, second = self.numbers
            both = ((first, second), (second, first))
            read = {(year, self.month, int(day)) for day, year in both if len(year) == 4}  # noqa: PLR2004
        elif len(self.day) == 3 and not self.numbers:  # noqa: PLR2004
            read = self._numeric(day_first)
        else:
            read = set()
        return {day for day in (_date(*parts) for parts in read) if day is not None}

    def _numeric(self, day_first: DayFirst) -> set[tuple[str, int, int]]:
        if self.ymd:
            year, month, day = self.day
            return {(year, int(month), int(day))}
        first, second, year = self.day
        if self.dotted:
            day_first = True
        read = set()
        if day_first is not False:
            read.add((year, int(second), int(first)))
        if day_first is not True:
            read.add((year, int(first), int(second)))
        return read


def _date(year: str, month: int, day: int) -> date | None:
    number = int(year)
    if len(year) == 2:  # noqa: PLR2004
        number += 1900 if number >= _PIVOT else 2000
    if not 1970 <= number < 2200 or not 1 <= month <= _MONTHS_IN_YEAR:  # noqa: PLR2004
        return None
    try:
        return date(number, month, day)
    except ValueError:
        return None
