"""The moments a page names: in attributes as machines write them, in its text as people do."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

from colonnade.transfer.readers.date_words import MONTHS, WEEKDAYS, plain
from colonnade.transfer.readers.dates import DayFirst, day_first_of, is_moment, parse_moment

_LONGEST = 400
_REMEMBERED = 5000
_DIGIT = re.compile(r"\d")
_ENDS = re.compile(
    r"\d|^(?:[ap]\.?m\.?|m\.?|uhr|h|min|z|utc|gmt|[cmew]e?s?t|[ecmp][sd]t|msk|мск|года?|г)\b",  # noqa: RUF001
    re.IGNORECASE,
)
_OPENING = "(["
_CLOSING = ".,:;!)]|-–—·•»"
_CJK = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_TOKEN = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d")
_MORNINGS = frozenset({"上午", "午前", "오전", "凌晨", "早上"})
_HALVES = re.compile(r"(上午|下午|午前|午後|오전|오후|凌晨|早上|晚上)\s?(\d{1,2})(:\d\d(?::\d\d)?)")
_FRENCH = re.compile(r"(\d{1,2})\s?h\s?(\d{2})\s?min\b")
_READ = frozenset({"en", "de", "fr", "es", "ru"})
_MONTH_NAMES = str.split("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
_DAY_NAMES = str.split("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_NOON = 12
# Regions that write the month first; of a bare "en" nobody can tell.
_MONTH_FIRST = frozenset({"en-us", "en-ph", "es-us"})


class Calendar:
    """Reads the moments of one page, whose `language` may be "" and whose `zone` is given."""

    def __init__(self, language: str, zone: ZoneInfo) -> None:
        self.language = language.lower().replace("_", "-")
        self.zone = zone
        self.day_first: DayFirst = None
        self._found: dict[str, tuple[str, str, str] | None] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Find out whether 02/04 names the day first: from the page's dates, else its language."""
        found = [
            part for text in texts if re.search(r"\d[/.-]\d", text) and (part := self.find(text))
        ]
        self.day_first = day_first_of(part[1] for part in found)
        if self.day_first is None and self.language not in {"", "en"}:
            self.day_first = self.language not in _MONTH_FIRST
            if any(_contradicts(part[1], day_first=self.day_first) for part in found):
                self.day_first = None

    def find(self, text: str) -> tuple[str, str, str] | None:
        """Return what stands before the first date in `text`, the date, and what follows."""
        text = _tidy(text)
        if text not in self._found:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            self._found[text] = self._find(text)
        return self._found[text]

    def _find(self, text: str) -> tuple[str, str, str] | None:
        if not _DIGIT.search(text):
            return None
        tokens = list(_TOKEN.finditer(text))
        words = self._english([token[0] for token in tokens])
        for first, word in enumerate(words):
            if not _may_begin(word):
                continue
            for last in range(min(first + 12, len(words)) - 1, first - 1, -1):
                date = " ".join(words[first : last + 1]).lstrip(_OPENING).rstrip(_CLOSING)
                if _ENDS.search(plain(words[last])) and is_moment(date):
                    return text[: tokens[first].start()], date, text[tokens[last].end() :]
            if _bare(word) in WEEKDAYS and any(map(str.isdigit, "".join(words[first + 1 :][:1]))):
                return None  # a weekday that contradicts its date
        return None

    def read(self, text: str) -> datetime | None:
        """Return the first moment that `text` names for sure."""
        if re.fullmatch(r"\s*\d{9,13}\s*", text):
            number = int(text)
            return datetime.fromtimestamp(number / 1000 if number > 10**11 else number, UTC)
        whole = parse_moment(_tidy(text), self.zone, self.day_first)
        if whole is not None:
            return whole
        found = self.find(text)
        return parse_moment(found[1], self.zone, self.day_first) if found else None

    def _english(self, tokens: list[str]) -> list[str]:
        """Return the words of a text with the names of months and days as English has them."""
        names = _words_of(self.language)
        if not names:
            return tokens
        words = [
            _LETTERS.sub(lambda found: names.get(plain(found[0]), found[0]), token)
            for token in tokens
        ]
        for index, word in enumerate(words[:-1]):
            if len(word) <= 4 and word.isalpha() and _CLOCK.match(words[index + 1]):  # noqa: PLR2004
                words[index] = "at"  # "o 12:10", "alle 12:10"
        return words


def _tidy(text: str) -> str:
    text = " ".join(text[:_LONGEST].split())
    if text.isascii():
        return _FRENCH.sub(r"\1:\2", text) if "min" in text else text
    text = _FRENCH.sub(r"\1:\2", text)
    text = _HALVES.sub(_on_the_clock, text)
    return _CJK.sub(lambda found: f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}", text)


def _on_the_clock(found: re.Match[str]) -> str:
    """Return a time of half a day with its half behind it."""
    return f"{int(found[2]) % _NOON or _NOON}{found[3]} {'am' if found[1] in _MORNINGS else 'pm'}"


def _contradicts(date: str, *, day_first: bool) -> bool:
    """Tell whether a date can only be read the other way round."""
    return parse_moment(date, UTC, day_first) is None


def _bare(token: str) -> str:
    return plain(token).strip("([" + _CLOSING)


def _may_begin(token: str) -> bool:
    bare = _bare(token)
    return bare[:1].isdigit() or bare in MONTHS or bare in WEEKDAYS


@lru_cache(maxsize=32)
def _words_of(language: str) -> dict[str, str]:
    """Return names of months and weekdays in `language` with their English ones."""
    if not language or language[:2] in _READ:
        return {}
    try:
        locale = Locale.parse(language.split("-", maxsplit=1)[0])
    except (UnknownLocaleError, ValueError):
        return {}
    words: dict[str, str] = {}
    for names, english in ((locale.months, _MONTH_NAMES), (locale.days, _DAY_NAMES)):
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in names[form][width].items():
                    words[plain(name).rstrip(".")] = english[number - (names is locale.months)]
    return {word: name for word, name in words.items() if len(word) > 1 and word.isalpha()}
