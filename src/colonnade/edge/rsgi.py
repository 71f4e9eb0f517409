"""The edge under Granian's own interface, RSGI: the quickest way from memory to the socket."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from http import HTTPStatus
from typing import IO

from granian._granian import (
    RSGIHTTPProtocol as HTTPProtocol,
)
from granian._granian import (
    RSGIProtocolClosed as ProtocolClosed,
)
from granian._granian import (
    RSGIProtocolError as ProtocolError,
)
from granian.rsgi import Scope

from colonnade.edge.core import Edge
from colonnade.edge.plain import text
from colonnade.edge.sending import at_length, peer_of, pieces_of
from colonnade.edge.shapes import Answer, Ask
from colonnade.edge.targets import path_of, query_of

_KNOWN_MOST = 4096
_LONGEST = 512
_PIECE = 128 * 1024


class Application:
    """What Granian is given. RSGI decodes paths: here they get their one spelling back."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge
        self._spelled: dict[str, str] = {}

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin, before the first request is taken."""
        loop.run_until_complete(self._edge.begin())

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        """End, after the last."""
        loop.run_until_complete(self._edge.end())

    async def __rsgi__(self, scope: Scope, proto: HTTPProtocol) -> None:
        """Answer one request."""
        path = scope.path
        target = self._spelled.get(path) or self._spell(path)
        query = scope.query_string
        if query:
            target = f"{target}?{query if query.isascii() else query_of(query.encode())}"
        answer = self._edge.ready(scope.method, target, scope.headers)
        if answer is None or answer.span is not None or self._edge.log is not None:
            ask = _ask(scope, proto, target)
            if ask.header("transfer-encoding"):
                answer = _unmeasured()
            await at_length(self._edge, ask, answer, lambda answer: _send(proto, answer))
        else:
            proto.response_bytes(answer.status, answer.headers, answer.body)

    def _spell(self, path: str) -> str:
        spelled = path_of(path.encode())
        if len(path) <= _LONGEST:
            if len(self._spelled) >= _KNOWN_MOST:
                self._spelled.clear()
            self._spelled[path] = spelled
        return spelled


def _ask(scope: Scope, proto: HTTPProtocol, target: str) -> Ask:
    return Ask(
        method=scope.method,
        target=target,
        headers=scope.headers.items(),
        peer=peer_of(scope.client),
        scheme=scope.scheme,
        body=lambda: _body(proto),
    )


async def _body(proto: HTTPProtocol) -> AsyncIterator[bytes]:
    try:
        async for piece in proto:
            yield piece
    except (ProtocolError, ProtocolClosed) as error:
        raise ConnectionError("the client went away") from error


def _unmeasured() -> Answer:
    """Refuse a body in chunks: RSGI tells one that broke off from a whole one in no way."""
    return text(411, "Please tell how long it is: Content-Length.", [("connection", "close")])


async def _send(proto: HTTPProtocol, answer: Answer) -> None:
    if answer.stream is not None:
        await _stream(proto, answer, answer.stream)
    elif answer.span is None:
        proto.response_bytes(answer.status, answer.headers, answer.body)
    elif answer.status == HTTPStatus.PARTIAL_CONTENT:
        # RSGI's own way for a part has counted its end differently from version to version.
        await _stream(proto, answer, pieces_of(answer.span))
    else:
        proto.response_file(answer.status, answer.headers, str(answer.span.path))


async def _stream(proto: HTTPProtocol, answer: Answer, stream: AsyncIterator[bytes]) -> None:
    """Send a stream with its length, so that a client sees where it broke off.

    RSGI ends chunks in good order even then. So a stream that does not know its length is
    gathered first; one that breaks off on the way raises.
    """
    if not answer.header("content-length"):
        with tempfile.TemporaryFile() as file:
            async for piece in stream:
                file.write(piece)
            length = ("content-length", str(file.tell()))
            file.seek(0)
            measured = replace(answer, headers=[*answer.headers, length])
            await _stream(proto, measured, _pieces(file))
        return
    with suppress(ProtocolError, ProtocolClosed):  # the client has gone
        transport = proto.response_stream(answer.status, answer.headers)
        async for piece in stream:
            await transport.send_bytes(piece)


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece
