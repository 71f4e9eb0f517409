"""Small classes at the borders of the edge: what Django, the outbox and the clock are to it."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from colonnade.edge.shapes import Answer, Ask, Header, Rank, Settings, Spoil

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

    def __init__(self) -> None:
        self.epoch = "one"
        self.last = self.site = 0
        self.away = False
        self.polls = 0
        self._same = True
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
        if self.away:
            return []
        found, self._told = self._told, []
        if found:
            self.last = found[-1].id
        self.site = max([self.site, *(spoil.id for spoil in found if "site" in spoil.keys)])
        return found

    def knows(self, number: int) -> bool:
        """Return whether it was told."""
        return number <= self.last

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
        return page(f"{ask.target} edition {edition} " + "word " * 200, "threads", ask.target)


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
