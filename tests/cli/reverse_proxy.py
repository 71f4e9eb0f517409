"""A web server that takes HTTPS, as far as the server behind it can tell; on loopback."""

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlencode, urlsplit

from tests.cli.running import SECONDS

HOST = "news.example"
# Says who the visitor is, since all tests come from one machine. Not passed on.
VISITOR = "X-Visitor-Of-The-Test"


@dataclass
class Answer:
    """What a browser got."""

    status: int
    headers: http.client.HTTPMessage
    text: str


@dataclass
class Browser:
    """Asks for pages of https://news.example through the proxy; keeps cookies as sent."""

    port: int
    visitor: str = "203.0.113.7"
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        """Return the page at a path."""
        return self.ask("GET", path, headers)

    def post(self, path: str, origin: str = f"https://{HOST}", **form: str) -> Answer:
        """Send a form from a page of this origin."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin}
        return self.ask("POST", path, headers, urlencode(form))

    def ask(self, method: str, path: str, headers: dict[str, str], body: str = "") -> Answer:
        """Ask once; a redirect is an answer like any other."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        own = {"Host": HOST, VISITOR: self.visitor, "Cookie": cookies}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request(method, path, body.encode() or None, own | headers)
            got = connection.getresponse()
            answer = Answer(got.status, got.headers, got.read().decode())
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer


@contextmanager
def behind(url: str) -> Iterator[int]:
    """Pass requests on to a server as nginx and Caddy do; yield the proxy's port."""
    netloc = urlsplit(url).netloc

    class Handler(_PassingOn):
        server_behind = netloc

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


class _PassingOn(BaseHTTPRequestHandler):
    server_behind = ""

    def do_GET(self) -> None:
        self._pass_on()

    def do_POST(self) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        headers = {name: value for name, value in self.headers.items() if name != VISITOR}
        # The harder of the two usual ways: what the visitor claims stays, to the left.
        claimed = headers.get("X-Forwarded-For")
        seen = self.headers[VISITOR]
        headers["X-Forwarded-For"] = f"{claimed}, {seen}" if claimed else seen
        headers["X-Forwarded-Proto"] = "https"
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        connection = http.client.HTTPConnection(self.server_behind, timeout=SECONDS)
        try:
            connection.request(self.command, self.path, body or None, headers)
            self._hand_back(connection.getresponse())
        finally:
            connection.close()

    def _hand_back(self, answer: http.client.HTTPResponse) -> None:
        content = answer.read()
        self.send_response_only(answer.status)
        for name, value in answer.headers.items():
            if name.lower() not in {"transfer-encoding", "connection", "content-length"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name above
        """Keep quiet."""
