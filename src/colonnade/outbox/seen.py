"""What a tail has seen of the outbox, whichever database it looks at."""

from collections.abc import Sequence
from dataclasses import dataclass

from colonnade.kit.keys import SITE, Spoil

# How many of the newest numbers are looked through for missing ones when a tail begins.
WINDOW = 1000
# Between taking a number and taking part in `oldest` lies an instant of one statement.
_INSTANT = 2.0
_MOST_MISSING = 10_000


@dataclass(frozen=True, slots=True)
class Moment:
    """When a look was: seconds of a steady clock, the oldest transaction still running, the next.

    Numbers of transactions are zeros where they end in the order of their events.
    """

    seconds: float = 0.0
    oldest: int = 0
    next: int = 0


class Seen:
    """Numbers seen, and numbers that are missing: what began early may be committed late.

    A missing number is waited for until every transaction has ended that ran when it was missed.
    """

    def __init__(self, since: int | None, epoch: str) -> None:
        self.top = since or 0
        self.anchor = 0
        self.site = 0
        self.epoch = epoch
        self.has_begun = False
        self.missing: dict[int, Moment] = {}
        self._since = since
        self._is_same = True

    @property
    def last(self) -> int:
        """Return up to which number everything is known, or will never be there."""
        return min(self.missing, default=self.top + 1) - 1

    def knows(self, number: int) -> bool:
        """Return whether this write is known, or can never be."""
        return number <= self.top and number not in self.missing

    def is_same(self) -> bool:
        """Return False once after the database turned out to be another."""
        same, self._is_same = self._is_same, True
        return same

    def begin(self, epoch: str, newest: Sequence[int], moment: Moment, *, late: bool) -> None:
        """Begin at a database: `newest` are its last numbers in falling order, WINDOW at most.

        `late`: it was not there when the tail was asked for.
        """
        since = self._since if self._is_known(epoch, newest) else None
        self._is_same = since is not None or (self._since is None and not late)
        self.top = newest[0] if newest else 0
        self.site, self.epoch, self.has_begun = self.top, epoch, True
        if since is not None:
            self.top = since
        below = [number for number in newest if number <= self.top]
        self.anchor = below[0] if below else 0
        self.missing = {}
        if moment.next and below:
            self._miss(below[-1], self.top, set(below), moment)

    def restart(self) -> None:
        """Forget all: the database is another one."""
        self._since, self.has_begun, self.missing = None, False, {}

    def take(self, epoch: str, rows: Sequence[tuple[int, str]], moment: Moment) -> list[Spoil]:
        """Return what is new among `rows`: those from `anchor` on, and the missing, in order.

        Where the anchor is not among them, the database is another one: it returns nothing, and
        `has_begun` is False.
        """
        there = {number for number, _ in rows}
        if epoch != self.epoch or (self.anchor and self.anchor not in there):
            self.restart()
            return []
        new = [
            Spoil(number, tuple(spoils.split()))
            for number, spoils in rows
            if number > self.top or number in self.missing
        ]
        for number in there & self.missing.keys():
            del self.missing[number]
        self._forget(moment)
        top = max(there, default=self.top)
        if moment.next:
            self._miss(self.top, top, there, moment)
        self.top, self.anchor = max(self.top, top), max(self.anchor, top)
        self.site = max([self.site, *(one.id for one in new if SITE in one.keys)])
        return new

    def _is_known(self, epoch: str, newest: Sequence[int]) -> bool:
        """Return whether all that was written after `since` can be told from here."""
        if self._since is None or (self.epoch and self.epoch != epoch):
            return False
        top = newest[0] if newest else 0
        reaches = len(newest) == WINDOW or not newest or newest[-1] <= self._since + 1
        return self._since <= top and reaches

    def _miss(self, low: int, high: int, there: set[int], moment: Moment) -> None:
        low = max(low, high - _MOST_MISSING)
        self.missing |= {n: moment for n in range(low + 1, high) if n not in there}

    def _forget(self, moment: Moment) -> None:
        done = [
            number
            for number, noted in self.missing.items()
            if moment.oldest >= noted.next and moment.seconds - noted.seconds > _INSTANT
        ]
        for number in done:
            del self.missing[number]
