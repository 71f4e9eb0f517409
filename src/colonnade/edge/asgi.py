"""The edge under any ASGI server."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from colonnade.edge.core import Edge
from colonnade.edge.pages import Kept, Message
from colonnade.edge.sending import at_length, pieces_of
from colonnade.edge.shapes import Answer, Ask
from colonnade.edge.targets import query_of

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_NAMES = {
    name.encode(): name
    for name in (
        "host",
        "cookie",
        "accept-encoding",
        "if-none-match",
        "if-modified-since",
        "if-range",
        "range",
    )
}


class Application:
    """What the server is given."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or follow the server's life."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        if scope["type"] != "http":
            return
        target, method = _target(scope), scope["method"]
        answer = self._edge.ready(method, target, _few(scope["headers"]))
        if isinstance(answer, Kept) and self._edge.log is None:
            start, body = answer.messages or _prepare(answer)
            await send(start)
            await send(body)
        else:
            ask = _ask(scope, receive, target)
            await at_length(self._edge, ask, answer, lambda answer: _send(answer, send))

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await self._edge.begin()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._edge.end()
        await send({"type": "lifespan.shutdown.complete"})


def _few(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the headers that may matter to what is ready: each costs time to decode."""
    return {_NAMES[name]: value.decode("latin-1") for name, value in headers if name in _NAMES}


def _target(scope: Scope) -> str:
    raw: bytes = scope["raw_path"]
    query: bytes = scope["query_string"]
    target = raw.decode("latin-1") if raw.isascii() else query_of(raw)
    if query:
        return f"{target}?{query.decode('latin-1') if query.isascii() else query_of(query)}"
    return target


def _ask(scope: Scope, receive: Receive, target: str) -> Ask:
    client = scope.get("client")
    return Ask(
        method=scope["method"],
        target=target,
        headers=[
            (name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]
        ],
        peer=client[0] if client and client[0] else "unix",
        scheme=scope["scheme"],
        body=lambda: _body(receive),
    )


async def _body(receive: Receive) -> AsyncIterator[bytes]:
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionError("the client went away")
        more = message.get("more_body", False)
        if message.get("body"):
            yield message["body"]


def _prepare(answer: Kept) -> tuple[Message, Message]:
    answer.messages = _start(answer), {"type": "http.response.body", "body": answer.body}
    return answer.messages


def _start(answer: Answer) -> Message:
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers]
    return {"type": "http.response.start", "status": answer.status, "headers": headers}


async def _send(answer: Answer, send: Send) -> None:
    await send(_start(answer))
    pieces = answer.stream if answer.span is None else pieces_of(answer.span)
    if pieces is None:
        await send({"type": "http.response.body", "body": answer.body})
        return
    async for piece in pieces:
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
