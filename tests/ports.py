"""Ports for servers that cannot tell which one the kernel gave them."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept_port() -> Iterator[int]:
    """Yield a port of loopback that the kernel gives to nobody else until the end of the block.

    The place is bound and nobody listens there: a server that asks for just this port gets it (all
    set SO_REUSEADDR), and no connection of another test leaves from it.
    """
    with socket.socket() as place:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        place.bind(("127.0.0.1", 0))
        yield place.getsockname()[1]
