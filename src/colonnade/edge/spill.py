"""A large answer: Django gives it as fast as it can, the client takes it at its own speed."""

import asyncio
import os
import tempfile
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from colonnade.edge.shapes import Settings
from colonnade.edge.wire import Garbled

# So far may Django be ahead of the client, in bytes on the disk; then it waits, with its place.
AHEAD = 64 * 2**20
# So many seconds does Django wait there for a client that takes nothing.
STALL = 30.0
_PIECE = 65_536


class Spill:
    """The body of a large answer, by way of a file without a name.

    So a slow reader of a large file keeps none of the few places before Django. Iterating raises
    ConnectionError where the answer broke off: the client's connection must break off too.
    """

    def __init__(
        self,
        pieces: AsyncGenerator[bytes],
        begun: bytes | bytearray,
        settings: Settings,
        end: Callable[[bool], None],
    ) -> None:
        self._pieces = pieces
        self._seconds = settings.answer_seconds
        self._file = tempfile.TemporaryFile(dir=settings.data, buffering=0)  # noqa: SIM115 - outlives this
        self._end = end
        self._written = self._read = 0
        self._state = "filling"
        self._moved = asyncio.Event()
        self._put(begun)
        self._task = asyncio.get_running_loop().create_task(self._fill())
        # Not in the task itself: one that is canceled before it began runs no line of it.
        self._task.add_done_callback(self._finish)

    def __aiter__(self) -> "Spill":
        return self

    async def __anext__(self) -> bytes:
        while self._read == self._written:
            if self._state == "filling":
                await self._pause()
                continue
            self._file.close()
            if self._state == "broken":
                raise ConnectionError("the answer broke off")
            raise StopAsyncIteration
        piece = os.pread(self._file.fileno(), _PIECE, self._read)
        self._read += len(piece)
        self._moved.set()
        return piece

    async def aclose(self) -> None:
        """Stop, and give everything back."""
        self._task.cancel()
        await asyncio.wait([self._task])
        self._file.close()

    async def _fill(self) -> None:
        try:
            async with aclosing(self._pieces) as pieces:
                while (piece := await self._next(pieces)) is not None:
                    self._put(piece)
                    while self._written - self._read > AHEAD:
                        async with asyncio.timeout(STALL):
                            await self._pause()
            self._state = "whole"
        except (Garbled, OSError):  # a TimeoutError is one
            self._state = "broken"

    def _finish(self, task: asyncio.Task[None]) -> None:
        if self._state != "whole":
            self._state = "broken"
        self._moved.set()
        self._end(self._state == "whole")

    async def _next(self, pieces: AsyncGenerator[bytes]) -> bytes | None:
        async with asyncio.timeout(self._seconds):
            return await anext(pieces, None)

    async def _pause(self) -> None:
        self._moved.clear()
        await self._moved.wait()

    def _put(self, piece: bytes | bytearray) -> None:
        rest = memoryview(piece)
        while rest:
            count = os.pwrite(self._file.fileno(), rest, self._written)
            self._written, rest = self._written + count, rest[count:]
        self._moved.set()
