"""Dates and times in the words of the language that is spoken."""

from datetime import datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import DateTimePattern, match_skeleton, parse_pattern
from django.utils.translation import get_language

# English with the day first and a day of 24 hours, as newspapers outside America print it.
_ENGLISH = "en_150"


def moment_words(local: datetime) -> str:
    """Return date and time as people read them, like `22 Nov 2026, 08:03`."""
    return _moment(local, get_language() or "en")


def day_words(local: datetime) -> str:
    """Return the date with the month's whole name, like `22 November 2026`."""
    return _day(local, get_language() or "en")


def month_words(local: datetime) -> str:
    """Return the month with its year, like `November 2026`."""
    return _month(local, get_language() or "en")


def weekday_words(local: datetime) -> str:
    """Return the date with the day of the week, like `Sunday, 22 November 2026`."""
    locale = _locale(get_language() or "en")
    return str(locale.date_formats["full"].apply(local, locale))


# A page names hundreds of moments, and the next reader's page the same ones.
@lru_cache(maxsize=4096)
def _moment(local: datetime, language: str) -> str:
    locale = _locale(language)
    day, time = (_pattern(locale, parts).apply(local, locale) for parts in ("yMMMd", "Hm"))
    both = str(locale.datetime_formats["medium"]).replace("'", "")
    return both.format(time, day)


@lru_cache(maxsize=512)
def _day(local: datetime, language: str) -> str:
    locale = _locale(language)
    return str(locale.date_formats["long"].apply(local, locale))


@lru_cache(maxsize=512)
def _month(local: datetime, language: str) -> str:
    locale = _locale(language)
    return str(_pattern(locale, "yMMMM").apply(local, locale))


@lru_cache(maxsize=64)
def _pattern(locale: Locale, skeleton: str) -> DateTimePattern:
    """Return the language's own order of these parts."""
    formats = locale.datetime_skeletons
    found = skeleton if skeleton in formats else match_skeleton(skeleton, formats)
    return parse_pattern(formats[found or "yMMMd"])


@lru_cache(maxsize=32)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(_ENGLISH if language == "en" else language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_ENGLISH)
