"""The same edge under Granian's RSGI, Granian's ASGI and uvicorn, asked through sockets."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest

from tests.edge.served import FILE
from tests.ports import kept_port

_UVICORN = ("uvicorn", "--http", "httptools", "--no-access-log", "--log-level", "warning")
_GRANIAN = ("granian", "--no-ws", "--workers-kill-timeout", "5", "--log-level", "warning")
SERVERS = {
    "granian-rsgi": (*_GRANIAN, "--interface", "rsgi", "tests.edge.served:rsgi"),
    "granian-asgi": (*_GRANIAN, "--interface", "asgi", "tests.edge.served:asgi"),
    "uvicorn": (*_UVICORN, "tests.edge.served:asgi"),
}
_PATIENCE = 60.0


class Served:
    """A server in a process of its own."""

    def __init__(self, name: str, data: Path, **environment: str) -> None:
        self._place = ExitStack()
        self.port = self._place.enter_context(kept_port())
        self.name, self.data = name, data
        words = ("--loop", "uvloop", "--factory", "--port", str(self.port))
        given = {**os.environ, "EDGE_DATA": str(data), "PYTHONPATH": "src:.", **environment}
        self._errors = (data / "errors").open("wb")
        command = [sys.executable, "-m", *SERVERS[name], *words]
        self.process = subprocess.Popen(command, env=given, stderr=self._errors)

    def await_start(self) -> None:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            with suppress(OSError):
                self.ask("/")
                return
            with suppress(subprocess.TimeoutExpired):
                raise AssertionError(f"it ended: {self.process.wait(0.05)}")
        raise AssertionError("it did not start in time")

    def ask(
        self, target: str, method: str = "GET", body: object = None, **headers: str
    ) -> tuple[http.client.HTTPResponse, bytes]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(self.line()) as line:
            line.request(method, target, body=body, headers=named)  # type: ignore[arg-type]
            with line.getresponse() as answer:
                return answer, answer.read()

    def line(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)

    def told(self, *args: object, **headers: str) -> dict[str, object]:
        return json.loads(self.ask(*args, **headers)[1])  # type: ignore[no-any-return, arg-type]

    def say(self, *lines: bytes, breaks_off: bool = False) -> bytes:
        """Send bytes and return all that comes until the server closes the line."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=_PATIENCE) as line:
            line.sendall(b"\r\n".join(lines))
            if breaks_off:
                line.shutdown(socket.SHUT_WR)
            heard = b""
            while piece := line.recv(65_536):
                heard += piece
            return heard

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(_PATIENCE)
        self._errors.close()
        self._place.close()
        return status


@pytest.fixture(scope="module")
def all_served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Served]]:
    servers = {name: Served(name, tmp_path_factory.mktemp(name)) for name in SERVERS}
    try:
        for server in servers.values():
            server.await_start()
        yield servers
    finally:
        for server in servers.values():
            server.stop()


@pytest.fixture(params=SERVERS)
def served(request: pytest.FixtureRequest, all_served: dict[str, Served]) -> Served:
    return all_served[str(request.param)]


def test_a_page_whole_again_known_and_its_head(served: Served) -> None:
    first, body = served.ask("/t/whole/")
    again, same = served.ask("/t/whole/")
    assert (first.status, again.status) == (200, 200)
    assert body == same
    assert body.startswith(b"/t/whole/ edition 1")
    for name in ("etag", "vary", "cache-control", "content-security-policy", "content-length"):
        assert again.headers.get_all(name) == first.headers.get_all(name)
        assert len(again.headers.get_all(name) or ()) == 1
    known, nothing = served.ask("/t/whole/", if_none_match=first.headers["etag"])
    assert (known.status, nothing) == (304, b"")
    assert known.headers["etag"] == first.headers["etag"]
    head, nothing = served.ask("/t/whole/", "HEAD")
    assert (head.status, nothing) == (200, b"")
    assert head.headers["content-length"] == str(len(body))


def test_a_page_in_an_encoding(served: Served) -> None:
    _, plain = served.ask("/t/br/")
    for _ in range(2):
        answer, body = served.ask("/t/br/", accept_encoding="gzip, br")
        assert answer.headers["content-encoding"] == "br"
        assert brotli.decompress(body) == plain


