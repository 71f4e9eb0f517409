"""The edge under Granian's own interface, RSGI: the quickest way from memory to the socket."""

import asyncio
from collections.abc import AsyncIterator

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
from colonnade.edge.sending import close, peer_of
from colonnade.edge.shapes import Answer, Ask
from colonnade.edge.targets import path_of, query_of

_KNOWN_MOST = 4096
_LONGEST = 512


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
        if answer is not None and answer.span is None:
            proto.response_bytes(answer.status, answer.headers, answer.body)
            return
        if answer is None:
            answer = await self._edge.answer(_ask(scope, proto, target))
        await _send(proto, answer)

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


async def _send(proto: HTTPProtocol, answer: Answer) -> None:
    span = answer.span
    if answer.stream is not None:
        try:
            transport = proto.response_stream(answer.status, answer.headers)
            async for piece in answer.stream:
                await transport.send_bytes(piece)
        except (ProtocolError, ProtocolClosed):
            pass  # the client has gone
        finally:
            await close(answer)
    elif span is not None:
        last = span.start + span.length
        proto.response_file_range(answer.status, answer.headers, str(span.path), span.start, last)
    else:
        proto.response_bytes(answer.status, answer.headers, answer.body)
