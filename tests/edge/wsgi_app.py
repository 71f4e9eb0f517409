"""A small WSGI application under a real Granian: what Django's server does, without Django."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

LARGE = bytes(range(256)) * 4096 * 3


def application(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
    """Answer in the way that the path names."""
    path = environ["PATH_INFO"]
    if path == "/echo":
        body = environ["wsgi.input"].read()
        forwarded = environ.get("HTTP_X_FORWARDED_FOR", "")
        said = f"{environ['REQUEST_METHOD']} {environ.get('QUERY_STRING')} {forwarded} ".encode()
        start("200 OK", [("Content-Type", "text/plain")])
        return [said + body]
    if path == "/large":
        start("200 OK", [("Content-Length", str(len(LARGE)))])
        return iter([LARGE[:100_000], LARGE[100_000:]])
    if path == "/chunks":
        start("200 OK", [])
        return (b"%d," % place for place in range(1000))
    if path == "/unchanged":
        start("304 Not Modified", [("ETag", '"x"')])
        return []
    if path == "/dies":
        os.kill(os.getpid(), 9)
    start("200 OK", [("Content-Length", "4"), ("Set-Cookie", "a=b"), ("Set-Cookie", "c=d")])
    return [b"page"]


def main(path: str) -> None:
    """Serve on a Unix socket until SIGTERM."""
    from granian.constants import Interfaces  # noqa: PLC0415 - the application needs none of it
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    Server(
        "tests.edge.wsgi_app:application",
        uds=Path(path),
        interface=Interfaces.WSGI,
        blocking_threads=2,
        websockets=False,
        log_level=LogLevels.critical,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        workers_kill_timeout=1,
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1])
