"""Pure questions about standing and measures: what somebody has earned here, what bears on her."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from colonnade.kit.refusals import Kind, Refusal

GUEST, NEW, KNOWN, TRUSTED = "guest", "new", "known", "trusted"
LEVELS = (GUEST, NEW, KNOWN, TRUSTED)


def first_level(person: int | None) -> str:
    """Return where somebody begins: a member (her id) as new, a guest as a guest."""
    return GUEST if person is None else NEW


WARN, SLOW, HOLD_ALL, SUSPEND, BAN = "warn", "slow", "hold_all", "suspend", "ban"
MEASURES = (WARN, SLOW, HOLD_ALL, SUSPEND, BAN)
# What ends what somebody may do here, not only how.
BARRING = (SUSPEND, BAN)


@dataclass(frozen=True, slots=True)
class Bearing:
    """What bears on somebody who writes: her level, and the measures in force where she writes.

    `holds_all`: a moderator sees her comments first. `slow_seconds`: so long she waits after each
    comment of hers, 0 for no such measure. `suspended_until` is in the future or None; `banned`
    has no end that is known. `through_member`: these two are of a member who logged in in this
    guest's browser.
    """

    level: str = GUEST
    holds_all: bool = False
    slow_seconds: int = 0
    suspended_until: datetime | None = None
    banned: bool = False
    through_member: bool = False

    @property
    def is_barred(self) -> bool:
        """Return whether she may write nothing at all here."""
        return self.banned or self.suspended_until is not None


def insist_unbarred(bearing: Bearing) -> None:
    """Raise Refusal banned, or suspended with `until` as a day, where she may write nothing."""
    if bearing.banned:
        raise Refusal("banned", Kind.DENIED)
    if bearing.suspended_until is not None:
        raise Refusal("suspended", Kind.DENIED, until=f"{bearing.suspended_until:%Y-%m-%d %H:%M}")


@dataclass(frozen=True, slots=True)
class Demands:
    """What a level asks for: `days` on this site, `accepted` comments that stand, and at most so
    many that were `removed` among those of the last `RECENT_DAYS` days.
    """

    days: int
    accepted: int
    removed: int


RECENT_DAYS = 90
EARNED_LEVELS = (KNOWN, TRUSTED)
# The largest numbers that can be asked for.
MOST = {"days": 3650, "accepted": 1000, "removed": 100}


@dataclass(frozen=True, slots=True)
class Weights:
    """What a report counts by who sends it, in hundredths of one by a member who is known."""

    guest: int = 10
    new: int = 100
    known: int = 100
    trusted: int = 200


# The largest ones. Guests stay below what makes somebody established (`reports.ESTABLISHED`).
MOST_WEIGHT = {"guest": 40, "new": 200, "known": 500, "trusted": 500}


@dataclass(frozen=True, slots=True)
class Levels:
    """What the owner asks of who is `known`, and of who is `trusted`, and what reports of each
    level weigh; what else the levels may, the gates say (`gates.choices`).
    """

    known: Demands = Demands(days=3, accepted=5, removed=1)
    trusted: Demands = Demands(days=30, accepted=50, removed=0)
    weights: Weights = Weights()


AS_SHIPPED = Levels()


def levels_from(data: Mapping[str, Any]) -> Levels:
    """Return what was kept as JSON; what is absent or no number is as shipped."""
    found = {}
    for level in EARNED_LEVELS:
        shipped: Demands = getattr(AS_SHIPPED, level)
        kept = data.get(level)
        known = kept if isinstance(kept, Mapping) else {}
        fitting = {name: known[name] for name in MOST if type(known.get(name)) is int}
        found[level] = replace(shipped, **fitting)
    return Levels(**found, weights=_weights_from(data.get("weights")))


def _weights_from(kept: object) -> Weights:
    known = kept if isinstance(kept, Mapping) else {}
    fitting = {
        name: known[name]
        for name, most in MOST_WEIGHT.items()
        if type(known.get(name)) is int and 0 <= known[name] <= most
    }
    return replace(Weights(), **fitting)


def accept_levels(typed: Mapping[str, str], before: Levels = AS_SHIPPED) -> Levels:
    """Return what an owner typed, fields like `known_days` and `weight_new`; of weights that she
    does not name, those of `before`.

    Raises Refusal level_invalid.
    """
    found = {}
    for level in EARNED_LEVELS:
        numbers = {name: _number(typed, f"{level}_{name}", MOST[name]) for name in MOST}
        found[level] = Demands(**numbers)
    weights = {
        name: _number(typed, f"weight_{name}", most)
        for name, most in MOST_WEIGHT.items()
        if f"weight_{name}" in typed
    }
    return Levels(**found, weights=replace(before.weights, **weights))


def _number(typed: Mapping[str, str], name: str, most: int) -> int:
    raw = typed.get(name, "").strip()
    fits = raw.isascii() and raw.isdigit() and len(raw) <= len(str(most))
    if not fits or int(raw) > most:
        raise Refusal("level_invalid", Kind.INVALID, most=most, value=raw[:20])
    return int(raw)


@dataclass(frozen=True, slots=True)
class Facts:
    """What standing follows from. `measured`: a measure other than a warning was imposed lately,
    or is in force, and was not lifted; `warned`: the same for a warning.
    """

    days: int
    accepted: int
    removed: int
    measured: bool = False
    warned: bool = False


def level_for(facts: Facts, levels: Levels, *, member: bool) -> str:
    """Return the level that these facts have earned.

    A measure leads back to the first level, a warning keeps from the highest.
    """
    if facts.measured or not _is_enough(facts, levels.known):
        return NEW if member else GUEST
    if facts.warned or not _is_enough(facts, levels.trusted):
        return KNOWN
    return TRUSTED


def _is_enough(facts: Facts, asked: Demands) -> bool:
    return (
        facts.days >= asked.days
        and facts.accepted >= asked.accepted
        and facts.removed <= asked.removed
    )
