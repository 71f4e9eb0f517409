"""The one module that opens connections to other hosts: never to our own network, never for long.

A host is looked up once, and the connection goes to the address that was looked at: a name server
that answers otherwise the second time gains nothing. Redirects are not followed, nor is any proxy
of the environment.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TypeVar
from urllib.parse import SplitResult, urlsplit

T = TypeVar("T")
_PORTS = {"http": 80, "https": 443}
# Networks whose addresses hold one of IPv4: NAT64 (RFC 6052, RFC 8215) in the last 32 bits, and
# those compatible with IPv4 (RFC 4291).
_HOLDS_LAST = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"), IPv6Network("::/96"))
# Protocol assignments, of which Python calls some global.
_ASSIGNED = IPv4Network("192.0.0.0/24")
_MOST = 16_384


class NotSent(Exception):
    """Nothing came of it; `why` is one of `address`, `private`, `unknown`, `silent`, `answer`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said."""

    status: int
    body: bytes


def send(
    url: str,
    body: bytes,
    *,
    headers: Mapping[str, str],
    seconds: float,
    inside: Collection[str] = (),
) -> Answer:
    """Post `body` to an address and return the answer, of at most 16 KiB, within `seconds` in all.

    `inside`: hosts, or host:port, that may lie in a private network. Raises NotSent.
    """
    parts, host, port = _parsed(url)
    is_inside = bool({host, f"{host}:{port}"} & {name.lower() for name in inside})
    address = within(seconds, lambda: _resolved(host, port, is_inside=is_inside))
    line = _Line(parts, host, port, address)
    # Whatever trickles in, and however slowly: then the line is cut.
    cut = threading.Timer(seconds, line.cut)
    cut.daemon = True
    cut.start()
    try:
        return line.post(body, headers, seconds)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotSent("silent") from error
    finally:
        cut.cancel()
        line.cut()


def is_public(address: str) -> bool:
    """Tell whether an address lies in the open internet, whatever it is wrapped in."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv4Address):
        return found.is_global and not found.is_multicast and found not in _ASSIGNED
    inner = _inner(found)
    if inner:
        return all(is_public(str(one)) for one in inner)
    return found.is_global and not found.is_multicast and not found.is_site_local


def within(seconds: float, work: Callable[[], T]) -> T:
    """Return what `work` returns; raises NotSent silent where it takes longer, or what it raised.

    For looking up names, which knows no time limit. What takes too long ends by itself, unheard.
    """
    found: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            found.append(work())
        except BaseException as error:  # noqa: BLE001 - it is raised where it was asked for
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not found:
        raise NotSent("silent")
    return found[0]


def _inner(found: IPv6Address) -> list[IPv4Address]:
    """Return the addresses of IPv4 that one of IPv6 holds."""
    if found.ipv4_mapped:
        return [found.ipv4_mapped]
    if found.sixtofour:
        return [found.sixtofour]
    if found.teredo:
        return list(found.teredo)
    if any(found in network for network in _HOLDS_LAST):
        return [IPv4Address(int(found) & 0xFFFFFFFF)]
    return []


def _parsed(url: str) -> tuple[SplitResult, str, int]:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError) as error:
        raise NotSent("address") from error
    if not host or parts.username is not None or not url.isprintable() or " " in url:
        raise NotSent("address")
    return parts, host, port


def _resolved(host: str, port: int, *, is_inside: bool) -> str:
    """Return an address of a host; all of them must be public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotSent("unknown") from error
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses:
        raise NotSent("unknown")
    if not is_inside and not all(map(is_public, addresses)):
        raise NotSent("private")
    return addresses[0]


class _Line:
    """A connection to an address that was looked at, for one request."""

    def __init__(self, parts: SplitResult, host: str, port: int, address: str) -> None:
        self._parts, self._host, self._port, self._address = parts, host, port, address
        self._socket: socket.socket | None = None
        self._is_cut = False

    def cut(self) -> None:
        """End it, whoever waits for it."""
        self._is_cut = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
            self._socket.close()

    def post(self, body: bytes, headers: Mapping[str, str], seconds: float) -> Answer:
        """Send and listen."""
        self._socket = socket.create_connection((self._address, self._port), timeout=seconds)
        if self._parts.scheme == "https":
            plain = self._socket
            context = ssl.create_default_context()
            self._socket = context.wrap_socket(plain, server_hostname=self._host)
        caller = http.client.HTTPConnection(self._host, self._port, timeout=seconds)
        caller.sock = self._socket
        path = self._parts.path or "/"
        query = f"?{self._parts.query}" if self._parts.query else ""
        said = {**headers, "Accept-Encoding": "identity", "Connection": "close"}
        caller.request("POST", path + query, body, said)
        response = caller.getresponse()
        try:
            answer = response.read(_MOST + 1)
        finally:
            response.close()
        if self._is_cut:
            raise NotSent("silent")
        if len(answer) > _MOST:
            raise NotSent("answer")
        return Answer(response.status, answer)
