"""All that the gates go by at a moment: the owner's choices, the lists, the raid switches."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from colonnade.moderation.gates.choices import Choices
from colonnade.moderation.lists.accepting import REFUSE
from colonnade.moderation.lists.compiled import ReadyList


@dataclass(frozen=True, slots=True)
class Strictness:
    """What a raid switch makes stricter."""

    slow_seconds: int = 0
    members_only: bool = False
    hold_all: bool = False

    def __or__(self, other: "Strictness") -> "Strictness":
        """Return the stricter of both in each respect."""
        return Strictness(
            max(self.slow_seconds, other.slow_seconds),
            self.members_only or other.members_only,
            self.hold_all or other.hold_all,
        )


CALM = Strictness()


@dataclass(frozen=True, slots=True)
class RaidNow:
    """A raid switch until `until`, in one thread (primary key) or, None, everywhere."""

    id: str
    thread: int | None
    since: datetime
    until: datetime
    strictness: Strictness
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds; the lists are those that are switched on."""

    choices: Choices = field(default_factory=Choices)
    lists: Sequence[ReadyList] = ()
    raids: Sequence[RaidNow] = ()

    @property
    def refusing(self) -> list[ReadyList]:
        """Return the lists that refuse."""
        return [one for one in self.lists if one.plan.effect == REFUSE]

    @property
    def holding(self) -> list[ReadyList]:
        """Return the lists that hold."""
        return [one for one in self.lists if one.plan.effect != REFUSE]

    def strictness(self, thread: int, now: datetime) -> Strictness:
        """Return what the raid switches of this moment ask in a thread."""
        found = CALM
        for raid in self.raids:
            if raid.thread in {None, thread} and raid.since <= now < raid.until:
                found |= raid.strictness
        return found


NO_RULES = Rules()
