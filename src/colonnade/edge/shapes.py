"""The shapes that the edge's parts pass to each other: no part knows another's inside."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Protocol

from colonnade.kit.keys import Spoil

__all__ = [
    "Answer",
    "Ask",
    "Backend",
    "Header",
    "Rank",
    "Settings",
    "Span",
    "Spoil",
    "Tail",
]

Header = tuple[str, str]


class Rank(IntEnum):
    """Who goes first where Django is busy; the last ones are told to come back later first."""

    ACT = 0
    OWN = 1
    PAGE = 2
    OPTIONS = 3


@dataclass(slots=True)
class Ask:
    """A request as it came: `target` is path and query as sent; header names are in lower case.

    `peer` is the address of the socket's other end, `unix` for a Unix socket.
    """

    method: str
    target: str
    headers: Sequence[Header]
    peer: str
    scheme: str = "http"
    body: Callable[[], AsyncIterator[bytes]] | None = None

    def header(self, name: str) -> str:
        """Return the first value of a header (a name in lower case), '' where there is none."""
        for known, value in self.headers:
            if known == name:
                return value
        return ""

    def saying(self, headers: Sequence[Header]) -> "Ask":
        """Return the same request with other headers."""
        return Ask(self.method, self.target, headers, self.peer, self.scheme, self.body)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a file: `length` bytes from `start`."""

    path: Path
    start: int
    length: int


@dataclass(slots=True)
class Answer:
    """What goes back: one of bytes, a piece of a file, or a stream."""

    status: int
    headers: list[Header]
    body: bytes = b""
    span: Span | None = None
    stream: AsyncIterator[bytes] | None = None

    def header(self, name: str) -> str:
        """Return the first value of a header (a name in lower case), '' where there is none."""
        return next((value for known, value in self.headers if known == name), "")


class Tail(Protocol):
    """What has been written since the last look, whoever wrote it; `outbox.tail` is one.

    `last`: every write up to this number is known, or never happened. `site`: the newest known
    that spoiled `site`, or a later one. `epoch`: the database's own word for itself. `away`: the
    last look failed; the next ones make up for it.
    """

    @property
    def last(self) -> int:
        """Return that number."""

    @property
    def site(self) -> int:
        """Return that number."""

    @property
    def epoch(self) -> str:
        """Return that word, '' as long as it is not known."""

    @property
    def away(self) -> bool:
        """Return whether the last look failed."""

    def poll(self) -> list[Spoil]:
        """Return the writes that became known, in order; never waits for a server."""

    def knows(self, number: int) -> bool:
        """Return whether this write is known, or can never be."""

    def is_same(self) -> bool:
        """Return False once where the database is another one, or older, than the one known.

        Ask after each `poll`. So it is, too, where it was not there when the tail began: what was
        kept until then may hang on writes that nobody told of.
        """

    def close(self) -> None:
        """Let go of the database."""


class Backend(Protocol):
    """The way to Django."""

    async def ask(self, ask: Ask, rank: Rank) -> Answer:
        """Pass a request on and return the answer, 503 with Retry-After where it is too busy."""

    def close(self) -> None:
        """Let go of what is kept open."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the edge is told when it starts.

    `hosts`: names answered to, `*` for any, `.example.org` for all below. `private`: beginnings
    of paths whose answers are one visitor's own, `private_ends` ends of such. `parameters`: for
    each parameter of public addresses, in canonical order, its values (none: a positive number).
    `options`: those among them that only choose how a page is laid out. `bodies`: (beginning of
    path, most bytes).
    """

    socket: Path
    data: Path
    media: Path
    static_roots: tuple[Path, ...]
    static_stamp: str
    stamp: str
    host: str
    hosts: tuple[str, ...] = ("*",)
    proxies: tuple[str, ...] = ()
    https: bool = False
    private: tuple[str, ...] = ()
    private_ends: tuple[str, ...] = ()
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    viewing_cookie: str = "viewing"
    bodies: tuple[tuple[str, int], ...] = (("/", 12 * 2**20),)
    memory: int = 64 * 2**20
    body_seconds: float = 60.0
    answer_seconds: float = 30.0
    shared_seconds: int = 0
    access_log: str = ""
    metrics_token: str = ""
