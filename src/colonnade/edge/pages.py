"""Finished pages in memory: bounded in bytes, and not washed out by one walk over the whole site.

A new page is on probation. When room is needed, the oldest on probation goes, unless somebody
asked for it meanwhile: then it moves up, where it goes only after its turn passed without a
reader. So a crawler's thousand pages come and go, and what people read stays.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from colonnade.edge.encodings import decode
from colonnade.edge.shapes import Answer, Header

Message = MutableMapping[str, Any]

# A page's objects besides its bytes, measured roughly.
_OVERHEAD = 4096
_PROBATION = 0.2
# One page may take this part of all room.
_LARGEST = 1 / 8


@dataclass(slots=True)
class Kept(Answer):
    """An answer made once and given often: nobody changes it. `messages`: the same for ASGI."""

    messages: tuple[Message, Message] | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """A page in one encoding, ready to be sent: whole, its head alone, or 'you have it'."""

    etag: str
    whole: Kept
    head: Kept
    same: Kept


@dataclass(slots=True, eq=False)
class Page:
    """A finished page.

    `made`, `until`: when it was made, and from when on it is stale by itself, in seconds since
    1970. `since`: when it was learned to be stale, on the edge's own clock; None while it is
    fresh. `leads`: readers with viewing options of their own are led elsewhere. `asked`: somebody
    read it since it came or moved. `quick`: how often it was sent though it could be smaller.
    `body` is empty once a smaller form holds the same: `whole` gives it again.
    """

    target: str
    keys: frozenset[str]
    headers: tuple[Header, ...]
    etag: str
    body: bytes
    made: float
    until: float
    leads: bool = False
    since: float | None = None
    asked: bool = False
    variants: dict[str, Variant] = field(default_factory=dict)
    size: int = 0
    quick: int = 0
    length: int = 0

    def __post_init__(self) -> None:
        """Remember how long the body is."""
        self.length = self.length or len(self.body)

    def whole(self) -> bytes:
        """Return the body as it is without any encoding."""
        if self.body:
            return self.body
        return next((decode(name, made.whole.body) for name, made in self.variants.items()), b"")

    def bodies(self) -> dict[str, bytes]:
        """Return the bytes that are held, by their form; plain ones once alone."""
        made = {name: variant.whole.body for name, variant in self.variants.items()}
        return {"": self.body, **made} if self.body else made


class Pages:
    """All pages. `found`: for looking up alone. `changes`: how many were kept, ever."""

    def __init__(self, limit: int) -> None:
        self.found: dict[str, Page] = {}
        self.size = 0
        self.changes = 0
        self._limit = limit
        self._probation: OrderedDict[str, int] = OrderedDict()
        self._settled: OrderedDict[str, None] = OrderedDict()
        self._on_probation = 0
        self._by_key: dict[str, dict[str, None]] = {}

    def __iter__(self) -> Iterator[Page]:
        """Iterate over the pages, those worth most first."""
        for queue in (self._settled, self._probation):
            yield from (self.found[target] for target in reversed(queue))

    def keep(self, page: Page) -> None:
        """Keep a page, in place of the one at its target; one that is far too large is not kept."""
        settled = page.target in self._settled
        self.drop(page.target)
        page.size = sum(map(len, page.bodies().values())) + _OVERHEAD
        if page.size > self._limit * _LARGEST:
            return
        self.found[page.target] = page
        self.changes += 1
        self.size += page.size
        for key in page.keys:
            self._by_key.setdefault(key, {})[page.target] = None
        if settled:
            self._settled[page.target] = None
        else:
            self._probation[page.target] = page.size
            self._on_probation += page.size
        self._make_room()

    def grow(self, page: Page, size: int) -> None:
        """Count bytes that were added to a page."""
        if self.found.get(page.target) is not page:
            return
        page.size += size
        self.size += size
        if page.target in self._probation:
            self._probation[page.target] += size
            self._on_probation += size
        self._make_room()

    def drop(self, target: str) -> None:
        """Drop a page, if it is there."""
        page = self.found.pop(target, None)
        if page is None:
            return
        self.size -= page.size
        self._on_probation -= self._probation.pop(target, 0)
        self._settled.pop(target, None)
        for key in page.keys:
            targets = self._by_key[key]
            del targets[target]
            if not targets:
                del self._by_key[key]

    def clear(self) -> None:
        """Drop all pages."""
        for target in list(self.found):
            self.drop(target)

    def spoil(self, keys: Iterable[str], now: float) -> None:
        """Mark what hangs on these keys as stale from now on, if it is not so already."""
        for key in keys:
            for target in self._by_key.get(key, ()):
                page = self.found[target]
                if page.since is None:
                    page.since = now

    def _make_room(self) -> None:
        while self.size > self._limit:
            if self._on_probation > self._limit * _PROBATION or not self._settled:
                self._judge()
            else:
                self._turn()

    def _judge(self) -> None:
        """Let the oldest page on probation go, or move up."""
        target = next(iter(self._probation))
        page = self.found[target]
        if not page.asked:
            self.drop(target)
            return
        page.asked = False
        self._on_probation -= self._probation.pop(target)
        self._settled[target] = None

    def _turn(self) -> None:
        """Let the settled page whose turn it is go, or wait for its next turn."""
        target = next(iter(self._settled))
        page = self.found[target]
        if not page.asked:
            self.drop(target)
            return
        page.asked = False
        self._settled.move_to_end(target)
