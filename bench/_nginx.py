"""nginx from Debian with a static file of the same bytes: what we compare ourselves with."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import _needs
import _processes

# What nginx says itself, or what belongs to one connection.
_NOT_COPIED = {"connection", "content-length", "content-type", "date", "etag", "server"}
_NOT_COPIED |= {"last-modified", "keep-alive", "transfer-encoding"}
_CONFIG = """
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000000;
    open_file_cache max=100 inactive=1h;
    open_file_cache_valid 1h;
    types {{ }}
    default_type "text/html; charset=utf-8";
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        root {folder}/files;
{headers}
    }}
}}
"""


@dataclass(frozen=True)
class Nginx:
    """A running nginx: the file's address, and its process."""

    url: str
    root: int

    def cpu(self) -> float:
        """Return the CPU seconds of all its processes so far."""
        return _processes.cpu_seconds(self.root)


@contextmanager
def serving(body: bytes, headers: list[tuple[str, str]]) -> Iterator[Nginx]:
    """Serve a body, with an answer's headers, on the server's core."""
    program = _needs.program("nginx")
    folder = Path(tempfile.mkdtemp(prefix="colonnade-nginx-"))
    folder.chmod(0o755)
    (folder / "files").mkdir()
    (folder / "files" / "page").write_bytes(body)
    port = _free_port()
    config = _CONFIG.format(folder=folder, port=port, headers=_headers(headers))
    (folder / "nginx.conf").write_text(config)
    words = ["-e", str(folder / "error.log"), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    words += ["-g", "daemon off;" + (" user root;" if os.geteuid() == 0 else "")]
    with _needs.started_on(_needs.SERVER):
        process = subprocess.Popen([program, *words])
    try:
        _wait(port, process)
        yield Nginx(f"http://127.0.0.1:{port}/page", process.pid)
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _headers(headers: list[tuple[str, str]]) -> str:
    """Return nginx's lines for the headers of an answer."""
    kept = [(name, value) for name, value in headers if name.lower() not in _NOT_COPIED]
    quoted = [(name, value.replace("\\", "\\\\").replace('"', '\\"')) for name, value in kept]
    return "\n".join(f'        add_header {name} "{value}";' for name, value in quoted)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise SystemExit("bench: nginx did not start.")
