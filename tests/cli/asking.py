"""Requests to a running server, one by one, and what is posted."""

import json
import re
from http.client import HTTPConnection
from urllib.parse import urlsplit
from uuid import uuid4

from tests.cli.running import SECONDS, Server


def fetch(
    server: Server, path: str, method: str = "GET", body: bytes | None = None, **headers: str
):
    """Return (status, headers in lower case, body); a redirect is an answer like any other.

    An underscore in the name of a header stands for its hyphen.
    """
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=SECONDS)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        named = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, named, answer.read()
    finally:
        connection.close()


def thread_of(server: Server) -> str:
    found = re.search(r'data-thread="(\w{12})"', server.get("/town/turning-bridge/"))
    assert found
    return found[1]


def comment(text: str) -> bytes:
    return json.dumps({"body": text, "name": "Passer-by", "key": str(uuid4())}).encode()
