"""Small classes at the borders of the edge: what Django, the outbox and the clock are to it."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from colonnade.edge import disk
from colonnade.edge.collaborators import Fittings
from colonnade.edge.core import Edge
from colonnade.edge.metrics import Metrics
from colonnade.edge.shapes import Answer, Ask, Header, Rank, Settings, Spoil

Errand = Callable[["Site"], Coroutine[None, None, None]]
PARAMETERS = {"view": ("threaded", "flat"), "size": ("10", "50"), "page": ()}


def settings(data: Path, **changes: object) -> Settings:
    """Return settings like a small site's."""
    given = {
        "socket": data / "run" / "app.sock",
        "data": data,
        "media": data / "media",
        "static_roots": (),
        "static_stamp": "s1",
        "stamp": "code 1",
        "host": "paper.example",
        "private": ("/me/", "/api/", "/c/"),
        "parameters": PARAMETERS,
        "options": ("view", "size"),
        **changes,
    }
    return Settings(**given)  # type: ignore[arg-type]


class Outbox:
    """Writes, in order, and the tail that tells of them."""

    def __init__(self, since: disk.Copy, epoch: str = "one") -> None:
        self.epoch = epoch
        self.last = self.site = since.seen or 0
        self.away = self.broken = False
        self.polls = 0
        self.heard = asyncio.Event()
        self._same = since.seen is None or since.epoch == epoch
        self._told: list[Spoil] = []

    def write(self, *keys: str) -> int:
        """Record a write that spoils these keys; return its number."""
        number = (self._told[-1].id if self._told else self.last) + 1
        self._told.append(Spoil(number, keys))
        return number

    def restore(self) -> None:
        """Be another database from now on."""
        self._same, self.epoch, self._told = False, "two", []

    def poll(self) -> list[Spoil]:
        """Return what was written since the last poll."""
        self.polls += 1
        if self.broken:
            raise OSError("the disk is gone")
        if self.away:
            return []
        found, self._told = self._told, []
        if found:
            self.last = found[-1].id
            self.heard.set()
        self.site = max([self.site, *(spoil.id for spoil in found if "site" in spoil.keys)])
        return found

    def knows(self, number: int) -> bool:
        """Return whether it was told."""
        return number <= self.last

    def close(self) -> None:
        """Do nothing."""

    def is_same(self) -> bool:
        """Return False once after `restore`."""
        same, self._same = self._same, True
        return same


class Press:
    """Prints pages like Django: its own text for each target, with the keys it hangs on."""

    def __init__(self) -> None:
        self.asked: list[Ask] = []
        self.times: Counter[str] = Counter()
        self.answers: dict[str, Answer] = {}
        self.edition = 1
        # Write everything that is heard into the pages, as the worst Django would.
        self.repeats = False
        self.gate: asyncio.Event | None = None

    async def ask(self, ask: Ask, rank: Rank) -> Answer:
        """Answer with what was laid ready for the target, else with a page."""
        self.asked.append(ask)
        self.times[ask.target] += 1
        edition = self.edition
        if self.gate is not None:
            await self.gate.wait()
        laid = self.answers.get(ask.target)
        if laid is not None:
            return Answer(laid.status, list(laid.headers), laid.body, stream=laid.stream)
        if self.repeats:
            heard = (ask.method, ask.target, sorted(ask.headers), ask.peer, ask.scheme)
            return page(repr(heard) * 5, "threads")
        return page(f"{ask.target} edition {edition} " + "word " * 200, "threads", ask.target)

    def close(self) -> None:
        """Do nothing."""


class Site:
    """An edge between a reader and the two above, with a clock that a test moves."""

    def __init__(self, data: Path, *, epoch: str = "one", **changes: object) -> None:
        self.now = 1000.0
        self.settings = settings(data, **changes)
        copy = disk.load(self.settings)
        self.press, self.outbox = Press(), Outbox(copy, epoch)
        self.metrics = Metrics()
        self.edge = Edge(
            self.settings,
            backend=self.press,
            tail=self.outbox,
            fittings=Fittings(metrics=self.metrics),
            copy=copy,
            monotonic=lambda: self.now,
        )

    async def ask(self, target: str, method: str = "GET", **headers: str) -> Answer:
        """Ask as both servers' borders do: what is ready first."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.edge.ready(method, target, named)
        if answer is None:
            answer = await self.edge.answer(
                Ask(method, target, list(named.items()), peer="203.0.113.9")
            )
        return answer

    async def get(self, target: str, **headers: str) -> str:
        """Return the first words of a page."""
        answer = await self.ask(target, **headers)
        return " ".join(answer.body.decode().split()[:3])

    def write(self, *keys: str) -> int:
        """Have somebody write, and the edge learn of it."""
        number = self.outbox.write(*keys)
        self.edge.watch.look()
        return number


def visit(errand: Errand, data: Path, **changes: Any) -> Site:
    """Run an errand on a fresh site whose edge has begun; return the site."""

    async def run() -> Site:
        site = Site(data, **changes)
        await site.edge.begin()
        try:
            await errand(site)
        finally:
            await site.edge.end()
        return site

    return asyncio.run(run())


def page(text: str, *keys: str, extra: Sequence[Header] = ()) -> Answer:
    """Return a public page as Django answers it."""
    headers = [
        ("content-type", "text/html; charset=utf-8"),
        ("cache-control", "public, no-cache"),
        ("content-security-policy", "default-src 'self'"),
        ("x-colonnade-keys", " ".join(keys)),
        *extra,
    ]
    return Answer(200, headers, text.encode())


async def pieces(*parts: bytes) -> AsyncIterator[bytes]:
    """Yield a stream's parts."""
    for part in parts:
        yield part
