"""What both borders, RSGI and ASGI, share beyond the quickest way."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable

from colonnade.edge.closing import close
from colonnade.edge.core import Edge
from colonnade.edge.heads import client
from colonnade.edge.shapes import Answer, Ask, Span

Sender = Callable[[Answer], Awaitable[None]]

_PIECE = 128 * 1024


async def at_length(edge: Edge, ask: Ask, answer: Answer | None, send: Sender) -> None:
    """Have an answer made, unless it is there, send it, and write it down."""
    started = time.monotonic()
    answer = answer or await edge.answer(ask)
    try:
        await send(answer)
    finally:
        await close(answer)
        if edge.log is not None:
            edge.log.note(ask, answer, time.monotonic() - started, client(ask, edge.settings))


async def pieces_of(span: Span) -> AsyncIterator[bytes]:
    """Yield a piece of a file. Raises OSError, also where the file is shorter by now."""
    with await asyncio.to_thread(span.path.open, "rb") as file:
        file.seek(span.start)
        rest = span.length
        while rest:
            piece = await asyncio.to_thread(file.read, min(rest, _PIECE))
            if not piece:
                raise ConnectionError("the file became shorter")
            rest -= len(piece)
            yield piece


def peer_of(client: str) -> str:
    """Return the address alone; `unix` for a Unix socket."""
    host = client.rpartition(":")[0].strip("[]")
    return host or "unix"
