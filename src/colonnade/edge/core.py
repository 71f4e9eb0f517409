"""The edge itself: from memory what is ready, from Django what is not, and each page once."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

from colonnade.edge import cookies
from colonnade.edge.collaborators import Fittings, Getter
from colonnade.edge.disk import Copies, Copy
from colonnade.edge.dressing import Dressing, as_head, best_of, choice_for, pick
from colonnade.edge.heads import cleaned, shown
from colonnade.edge.hosts import Hosts
from colonnade.edge.metrics import Held
from colonnade.edge.pages import Page, Pages
from colonnade.edge.plain import Refused
from colonnade.edge.rebuilding import Rebuilding
from colonnade.edge.shapes import Answer, Ask, Backend, Rank, Settings, Tail
from colonnade.edge.targets import Place, Targets
from colonnade.edge.watching import PATIENCE, Watch
from colonnade.kit import clock

# A page that somebody spoiled is given for so many seconds more, while one rebuild is on its way.
STALE = 0.5

_SAFE = frozenset({"GET", "HEAD"})
_WRITTEN = f"{cookies.WRITTEN}="


class Edge:
    """Finished pages in front of Django. One for each process; it lives on one event loop."""

    def __init__(
        self,
        settings: Settings,
        *,
        backend: Backend,
        tail: Tail,
        fittings: Fittings | None = None,
        copy: Copy | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        fittings = fittings or Fittings()
        metrics = fittings.metrics
        self.pages = Pages(settings.memory)
        self.watch = Watch(tail, self.pages, metrics, monotonic=monotonic)
        self.copies = Copies(settings, self.pages, self.watch)
        self.log = fittings.log
        self.settings = settings
        self._backend = backend
        self._copy = copy or Copy()
        self._files = fittings.files
        self._probes = fittings.probes
        self._metrics = metrics
        self._now = monotonic
        self._targets = Targets(settings)
        self._hosts = Hosts(settings.hosts)
        self._dressing = Dressing(self.pages)
        self._rebuilding = Rebuilding(settings, backend, self.pages, self.watch, metrics)
        metrics.held = self._held
        self._chores: list[asyncio.Task[None]] = []
        self._viewing = f"{settings.viewing_cookie}="

    async def begin(self) -> None:
        """Take up the copy on the disk, as far as it is still true, and begin to watch."""
        self.copies.take(self._copy)
        self._copy = Copy()
        self.watch.look()
        chores = (self.watch.run(), self.copies.run())
        self._chores = [asyncio.create_task(chore) for chore in chores]

    async def end(self) -> None:
        """Stop watching, and leave a copy on the disk."""
        for chore in self._chores:
            chore.cancel()
        await asyncio.gather(*self._chores, return_exceptions=True)
        await self._rebuilding.end()
        await self._dressing.end()
        await self.copies.end()
        self.watch.tail.close()
        self._backend.close()
        if self.log is not None:
            self.log.close()

    def ready(self, method: str, target: str, headers: Getter) -> Answer | None:
        """Return what can be answered at once, which nobody may change; None: ask `answer`."""
        page = self.pages.found.get(target)
        if page is None:
            place = self._targets.place(target)
            page = self.pages.found.get(place.target)
            if page is None:
                return self._files.ready(method, place.path, headers)
        if page.since is not None or method not in _SAFE or not self.watch.serving:
            return None
        cookie = headers.get("cookie")
        if cookie is not None and (_WRITTEN in cookie or (page.leads and self._viewing in cookie)):
            return None
        choice = choice_for(page, headers.get("accept-encoding"))
        variant = best_of(page, choice)
        if variant is None or not self._hosts.is_ours(headers):
            return None
        page.asked = True
        self._metrics.hit()
        if choice.least not in page.variants:
            self._dressing.noticed(page, choice)
        return pick(page, choice, variant, method, headers.get("if-none-match"))

    async def answer(self, ask: Ask) -> Answer:
        """Answer what `ready` could not."""
        try:
            return await self._answer(ask)
        except Refused as refused:
            self._metrics.refused()
            return shown(refused.answer)

    async def _answer(self, ask: Ask) -> Answer:
        own = None if self._probes is None else await self._probes.answer(ask)
        if own is not None:
            return own
        place = self._targets.place(ask.target)
        real = cleaned(ask, self.settings)
        if ask.method not in _SAFE:
            return await self._pass(real, Rank.ACT)
        if not place.target or not self.watch.serving or not self._hosts.has(ask.header("host")):
            return await self._pass(real, place.rank)
        return await self._page(real, place) or await self._pass(real, place.rank)

    async def _page(self, ask: Ask, place: Place) -> Answer | None:
        """Return the page that is the same for all; None where this visitor is to get her own."""
        written = cookies.written_in(ask.headers)
        if written and not self.watch.knows(written):
            return None
        page = self.pages.found.get(place.target)
        if page is not None and not self._leads_away(page, ask):
            if page.since is None:
                self._metrics.hit()
                return await self._dressing.dressed(page, ask)
            if not written and self._age(page) < STALE:
                self._metrics.stale()
                self._rebuilding.start(place)
                return await self._dressing.dressed(page, ask)
        elif page is not None:
            return None
        return await self._rebuilt(ask, place, page)

    async def _rebuilt(self, ask: Ask, place: Place, old: Page | None) -> Answer | None:
        made = await self._rebuilding.made(place, alone=bool(ask.header("cookie")))
        if isinstance(made, Page):
            self._metrics.miss()
            return None if self._leads_away(made, ask) else await self._dressing.dressed(made, ask)
        if made is None:
            return None
        if made.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            if old is not None and self._is_bearable(old, ask):
                self._metrics.stale()
                return await self._dressing.dressed(old, ask)
        elif ask.header("cookie"):
            return None
        self._metrics.miss()
        answer = shown(replace(made))
        return as_head(answer) if ask.method == "HEAD" else answer

    async def _pass(self, ask: Ask, rank: Rank) -> Answer:
        """Have Django answer this very request, cleaned; nothing of it is kept."""
        self._metrics.passed()
        told = ask.saying([*ask.headers, *self.watch.told()])
        answer = await self._backend.ask(told, rank)
        written = cookies.number(answer.header("x-colonnade-written"))
        shown(answer)
        if written:
            # Her next request may come to this process: it should know by then.
            self.watch.knows(written)
            cookies.tell_written(answer, written, secure=self.settings.https)
        return answer

    def _held(self) -> Held:
        oldest = min((page.made for page in self.pages.found.values()), default=None)
        age = 0.0 if oldest is None else clock.now().timestamp() - oldest
        return Held(len(self.pages.found), self.pages.size, age)

    def _leads_away(self, page: Page, ask: Ask) -> bool:
        return page.leads and bool(cookies.value_of(ask.headers, self.settings.viewing_cookie))

    def _age(self, page: Page) -> float:
        """Return for how many seconds a page has been known to be stale."""
        return 0.0 if page.since is None else self._now() - page.since

    def _is_bearable(self, page: Page, ask: Ask) -> bool:
        """Return whether an old page is better than none, now that Django gives none."""
        return not cookies.written_in(ask.headers) and self._age(page) < PATIENCE
