"""Pages made anew by Django, each once at a time, from requests that hold nothing of a visitor's.

So whatever headers, cookies and spellings a visitor sends, she cannot change what others get.
"""

from typing import NamedTuple

from colonnade.edge.closing import close
from colonnade.edge.finishing import is_for_all, may_be_kept, page_from
from colonnade.edge.flights import Flights
from colonnade.edge.metrics import Metrics
from colonnade.edge.pages import Page, Pages
from colonnade.edge.shapes import Answer, Ask, Backend, Settings
from colonnade.edge.targets import Place
from colonnade.edge.watching import Watch
from colonnade.kit import clock

# For so many seconds a target that gave no page is left to the visitors' own requests.
_AVOIDED = 10.0
_AVOIDED_MOST = 4096
_ERROR = 500


class _Avoided(NamedTuple):
    until: float
    for_all: bool


class Rebuilding:
    """Asks Django for pages and keeps what may be kept."""

    def __init__(
        self,
        settings: Settings,
        backend: Backend,
        pages: Pages,
        watch: Watch,
        metrics: Metrics,
    ) -> None:
        self._settings = settings
        self._backend = backend
        self._pages = pages
        self._watch = watch
        self._metrics = metrics
        self._now = watch.monotonic
        self._flights: Flights[Page | Answer | None] = Flights()
        self._avoided: dict[str, _Avoided] = {}

    def start(self, place: Place) -> None:
        """Have a page made anew, unless that is being done; wait for nothing."""
        self._flights.start(place.target, lambda: self._fetch(place))

    async def made(self, place: Place, *, alone: bool) -> Page | Answer | None:
        """Return the page as it was after this call, or an answer good for all without cookies.

        Returns None where Django must see the visitor's own request; `alone`: for her, nothing
        but a page will do. What was on its way before the call will do if nothing spoiled it;
        else one more is sent, for all who wait.
        """
        avoided = self._avoided.get(place.target)
        if avoided is not None and self._now() < avoided.until and (alone or not avoided.for_all):
            return None
        if self._flights.is_running(place.target):
            made = await self._flights.join(place.target, lambda: self._fetch(place))
            if isinstance(made, Page) and made.since is None:
                return made
        return await self._flights.join(place.target, lambda: self._fetch(place))

    async def end(self) -> None:
        """Give up what is on its way."""
        await self._flights.end()

    async def _fetch(self, place: Place) -> Page | Answer | None:
        tick, sent = self._watch.freshness.tick, self._now()
        self._metrics.rebuilt()
        answer = await self._backend.ask(self._clean(place), place.rank)
        if may_be_kept(answer):
            return self._kept(place, answer, tick=tick, sent=sent)
        for_all = is_for_all(answer)
        if answer.status < _ERROR:
            self._pages.drop(place.target)
            self._avoid(place.target, for_all=for_all)
        if for_all:
            return answer
        await close(answer)
        return None

    def _kept(self, place: Place, answer: Answer, *, tick: int, sent: float) -> Page:
        page = page_from(
            place.target,
            answer,
            shared_seconds=self._settings.shared_seconds,
            now=clock.now().timestamp(),
        )
        if self._watch.freshness.is_spoiled(page.keys, tick):
            page.since = sent
        self._pages.keep(page)
        self._watch.expect(page)
        return page

    def _clean(self, place: Place) -> Ask:
        """Return the edge's own request for a page."""
        return Ask(
            method="GET",
            target=place.target,
            headers=[
                ("host", self._settings.host),
                ("user-agent", "colonnade"),
                ("x-forwarded-for", "127.0.0.1"),
                *self._watch.told(),
            ],
            peer="127.0.0.1",
            scheme="https" if self._settings.https else "http",
        )

    def _avoid(self, target: str, *, for_all: bool) -> None:
        if len(self._avoided) >= _AVOIDED_MOST:
            self._avoided.clear()
        self._avoided[target] = _Avoided(self._now() + _AVOIDED, for_all)
