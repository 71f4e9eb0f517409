"""An edge with a stand-in for Django, for real servers to serve."""

import json
import os
from collections.abc import AsyncIterator
from pathlib import Path

from colonnade.edge import asgi as edge_asgi
from colonnade.edge import disk
from colonnade.edge import rsgi as edge_rsgi
from colonnade.edge.access_log import AccessLog
from colonnade.edge.bodies import Bodies
from colonnade.edge.collaborators import Fittings, Getter
from colonnade.edge.core import Edge
from colonnade.edge.plain import Refused
from colonnade.edge.shapes import Answer, Ask, Rank, Settings, Span
from tests.edge.standing_in import Outbox, Press, pieces, settings

FILE = bytes(range(256)) * 4000


class Django(Press):
    """Tells what it got: the request's head and how long its body was."""

    def __init__(self, given: Settings) -> None:
        super().__init__()
        self._bodies = Bodies(given)

    async def ask(self, ask: Ask, rank: Rank) -> Answer:
        """Answer by the path."""
        if ask.target == "/me/stream":
            return Answer(200, [("content-type", "text/plain")], stream=pieces(b"one ", b"two"))
        if ask.target == "/me/broken":
            return Answer(200, [("content-length", "100")], stream=_broken())
        if ask.target == "/me/broken-chunks":
            return Answer(200, [("content-type", "text/plain")], stream=_broken())
        if ask.target.startswith("/me/"):
            return await self._told(ask)
        return await super().ask(ask, rank)

    async def _told(self, ask: Ask) -> Answer:
        try:
            whole = await self._bodies.whole(ask)
        except Refused as refused:
            return refused.answer
        length = 0
        if whole.body is not None:
            async for piece in whole.body():
                length += len(piece)
        told = {"method": ask.method, "target": ask.target, "length": length}
        told |= {"headers": ask.headers, "peer": ask.peer, "scheme": ask.scheme}
        headers = [
            ("content-type", "application/json"),
            ("set-cookie", "a=1"),
            ("set-cookie", "b=2"),
        ]
        return Answer(200, headers, json.dumps(told).encode())


class Shelf:
    """One file, whole and in part."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.write_bytes(FILE)

    def ready(self, method: str, path: str, headers: Getter, /) -> Answer | None:
        """Answer for /media/file."""
        if path != "/media/file":
            return None
        size = len(FILE)
        if headers.get("range"):
            sent = [("content-range", f"bytes 1000-4999/{size}"), ("content-length", "4000")]
            return Answer(206, sent, span=Span(self._path, 1000, 4000))
        return Answer(200, [("content-length", str(size))], span=Span(self._path, 0, size))


def edge() -> Edge:
    """Return the edge; its data folder and log are in EDGE_DATA."""
    data = Path(os.environ["EDGE_DATA"])
    log = AccessLog(str(data / "access.log")) if os.environ.get("EDGE_LOG") else None
    given = settings(data)
    return Edge(
        given,
        backend=Django(given),
        tail=Outbox(disk.Copy()),
        fittings=Fittings(files=Shelf(data / "file"), log=log),
    )


def rsgi() -> edge_rsgi.Application:
    """Return the edge for Granian's own interface."""
    return edge_rsgi.Application(edge())


def asgi() -> edge_asgi.Application:
    """Return the edge for an ASGI server."""
    return edge_asgi.Application(edge())


async def _broken() -> AsyncIterator[bytes]:
    yield b"half"
    raise ConnectionError("the answer broke off")
