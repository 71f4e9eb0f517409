"""Outgoing connections: whom they never reach, how long they last, who opens them."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from colonnade.kit.outgoing import NotSent, is_public, send
from tests.laws.house import imports, sources

# One of each block that IANA keeps for something else, and of each way to wrap one.
SPECIAL = """0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254
172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1
224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1
64:ff9b::7f00:1 64:ff9b:1::a00:1 100::1 2001:db8::1 2002:7f00:1:: 2002:a00:1::1
2001:0:7f00:1::1 fc00::1 fd00::1 fe80::1 fec0::1 ff02::1 fe80::1%eth0"""
LOOPBACK = ("127.0.0.1", "localhost")


class Other(BaseHTTPRequestHandler):
    """Another host: it keeps what it was sent, and answers as the path says."""

    heard: list[tuple[str, dict[str, str], bytes]] = []
    over = threading.Event()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.heard.append((self.path, dict(self.headers), body))
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "/there")
            self.end_headers()
            return
        self.send_response(200)
        self.end_headers()
        if self.path == "/endless":
            self._trickle(b"x" * 4096, pause=0)
        elif self.path == "/slow":
            self._trickle(b"x", pause=0.05)
        else:
            self.wfile.write(b"fine")

    def _trickle(self, piece: bytes, pause: float) -> None:
        try:
            while not self.over.wait(pause):
                self.wfile.write(piece)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def other() -> Iterator[str]:
    """Run another host on loopback and return its address."""
    Other.heard.clear()
    Other.over.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Other)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    Other.over.set()
    server.shutdown()
    server.server_close()


def ask(url: str, *, inside=LOOPBACK, seconds=60.0):
    return send(url, b"{}", headers={"X-Sign": "1"}, seconds=seconds, inside=inside)


def why(url: str, *, inside=LOOPBACK, seconds=60.0) -> str:
    with pytest.raises(NotSent) as found:
        ask(url, inside=inside, seconds=seconds)
    return found.value.why


def test_what_is_sent_arrives_and_is_answered(other):
    answer = ask(f"{other}/check?a=1")
    assert (answer.status, answer.body) == (200, b"fine")
    path, headers, body = Other.heard[0]
    assert (path, headers["X-Sign"], body) == ("/check?a=1", "1", b"{}")


def test_a_redirect_is_not_followed(other):
    assert ask(f"{other}/away").status == 302
    assert [path for path, _, _ in Other.heard] == ["/away"]


def test_nobody_holds_the_line_for_long(other):
    start = time.monotonic()
    assert why(f"{other}/slow", seconds=0.4) == "silent"
    assert why(f"{other}/endless") == "answer"
    assert time.monotonic() - start < 50


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "[::1]", "0.0.0.0", "[::]"],  # noqa: S104
)
def test_our_own_network_is_never_asked(other, host):
    port = other.rpartition(":")[2]
    assert why(f"http://{host}:{port}/", inside=()) in {"private", "unknown"}
    assert why(f"http://{host}:{port}/", inside=[f"{host}:1"]) in {"private", "unknown"}
    assert not Other.heard


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "http://",
        "http://a@example.org/",
        "http://x:99999/",
        "/x",
        "http://a b/",
    ],
)
def test_what_is_no_address_is_not_asked(url):
    assert why(url) == "address"


@pytest.mark.parametrize(
    "address",
    SPECIAL.split(),
)
def test_every_special_block_is_known(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"]
)
def test_the_open_internet_is_open(address):
    assert is_public(address)


# Who serves listens; who starts the server asks it whether it answers; a reader of the log runs the
# script that verifies it. None of them calls others for the server.
LISTENS = ("/cli/", "/edge/", "/web/verify_log.py")
CALLERS = (
    "socket",
    "ssl",
    "http.client",
    "urllib.request",
    "requests",
    "httpx",
    "aiohttp",
    "urllib3",
)


def test_one_module_alone_opens_connections_to_others():
    found = {
        source.path
        for source in sources()
        if not any(part in source.path for part in LISTENS)
        for _, name in imports(source.tree)
        if any(name == caller or name.startswith(f"{caller}.") for caller in CALLERS)
    }
    assert found == {"src/colonnade/kit/outgoing.py"}
