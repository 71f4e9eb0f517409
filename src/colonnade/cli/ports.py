"""The address to serve on, taken before anything else is done, and never let go while we live."""

import errno
import socket
from dataclasses import dataclass

from colonnade.cli.failure import CannotDo

LAST_PORT = 65_535
# So many connections may wait to be taken: also while a server is being replaced by another.
BACKLOG = 8192
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what an operator may ask for


@dataclass(frozen=True, slots=True)
class Place:
    """An address and a port at which `listener` listens for us, whoever answers just now."""

    address: str
    port: int
    listener: socket.socket

    @property
    def url(self) -> str:
        """Return where a browser on this machine finds the server."""
        host = _EVERYWHERE.get(self.address, self.address)
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @property
    def is_local(self) -> bool:
        """Return whether only this machine reaches it."""
        return self.address == "::1" or self.address.startswith("127.")


def take_place(host: str, port: int) -> Place:
    """Take a port (0: any free one). Raises CannotDo where it is taken or forbidden."""
    family, address = _resolve(host)
    listener = socket.socket(family)
    try:
        # What an earlier server left half closed is no hindrance; one that listens is.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise CannotDo(_why(error, host, port)) from error
    return place_of(listener)


def place_of(listener: socket.socket) -> Place:
    """Return the place at which a socket listens."""
    listener.settimeout(0)  # as the servers want it
    address, port = listener.getsockname()[:2]
    return Place(address, port, listener)


def _resolve(host: str) -> tuple[socket.AddressFamily, str]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except socket.gaierror as error:
        raise CannotDo(
            f"{host} is no address of this machine. Try --host 127.0.0.1, or 0.0.0.0 for all."
        ) from error
    # Browsers try IPv4 for localhost, whichever the resolver names first.
    found.sort(key=lambda entry: entry[0] != socket.AF_INET)
    family, _, _, _, where = found[0]
    return family, str(where[0])


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} of {host} is taken by another program. Choose another:"
            f" --port {port + 1 if port < LAST_PORT else 8000}, or 0 for any free one."
        )
    if error.errno in {errno.EACCES, errno.EPERM}:
        return f"Port {port} may not be used by this account. Choose one above 1023: --port 8000."
    return f"{host} port {port} cannot be used: {error.strerror}. Try --host 127.0.0.1."
