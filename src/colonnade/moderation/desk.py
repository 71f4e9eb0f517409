"""What waits at the desk: which of it, in what order, how long. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

REPORTED, OTHER = "reported", "other"
AGES = (1, 6, 24, 72)
OLDEST, LIKELY = "oldest", "likely"
ORDERS = (LIKELY, OLDEST)
# Whatever its score: nobody waits longer than this for those who come before.
PATIENCE = timedelta(hours=24)
_NEUTRAL = 0.5


@dataclass(frozen=True, slots=True)
class Item:
    """A comment that waits: since when, where, written by somebody of which level.

    `why` is the code of what held it, `reported`, or `other` (guests wait, a colleague held it).
    `score` is how likely it is removed, None where nothing was learned. `passed` is to whom a
    colleague passed it on, None where none did; `taken` the name of who has it in hand.
    """

    comment: str
    since: datetime
    section: str = ""
    level: str = ""
    why: str = OTHER
    reported: bool = False
    urgent: bool = False
    score: float | None = None
    passed: int | None = None
    taken: str = ""


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which of what waits somebody wants to see; an empty field lets all pass."""

    section: str = ""
    level: str = ""
    why: str = ""
    hours: int = 0
    reported: bool = False
    order: str = LIKELY

    def pairs(self) -> dict[str, str]:
        """Return the sieve as pairs of an address's query, without what lets all pass."""
        found = {"section": self.section, "level": self.level, "why": self.why}
        found["age"] = str(self.hours or "")
        found["reported"] = "1" if self.reported else ""
        found["order"] = self.order if self.order != LIKELY else ""
        return {name: value for name, value in found.items() if value}


def sieve_from(asked: Mapping[str, str]) -> Sieve:
    """Return what the query of an address asks for; what it does not know lets all pass."""
    age, order = asked.get("age", ""), asked.get("order", "")
    return Sieve(
        section=asked.get("section", "").replace("\0", "")[:80],
        level=asked.get("level", "")[:16],
        why=asked.get("why", "")[:24],
        hours=int(age) if age in {str(hours) for hours in AGES} else 0,
        reported=asked.get("reported") == "1",
        order=order if order in ORDERS else LIKELY,
    )


@dataclass(frozen=True, slots=True)
class Count:
    """How many wait for one reason, and since when the longest."""

    why: str
    count: int
    oldest: datetime


def sifted(items: Iterable[Item], sieve: Sieve, now: datetime) -> list[Item]:
    """Return those that the sieve lets through."""
    return [
        one
        for one in items
        if (not sieve.section or one.section == sieve.section)
        and (not sieve.level or one.level == sieve.level)
        and (not sieve.why or one.why == sieve.why)
        and (not sieve.reported or one.reported)
        and now - one.since >= timedelta(hours=sieve.hours)
    ]


def ordered(items: Iterable[Item], *, person: int | None, order: str, now: datetime) -> list[Item]:
    """Return them in the order in which they are to be decided.

    First what is urgent by law, then what a colleague passed on to this person; then what has
    waited a day, and the likeliest trouble; where nothing was learned, the oldest.
    """

    def place(one: Item) -> tuple[bool, bool, bool, float, datetime]:
        by_score = order == LIKELY and now - one.since < PATIENCE
        score = one.score if one.score is not None else _NEUTRAL
        passed = one.passed is not None and one.passed == person
        return (not one.urgent, not passed, by_score, -score if by_score else 0, one.since)

    return sorted(items, key=place)


def for_others(one: Item, person: int | None) -> bool:
    """Return whether a colleague has it in hand, or it was passed on to one."""
    return bool(one.taken) or (one.passed is not None and one.passed != person)


def counted(items: Collection[Item]) -> list[Count]:
    """Return how many wait for each reason, the most first."""
    whys = {one.why for one in items}
    found = [
        Count(why, len(since), min(since))
        for why in whys
        for since in [[one.since for one in items if one.why == why]]
    ]
    return sorted(found, key=lambda one: (-one.count, one.why))
