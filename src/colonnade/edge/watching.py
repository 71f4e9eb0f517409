"""Keeps an eye on what is written, and marks as stale what hangs on it."""

import asyncio
import heapq
import logging
import time
from collections.abc import Callable, Sequence

from colonnade.edge.freshness import Freshness
from colonnade.edge.metrics import Metrics
from colonnade.edge.pages import Page, Pages
from colonnade.edge.shapes import Header, Spoil, Tail
from colonnade.kit import clock

# Seconds between two looks.
BEAT = 0.2
# For so many seconds pages are given while nobody can tell whether they are still true.
PATIENCE = 30.0

_log = logging.getLogger(__name__)


class Watch:
    """The look at the tail, every BEAT seconds and whenever somebody who wrote comes back.

    `serving`: whether pages may be given from memory now. `monotonic` may be moved by a test.
    """

    def __init__(
        self,
        tail: Tail,
        pages: Pages,
        metrics: Metrics,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.freshness = Freshness()
        self.tail = tail
        self.serving = False
        self._pages = pages
        self._metrics = metrics
        self.monotonic = monotonic
        self._heard = float("-inf")
        self._due: list[tuple[float, int, Page]] = []

    async def run(self) -> None:
        """Look again and again; ends when it is cancelled."""
        while True:
            await asyncio.sleep(BEAT)
            self.look()
            self._metrics.beat()

    def look(self) -> None:
        """Learn what was written, and whose time is over. A look never waits, and never raises."""
        try:
            spoils, is_same = self.tail.poll(), self.tail.is_same()
            is_heard = not self.tail.away
        except Exception as error:  # noqa: BLE001 - one bad look must not be the last one
            _log.error("The edge cannot see what is written.", exc_info=error)
            spoils, is_same, is_heard = [], True, False
        if not is_same:
            self._pages.clear()
            self.freshness.forget()
        self._learn(spoils)
        if is_heard:
            self._heard = self.monotonic()
        self.serving = self.monotonic() - self._heard <= PATIENCE
        self._pass_time()

    def knows(self, number: int) -> bool:
        """Return whether a write is known here, after a look where it is not."""
        if not self.tail.knows(number):
            self.look()
        return self.tail.knows(number)

    def told(self) -> list[Header]:
        """Return what Django is told with each request; nothing as long as nothing is known."""
        return [("x-colonnade-site", str(self.tail.site))] if self.tail.epoch else []

    def expect(self, page: Page) -> None:
        """Remember when a page becomes stale by itself."""
        heapq.heappush(self._due, (page.until, id(page), page))

    def _learn(self, spoils: Sequence[Spoil]) -> None:
        keys = {key for spoil in spoils for key in spoil.keys}
        if keys:
            self.freshness.learn(keys)
            self._pages.spoil(keys, self.monotonic())
        for spoil in spoils:
            self._metrics.spoiled(spoil.id)

    def _pass_time(self) -> None:
        today = clock.now().timestamp()
        while self._due and self._due[0][0] <= today:
            page = heapq.heappop(self._due)[-1]
            if page.since is None:
                page.since = self.monotonic()
