"""What both servers' borders share in sending an answer that is not simply bytes."""

import asyncio
from collections.abc import AsyncIterator

from colonnade.edge.shapes import Answer, Span

_PIECE = 128 * 1024


async def close(answer: Answer) -> None:
    """Give back what a streamed answer holds, read to its end or not."""
    aclose = getattr(answer.stream, "aclose", None)
    if aclose is not None:
        await aclose()


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
