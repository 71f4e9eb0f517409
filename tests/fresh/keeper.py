"""A cache as simple as can be: a copy stays until an event spoils one of its keys."""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.test import Client

from colonnade.kit import clock
from colonnade.outbox.models import Event

HEADERS = ("Content-Type", "Content-Security-Policy")


@dataclass(frozen=True)
class Copy:
    """An answer that was kept, the headers that belong to it, and what it hangs on."""

    body: str
    headers: tuple[str | None, ...]
    keys: frozenset[str]
    until: float

    def is_as(self, other: "Copy | None") -> bool:
        """Return whether a reader would get the same."""
        return other is not None and (self.body, self.headers) == (other.body, other.headers)


class Stale(AssertionError):
    """A copy that nobody spoiled is not what the page is now."""


class Keeper:
    """Keeps copies of public pages, drops what is spoiled, and compares what is left."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        # So many pages a look at most, chosen by the dice; None: all.
        self.most: int | None = None
        self._client = Client()
        self._kept: dict[str, Copy] = {}
        self._known = _newest()
        # By act: looks, copies looked at, dropped, dropped although the page is the same.
        self.looks: Counter[str] = Counter()
        self.seen: Counter[str] = Counter()
        self.dropped: Counter[str] = Counter()
        self.needless: Counter[str] = Counter()

    def look(self, act: str, addresses: Iterable[str]) -> None:
        """Drop what was spoiled by an act, compare the other copies with their pages.

        Raises Stale.
        """
        spoils, now = self._spoils(), clock.now().timestamp()
        gone = {
            address: self._kept.pop(address)
            for address, copy in list(self._kept.items())
            if copy.keys & spoils or copy.until <= now
        }
        self.looks[act] += 1
        self.seen[act] += len(self._kept) + len(gone)
        self.dropped[act] += len(gone)
        for address in self._some({*addresses, *self._kept, *gone}):
            copy, fresh = self._kept.get(address), self._ask(address)
            if copy is not None and not copy.is_as(fresh):
                raise Stale(_told(act, address, copy, fresh, spoils))
            before = gone.get(address)
            if fresh is not None:
                self._kept[address] = fresh
                self.needless[act] += before is not None and before.is_as(fresh)

    def keys_of(self, address: str) -> frozenset[str]:
        """Return the keys of a copy that is kept."""
        return self._kept[address].keys

    def __len__(self) -> int:
        return len(self._kept)

    def _some(self, addresses: set[str]) -> list[str]:
        listed = sorted(addresses)
        if self.most is None or self.most >= len(listed):
            return listed
        return self._dice.sample(listed, self.most)

    def _ask(self, address: str) -> Copy | None:
        answer = self._client.get(address)
        keys = answer.headers.get("X-Colonnade-Keys", "")
        public = answer.headers.get("Cache-Control", "").startswith("public")
        if answer.status_code != 200 or not keys or not public:
            return None
        assert not answer.cookies, address
        headers = tuple(answer.headers.get(name) for name in HEADERS)
        until = float(answer.headers.get("X-Colonnade-Until", "inf"))
        return Copy(answer.content.decode(), headers, frozenset(keys.split()), until)

    def _spoils(self) -> set[str]:
        rows = Event.objects.filter(pk__gt=self._known).values_list("spoils", flat=True)
        spoils = {key for row in rows for key in row.split()}
        self._known = _newest()
        return spoils


def _newest() -> int:
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _told(act: str, address: str, copy: Copy, fresh: Copy | None, spoils: set[str]) -> str:
    now = "gone" if fresh is None else _difference(copy, fresh)
    return f"after {act}: {address} kept under {sorted(copy.keys)}; spoiled {sorted(spoils)}; {now}"


def _difference(copy: Copy, fresh: Copy) -> str:
    before, after = copy.body.splitlines(), fresh.body.splitlines()
    lines = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]][:2]
    return f"{lines or (len(before), len(after), copy.headers, fresh.headers)}"
