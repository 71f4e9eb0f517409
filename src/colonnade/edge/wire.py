"""One kept connection to Django: what an HTTP/1.1 server of ours answers, and nothing else.

Whatever is not plainly a whole answer is an error: half a page must never pass for a page.
"""

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import SupportsIndex

from colonnade.edge.shapes import Header

# Of an answer's head, and of a line between chunks; in bytes.
HEAD = 65_536
_PIECE = 65_536
_HEADERS = 200
_INTERIM = 5
# A longer line of a head is read each time.
_LINE = 1024
_STATUS = re.compile(rb"HTTP/1\.([01]) ([1-9]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?\Z")
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*?)[ \t]*\Z")
_SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\Z")
_HOP = frozenset(
    str.split("connection keep-alive proxy-connection te trailer transfer-encoding upgrade")
)
_BODILESS = (204, 304)


class Garbled(Exception):
    """Says that what came is no whole HTTP/1.1 answer."""


class Gone(Exception):
    """Says that the connection ended before the first byte of an answer.

    `unread`: the system says that not all of the request had been taken from the socket.
    """

    def __init__(self, *, unread: bool) -> None:
        super().__init__()
        self.unread = unread


@dataclass(frozen=True, slots=True)
class Head:
    """An answer's beginning. `length`: bytes that follow, None where they come in chunks."""

    status: int
    headers: list[Header]
    length: int | None
    keep: bool


class _Reader(asyncio.StreamReader):
    """Counts what came and what was taken: bytes after an answer belong to no answer."""

    def __init__(self) -> None:
        super().__init__(limit=HEAD)
        self.left = 0

    def feed_data(self, data: Iterable[SupportsIndex]) -> None:
        data = bytes(data)
        self.left += len(data)
        super().feed_data(data)


class Wire:
    """A connection over a Unix socket; good for one request after the other."""

    def __init__(self, reader: _Reader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self.since = monotonic()

    @classmethod
    async def open(cls, socket: Path) -> "Wire":
        """Connect; raises OSError where nobody listens."""
        loop, reader = asyncio.get_running_loop(), _Reader()
        protocol = asyncio.StreamReaderProtocol(reader)
        transport, _same = await loop.create_unix_connection(lambda: protocol, str(socket))
        return cls(reader, asyncio.StreamWriter(transport, protocol, reader, loop))

    def is_ready(self) -> bool:
        """Tell whether a request may be sent: still open, as far as known, and nothing unread."""
        reader = self._reader
        ended = reader.at_eof() or self._writer.is_closing() or reader.exception() is not None
        return not ended and not reader.left

    def close(self) -> None:
        """End the connection; what is on its way is lost."""
        self._writer.transport.abort()

    async def send(self, head: bytes, body: AsyncIterator[bytes] | None) -> None:
        """Send a request; the other end's closing is told by `head`, which may have an answer."""
        self._writer.write(head)
        try:
            if body is not None:
                async for piece in body:
                    self._writer.write(piece)
                    await self._writer.drain()
        except ConnectionError:
            return

    async def head(self, method: str) -> Head:
        """Return the beginning of the answer; raises Gone, Garbled."""
        for _ in range(_INTERIM):
            found = parse_head(await self._block(), method)
            if found.status >= 200:  # noqa: PLR2004 - where the interim answers end
                return found
            if found.status == 101:  # noqa: PLR2004 - nobody asked to speak otherwise
                break
        raise Garbled

    async def _block(self) -> bytes:
        try:
            return await self._until(b"\r\n\r\n")
        except asyncio.LimitOverrunError as error:
            raise Garbled from error
        except asyncio.IncompleteReadError as error:
            if error.partial:
                raise Garbled from error
            raise Gone(unread=False) from error
        except ConnectionError as error:
            raise Gone(unread=True) from error

    async def body(self, head: Head) -> AsyncGenerator[bytes]:
        """Yield the answer's body; raises Garbled where it ends too early."""
        try:
            if head.length is None:
                async for piece in self._chunks():
                    yield piece
            else:
                async for piece in self._exactly(head.length):
                    yield piece
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError) as error:
            raise Garbled from error

    async def whole(self, length: int) -> bytes:
        """Return a body of so many bytes in one piece; raises Garbled where it ends too early."""
        try:
            return await self._just(length)
        except (asyncio.IncompleteReadError, OSError) as error:
            raise Garbled from error

    async def _exactly(self, length: int) -> AsyncGenerator[bytes]:
        while length:
            piece = await self._reader.read(min(length, _PIECE))
            if not piece:
                raise Garbled
            length -= len(piece)
            self._reader.left -= len(piece)
            yield piece

    async def _chunks(self) -> AsyncGenerator[bytes]:
        while True:
            size = _SIZE.match((await self._until(b"\r\n"))[:-2])
            if size is None:
                raise Garbled
            length = int(size[1], 16)
            if not length:
                break
            async for piece in self._exactly(length):
                yield piece
            if await self._just(2) != b"\r\n":
                raise Garbled
        for _ in range(_HEADERS):  # trailers: read, not believed
            if await self._until(b"\r\n") == b"\r\n":
                return
        raise Garbled

    async def _until(self, end: bytes) -> bytes:
        found = await self._reader.readuntil(end)
        self._reader.left -= len(found)
        return found

    async def _just(self, length: int) -> bytes:
        found = await self._reader.readexactly(length) if length else b""
        self._reader.left -= len(found)
        return found


def parse_head(block: bytes, method: str) -> Head:
    """Return what the head of an answer says; raises Garbled."""
    first, *lines = block[:-4].split(b"\r\n")
    status = _STATUS.match(first)
    headers = [found for line in lines if (found := _field(line))]
    if status is None or len(headers) < len(lines) or len(lines) > _HEADERS:
        raise Garbled
    framing = [pair for pair in headers if pair[0] in _HOP or pair[0] == "content-length"]
    code = int(status[2])
    keep = status[1] == b"1" and not any(
        name == "connection" and "close" in value.lower() for name, value in framing
    )
    bare = method == "HEAD" or code in _BODILESS or code < 200  # noqa: PLR2004
    length = 0 if bare else _length(framing)
    return Head(code, [pair for pair in headers if pair[0] not in _HOP], length, keep)


def _length(headers: list[Header]) -> int | None:
    codings = [value.lower() for name, value in headers if name == "transfer-encoding"]
    lengths = [value for name, value in headers if name == "content-length"]
    match codings, lengths:
        case ["chunked"], []:
            return None
        case [], [length] if length.isascii() and length.isdigit() and len(length) <= 18:  # noqa: PLR2004
            return int(length)
    # Neither: the end of such an answer cannot be told from a cut.
    raise Garbled


def _field(line: bytes) -> Header | None:
    """Return a header; None for what is none. Most lines are the same in every answer."""
    return _read_field(line) if len(line) > _LINE else _known_field(line)


def _read_field(line: bytes) -> Header | None:
    field = _FIELD.match(line)
    return (field[1].decode().lower(), field[2].decode("latin-1")) if field else None


_known_field = lru_cache(maxsize=512)(_read_field)
