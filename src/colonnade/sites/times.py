"""Dates and times in the words of the language that is spoken."""

from datetime import date, datetime, time
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import DateTimePattern, match_skeleton, parse_pattern
from django.utils.translation import get_language

# English with the day first and a day of 24 hours, as newspapers outside America print it.
_ENGLISH = "en_150"
_DEFAULT = "en"


def moment_words(local: datetime, language: str = "") -> str:
    """Return date and time as people read them, like `22 Nov 2026, 08:03`.

    `language`: the one to speak, where the caller knows it already.
    """
    spoken = language or get_language() or _DEFAULT
    day, clock = _short_day(local.date(), spoken), _clock(local.hour, local.minute, spoken)
    return _both(spoken).format(clock, day)


def day_words(local: datetime) -> str:
    """Return the date with the month's whole name, like `22 November 2026`."""
    return _day(local, get_language() or _DEFAULT)


def month_words(local: datetime) -> str:
    """Return the month with its year, like `November 2026`."""
    return _month(local, get_language() or _DEFAULT)


def weekday_words(local: datetime) -> str:
    """Return the date with the day of the week, like `Sunday, 22 November 2026`."""
    locale = _locale(get_language() or _DEFAULT)
    return str(locale.date_formats["full"].apply(local, locale))


@lru_cache(maxsize=64)
def language_words(code: str) -> str:
    """Return a language's name in itself, like `Deutsch`; its code where nobody knows it."""
    try:
        return Locale.parse(code, sep="-").display_name or code
    except (UnknownLocaleError, ValueError):
        return code


# A page names hundreds of moments. Days and minutes are few, whatever page is asked for next.
@lru_cache(maxsize=4096)
def _short_day(day: date, language: str) -> str:
    locale = _locale(language)
    return str(_pattern(locale, "yMMMd").apply(day, locale))


@lru_cache(maxsize=4096)
def _clock(hour: int, minute: int, language: str) -> str:
    locale = _locale(language)
    return str(_pattern(locale, "Hm").apply(time(hour, minute), locale))


@lru_cache(maxsize=32)
def _both(language: str) -> str:
    """Return how a language joins a day ({1}) and a time ({0})."""
    return str(_locale(language).datetime_formats["medium"]).replace("'", "")


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
