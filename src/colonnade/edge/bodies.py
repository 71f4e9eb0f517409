"""A request's body is read whole before Django hears of the request."""

import asyncio
import re
import tempfile
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import IO

from colonnade.edge.plain import Refused, refusal
from colonnade.edge.shapes import Ask, Settings

# A body above this goes to a file; so does every body while those in memory make up MEMORY.
SPOOL = 256 * 1024
MEMORY = 32 * 2**20
# All files together: what comes when they are full is told to come again.
DISK = 2 * 2**30
_PIECE = 65_536
# So much of a refused body is read and thrown away: a browser shows no answer before it sent all.
_DRAINED = 16 * 2**20
_DRAIN_SECONDS = 5.0
_BODILESS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_MEASURES = frozenset({"content-length", "transfer-encoding", "expect"})
_ENDED = "the client ended the request"


class Whole:
    """A body that is all there; `close` it when the request is done."""

    def __init__(self, pool: "Bodies") -> None:
        self.length = 0
        self._pool = pool
        self._memory: bytearray | None = bytearray()
        self._file: IO[bytes] | None = None

    async def __call__(self) -> AsyncIterator[bytes]:
        """Yield the body from its beginning, as often as it is asked for."""
        if self._file is None:
            yield bytes(self._memory or b"")
            return
        self._file.seek(0)
        while piece := self._file.read(_PIECE):
            yield piece

    def small(self) -> bytes | None:
        """Return the body where it is kept in memory."""
        return None if self._memory is None else bytes(self._memory)

    def add(self, piece: bytes) -> None:
        """Take what came next; raises OSError where the disk is full."""
        if self._file is not None:
            _write(self._file, piece)
            self._pool.on_disk += len(piece)
        elif self._memory is not None:
            self._memory += piece
            self._pool.in_memory += len(piece)
            if len(self._memory) > SPOOL or self._pool.in_memory > MEMORY:
                self._spool(self._memory)
        self.length += len(piece)

    def _spool(self, held: bytearray) -> None:
        # Without a name: it is gone with the process, whatever ends that.
        file = tempfile.TemporaryFile(dir=self._pool.settings.data, buffering=0)  # noqa: SIM115 - outlives this call
        try:
            _write(file, held)
        except OSError:
            file.close()
            raise
        self._file, self._memory = file, None
        self._pool.in_memory -= len(held)
        self._pool.on_disk += len(held)

    def close(self) -> None:
        """Forget the body."""
        if self._memory is not None:
            self._pool.in_memory -= len(self._memory)
            self._memory = bytearray()
        elif self._file is not None:
            self._file.close()
            self._file = None
            self._pool.on_disk -= self.length
        self.length = 0


class Bodies:
    """All bodies on their way, bounded one by one and together.

    The server's iterator of pieces must raise ConnectionError or EOFError where the client went
    away in the middle of chunks: their end alone says that they are whole.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.in_memory = 0
        self.on_disk = 0
        self._limits = sorted(settings.bodies, key=lambda pair: len(pair[0]), reverse=True)

    async def whole(self, ask: Ask) -> Ask:
        """Return the request with its body whole, a `Whole` or None, and its true length.

        Raises Refused: 400 for a body that is shorter or longer than it says, 408, 413, or 503
        where there is no room on the disk.
        """
        if ask.method in _BODILESS:
            return _with(ask, None)
        body = Whole(self)
        try:
            async with asyncio.timeout(self.settings.body_seconds):
                await self._read(ask, body)
        except TimeoutError as error:
            body.close()
            raise Refused(refusal("too_slow", ask)) from error
        except BaseException:
            body.close()
            raise
        return _with(ask, body)

    def limit(self, target: str) -> int:
        """Return the most bytes that a body sent to this address may have."""
        return next((most for start, most in self._limits if target.startswith(start)), 0)

    async def _read(self, ask: Ask, body: Whole) -> None:
        promised, most = _promised(ask), self.limit(ask.target)
        pieces = ask.body() if ask.body is not None else _nothing()
        if promised is not None and promised > most:
            await _refuse(ask, "request_too_large", pieces)
        try:
            async for piece in pieces:
                if body.length + len(piece) > most:
                    await _refuse(ask, "request_too_large", pieces)
                if self.on_disk > DISK:
                    await _refuse(ask, "no_room", pieces)
                self._add(ask, body, piece)
        except (ConnectionError, EOFError) as error:
            raise Refused(refusal("cut_short", ask)) from error
        if promised is not None and promised != body.length:
            raise Refused(refusal("cut_short", ask))

    @staticmethod
    def _add(ask: Ask, body: Whole, piece: bytes) -> None:
        try:
            body.add(piece)
        except OSError as error:
            raise Refused(refusal("no_room", ask)) from error


def _promised(ask: Ask) -> int | None:
    """Return Content-Length; None where the body came in chunks, whose end is its own."""
    length = ask.header("content-length")
    if not length:
        return None
    if not re.fullmatch(r"[0-9]{1,18}", length):
        raise Refused(refusal("bad_request", ask))
    return int(length)


async def _refuse(ask: Ask, code: str, pieces: AsyncIterator[bytes]) -> None:
    """Refuse, after the rest was read for a while: then the browser shows the answer."""
    drained = 0
    with suppress(TimeoutError, OSError, EOFError):
        async with asyncio.timeout(_DRAIN_SECONDS):
            async for piece in pieces:
                drained += len(piece)
                if drained > _DRAINED:
                    break
    raise Refused(refusal(code, ask))


def _write(file: IO[bytes], piece: bytes | bytearray) -> None:
    rest = memoryview(piece)
    while rest:
        rest = rest[file.write(rest) :]


async def _nothing() -> AsyncIterator[bytes]:
    for piece in list[bytes]():
        yield piece


def _with(ask: Ask, body: Whole | None) -> Ask:
    headers = [pair for pair in ask.headers if pair[0] not in _MEASURES]
    if body is not None:
        headers.append(("content-length", str(body.length)))
    asked = ask.saying(headers)
    asked.body = body
    return asked
