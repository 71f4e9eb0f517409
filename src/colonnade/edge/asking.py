"""How a request is written to a connection, and when its answer begins."""

import asyncio
import re
from dataclasses import replace

from colonnade.edge.bodies import Whole
from colonnade.edge.plain import Refused, refusal
from colonnade.edge.shapes import Ask
from colonnade.edge.wire import Head, Wire

# So many bytes a server takes from the socket at once: unread means that it saw nothing.
_ONE_BITE = 4096
_BREAK = re.compile(r"[\r\n\x00]")
_SKIPPED = frozenset({"connection", "keep-alive", "transfer-encoding", "upgrade", "te", "expect"})


async def exchange(wire: Wire, ask: Ask, head: bytes) -> Head:
    """Send a request, and return the head of its answer."""
    body = ask.body
    small = body.small() if isinstance(body, Whole) else b""
    if small is not None or body is None:
        await wire.send(head + (small or b""), None)
        return await wire.head(ask.method)
    sending = asyncio.ensure_future(wire.send(head, body()))
    try:
        found = await wire.head(ask.method)
        # An answer to what was not sent to its end: nothing can follow it on this connection.
        return found if sending.done() else replace(found, keep=False)
    finally:
        sending.cancel()
        await asyncio.wait([sending])


def request_head(ask: Ask) -> bytes:
    """Return the first line and the headers; raises Refused where they would break the lines."""
    first = f"{ask.method} {ask.target} HTTP/1.1"
    lines = [first, *(f"{name}: {value}" for name, value in ask.headers if name not in _SKIPPED)]
    if _BREAK.search("".join(lines)):
        raise Refused(refusal("bad_request", ask))
    whole = "\r\n".join([*lines, "\r\n"])
    try:
        return whole.encode("latin-1")
    except UnicodeEncodeError:
        return whole.encode()


def is_one_bite(ask: Ask, head: bytes) -> bool:
    """Tell whether a server that read any of the request read all of it."""
    length = ask.body.length if isinstance(ask.body, Whole) else 0
    return length + len(head) <= _ONE_BITE
