"""Servers that stand where Django stands: what they say is written byte by byte."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import uvloop

from colonnade.edge.metrics import Metrics
from colonnade.edge.passing import AT_ONCE, QUEUE, Passing
from colonnade.edge.shapes import Answer, Ask, Header, Settings

Reader = asyncio.StreamReader
Writer = asyncio.StreamWriter
T = TypeVar("T")
_opened: list[Passing] = []
loops: list[Callable[[], asyncio.AbstractEventLoop]] = [asyncio.new_event_loop]
Manner = Callable[["Standing", bytes, bytes, Writer], Awaitable[None]]


def settings_in(folder: Path, **changed: object) -> Settings:
    """Return the settings of an edge whose files are all in this folder."""
    given: dict[str, object] = {
        "socket": folder / "app.sock",
        "data": folder,
        "media": folder / "media",
        "static_roots": (folder / "static",),
        "static_stamp": "5eed5eed",
        "stamp": "test",
        "host": "news.example",
        "answer_seconds": 60.0,
    }
    return Settings(**{**given, **changed})  # type: ignore[arg-type]


def make_passing(
    settings: Settings,
    metrics: Metrics | None = None,
    *,
    at_once: int = AT_ONCE,
    queue: int = QUEUE,
) -> Passing:
    """Return a way to Django that `finish` closes."""
    made = Passing(settings, metrics, at_once=at_once, queue=queue)
    _opened.append(made)
    return made


def finish(work: Coroutine[object, object, T]) -> T:
    """Run to the end, and leave no connection open."""

    async def run() -> T:
        try:
            return await work
        finally:
            await asyncio.sleep(0.001)  # an answer that was just read to its end gives back
            while _opened:
                _opened.pop().close()
            await asyncio.sleep(0)

    with asyncio.Runner(loop_factory=loops[-1]) as runner:
        return runner.run(run())


@contextmanager
def loop_of(kind: str) -> Iterator[None]:
    """Have `finish` use this kind of event loop."""
    loops.append(uvloop.new_event_loop if kind == "uvloop" else asyncio.new_event_loop)
    try:
        yield
    finally:
        loops.pop()


@dataclass
class Standing:
    """Takes requests one after the other, as kept connections bring them."""

    manner: Manner
    requests: list[tuple[bytes, bytes]] = field(default_factory=list)
    connections: int = 0
    inside: int = 0
    most_inside: int = 0

    async def serve(self, reader: Reader, writer: Writer) -> None:
        """Read whole requests; answer each in its manner, until either closes."""
        self.connections += 1
        try:
            while not writer.is_closing():
                head = await reader.readuntil(b"\r\n\r\n")
                body = await reader.readexactly(length_of(head))
                self.requests.append((head, body))
                self.inside += 1
                self.most_inside = max(self.inside, self.most_inside)
                try:
                    await self.manner(self, head, body, writer)
                finally:
                    self.inside -= 1
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


def length_of(head: bytes) -> int:
    """Return the Content-Length of a head, 0 where it has none."""
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


@asynccontextmanager
async def standing(path: Path, manner: Manner) -> AsyncIterator[Standing]:
    """Listen on a Unix socket."""
    server = Standing(manner)
    tasks: set[asyncio.Task[None]] = set()

    def accept(reader: Reader, writer: Writer) -> None:
        task = asyncio.ensure_future(server.serve(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    listening = await asyncio.start_unix_server(accept, path)
    try:
        yield server
    finally:
        listening.close()
        await asyncio.sleep(0.001)  # whoever was accepted in this moment becomes a task
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        path.unlink(missing_ok=True)  # noqa: ASYNC240 - a test has time


def saying(*pieces: bytes, close: bool = False) -> Manner:
    """Return the manner of one that always says the same, piece by piece."""

    async def manner(server: Standing, head: bytes, body: bytes, writer: Writer) -> None:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0)
        if close:
            writer.close()

    return manner


def plain(body: bytes, *headers: bytes, status: bytes = b"200 OK") -> bytes:
    """Return a whole answer."""
    lines = [b"HTTP/1.1 " + status, *headers, b"content-length: %d" % len(body), b"", body]
    return b"\r\n".join(lines)


def get(target: str = "/", *headers: Header, method: str = "GET") -> Ask:
    """Return a request without a body."""
    return Ask(method, target, [("host", "news.example"), *headers], "192.0.2.7")


def post(*pieces: bytes, length: int | None = None, target: str = "/t/x/comment") -> Ask:
    """Return a request with a body; `length` is what it says of itself, -1 for chunks."""

    async def body() -> AsyncIterator[bytes]:
        for piece in pieces:
            await asyncio.sleep(0)
            yield piece

    whole = sum(map(len, pieces)) if length is None else length
    headers = [("host", "news.example")]
    headers += [("content-length", str(whole))] if whole >= 0 else []
    return Ask("POST", target, headers, "192.0.2.7", body=body)


async def body_of(answer: Answer) -> bytes:
    """Return an answer's body, however it comes."""
    if answer.stream is None:
        return answer.body
    return b"".join([piece async for piece in answer.stream])


async def until(condition: Callable[[], bool]) -> None:
    """Wait until something holds; fails loudly where it never does."""
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110 - whatever it is, it has no event
            await asyncio.sleep(0.002)
