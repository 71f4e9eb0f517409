"""Clients that read and post over kept connections, each answer looked at."""

import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from uuid import uuid4

_BODY = (
    "Somebody said that the ferry is late. *It is not*: I stood there with a watch, and so can you."
)
_END = b"\r\n\r\n"


@dataclass
class Tally:
    """What the clients saw: times in ms."""

    reads: list[float] = field(default_factory=list)
    posts: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Return the answers a second."""
        return (len(self.reads) + len(self.posts)) / self.seconds


@dataclass(frozen=True)
class Plan:
    """So many clients for so long; `share` of what they do is posts (0 to 1)."""

    url: str
    thread: str
    clients: int
    seconds: float
    share: float
    page: str = ""


def run(plan: Plan) -> Tally:
    """Let the clients work; a wrong answer ends the benchmark."""
    try:
        import uvloop  # noqa: PLC0415

        tally = uvloop.run(_run(plan))
    except ImportError:
        tally = asyncio.run(_run(plan))
    if tally.wrong:
        raise SystemExit(f"bench: {len(tally.wrong)} wrong answers, like {tally.wrong[0]}")
    return tally


def percentile(times: list[float], share: float) -> float:
    """Return the time that this share of all stays below; 0 where there are none."""
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0


async def _run(plan: Plan) -> Tally:
    tally, began = Tally(), time.perf_counter()
    until = began + plan.seconds
    await asyncio.gather(*(_client(plan, tally, until, seed) for seed in range(plan.clients)))
    tally.seconds = time.perf_counter() - began
    return tally


async def _client(plan: Plan, tally: Tally, until: float, seed: int) -> None:
    parts = urlsplit(plan.url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    chance = random.Random(seed)
    read = _read(plan, parts.netloc)
    while (began := time.perf_counter()) < until:
        posts = chance.random() < plan.share
        writer.write(_post(plan, parts.netloc, seed) if posts else read)
        status = await _answer(reader)
        times = tally.posts if posts else tally.reads
        times.append((time.perf_counter() - began) * 1000)
        if status != (b"201" if posts else b"200"):
            tally.wrong.append(status.decode())
    writer.close()


def _read(plan: Plan, host: str) -> bytes:
    lines = [f"GET {plan.page} HTTP/1.1", f"Host: {host}", "Accept: text/html"]
    return "\r\n".join([*lines, "Accept-Encoding: gzip, deflate, br, zstd", "", ""]).encode()


def _post(plan: Plan, host: str, seed: int) -> bytes:
    words = {"body": _BODY, "name": f"Guest {seed}", "key": str(uuid4())}
    body = json.dumps(words).encode()
    lines = [f"POST /api/v1/threads/{plan.thread}/comments HTTP/1.1", f"Host: {host}"]
    lines += ["Content-Type: application/json", f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode() + body


async def _answer(reader: asyncio.StreamReader) -> bytes:
    """Return an answer's status, its body read to the end."""
    head = (await reader.readuntil(_END)).lower()
    place = head.find(b"content-length:")
    if place >= 0:
        await reader.readexactly(int(head[place + 15 : head.index(b"\r\n", place)]))
    elif b"chunked" in head:
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return head.split(b" ", 2)[1]