@pytest.mark.parametrize(
    ("sent", "page"),
    [
        ("/t/a%20b/", "/t/a%20b/"),
        ("/t/%C3%BC/", "/t/%C3%BC/"),
        ("/t/%c3%bc/?utm_source=x", "/t/%C3%BC/"),
        ("/t/q%3Fpage=2", "/t/q%3Fpage=2"),
        ("/t/p%2523/", "/t/p%2523/"),
        ("/t/h%23x/", "/t/h%23x/"),
        ("/t/a/?page=2&x=%FF", "/t/a/?page=2"),
        ("/a/../t/", "/a/../t/"),
        ("//t/", "//t/"),
    ],
)
def test_targets_arrive_as_they_were_meant(served: Served, sent: str, page: str) -> None:
    for _ in range(2):
        _, body = served.ask(sent)
        assert body.decode().startswith(f"{page} edition")


def test_a_request_of_ones_own_arrives_whole(served: Served) -> None:
    told = served.told("/me/%C3%BC/?q=a%20b&q=%FF", "PUT", b"x" * 300_000, cookie="s=1", x_Odd="1")
    assert told["method"] == "PUT"
    assert told["target"] == "/me/%C3%BC/?q=a%20b&q=%FF"
    assert told["length"] == 300_000
    assert told["peer"] == "127.0.0.1"
    assert told["scheme"] == "http"
    headers = dict(told["headers"])  # type: ignore[call-overload]
    assert headers["cookie"] == "s=1"
    assert headers["x-odd"] == "1"
    assert headers["x-forwarded-for"] == "127.0.0.1"


def test_two_cookies_are_set_by_two_headers(served: Served) -> None:
    answer, _ = served.ask("/me/")
    assert answer.headers.get_all("set-cookie") == ["a=1", "b=2"]


@pytest.mark.parametrize("promised", ["10", "300000"])
def test_a_body_that_breaks_off_never_counts_as_whole(served: Served, promised: str) -> None:
    head = (b"POST /me/ HTTP/1.1", b"Host: a", b"Content-Length: " + promised.encode())
    heard = served.say(*head, b"", b"half", breaks_off=True)
    assert b'"length"' not in heard


def test_chunks_that_break_off_never_count_as_whole(served: Served) -> None:
    head = (b"POST /me/ HTTP/1.1", b"Host: a", b"Transfer-Encoding: chunked", b"Connection: close")
    assert b'"length"' not in served.say(*head, b"", b"4", b"half", b"", breaks_off=True)
    whole = served.say(*head, b"", b"4", b"half", b"0", b"", b"")
    if served.name == "granian-rsgi":
        assert whole.startswith(b"HTTP/1.1 411 ")
    else:
        assert b'"length": 4' in whole


def test_a_stream(served: Served) -> None:
    answer, body = served.ask("/me/stream")
    assert (answer.status, body) == (200, b"one two")


@pytest.mark.parametrize("path", ["/me/broken", "/me/broken-chunks"])
def test_an_answer_that_breaks_off_is_seen_to(served: Served, path: str) -> None:
    try:
        answer, _ = served.ask(path)
    except (http.client.IncompleteRead, ConnectionError):
        return
    assert answer.status >= 500


def test_a_file_whole_and_a_piece_of_it(served: Served) -> None:
    answer, body = served.ask("/media/file")
    assert (answer.status, body) == (200, FILE)
    assert answer.headers["content-range"] is None
    answer, body = served.ask("/media/file", range="bytes=1000-4999")
    assert (answer.status, body) == (206, FILE[1000:5000])
    assert answer.headers.get_all("content-range") == [f"bytes 1000-4999/{len(FILE)}"]
    assert answer.headers.get_all("content-length") == ["4000"]


def test_many_answers_over_one_line(served: Served) -> None:
    with closing(served.line()) as line:
        for number in range(50):
            line.request("GET" if number % 3 else "HEAD", f"/t/{number % 5}/")
            answer = line.getresponse()
            assert answer.status == 200
            assert answer.read().startswith(f"/t/{number % 5}/".encode() if number % 3 else b"")


@pytest.mark.parametrize("name", SERVERS)
def test_the_end_leaves_a_copy_and_the_log_its_lines(name: str, tmp_path: Path) -> None:
    server = Served(name, tmp_path, EDGE_LOG="1")
    try:
        server.await_start()
        for _ in range(2):
            server.ask("/t/a/", user_agent="me")
    finally:
        server.stop()
    assert (tmp_path / "run" / "pages.bin").stat().st_size > 1000
    lines = [json.loads(line) for line in (tmp_path / "access.log").read_text().splitlines()]
    assert [line["status"] for line in lines if "/t/a/" in line.values()] == [200, 200]
