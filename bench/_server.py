"""The real `colonnade serve` on a folder of its own: started, filled, measured from outside."""

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http import HTTPStatus
from pathlib import Path

import _needs
import _processes

SOURCE = Path(__file__).parents[1] / "src"
SETTINGS = "colonnade.project.settings"


class Server:
    """A site in a temporary folder, and the server on it while it runs."""

    def __init__(self, data: Path) -> None:
        self.data, self.log = data, data.with_name("server.log")
        self.url = ""
        self.process: subprocess.Popen[bytes] | None = None

    def colonnade(self, *words: object) -> str:
        """Run a command on the site; return what it printed."""
        command = [sys.executable, "-P", "-m", "colonnade", *map(str, words)]
        done = subprocess.run(
            [*command, "--data", str(self.data)],
            env=_environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"bench: {' '.join(map(str, words))} failed: {done.stderr}")
        return done.stdout

    def python(self, code: str) -> str:
        """Run Python with Django set up on the site; return what it printed."""
        where = {"COLONNADE_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": SETTINGS}
        words = [sys.executable, "-P", "-c", f"import django; django.setup()\n{code}"]
        done = subprocess.run(
            words, env=_environment() | where, stdout=subprocess.PIPE, text=True, check=True
        )
        return done.stdout

    def open_to_guests(self) -> None:
        """Let everybody post as often as she likes."""
        for name in ("limit_address", "limit_account", "limit_thread"):
            self.colonnade("site", "set", name, "0")
        self.colonnade("site", "set", "commenting", "guests")

    def thread(self, comments: int, seed: int = 1) -> str:
        """Return the public id of a generated thread."""
        told = self.colonnade("demo", "--comments", comments, "--seed", seed, "--json")
        return str(json.loads(told)["thread"])

    def start(self, *words: str, wait: bool = True) -> None:
        """Start the server on its core; return when it says that it is ready."""
        port = self.url.rpartition(":")[2] or "0"
        command = [sys.executable, "-P", "-m", "colonnade", "serve", "--port", port]
        with self.log.open("w") as log, _needs.started_on(_needs.SERVER):
            self.process = subprocess.Popen(
                [*command, "--data", str(self.data), *words],
                env=_environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        if wait:
            self.wait()

    def wait(self) -> None:
        """Wait until the server has said that it is ready."""
        said = ""
        while "Ctrl-C" not in said:
            if self.process is None or self.process.poll() is not None:
                sys.exit(f"bench: the server did not start: {said}")
            time.sleep(0.02)
            said = self.log.read_text()
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found, said
        self.url = found[0]

    def stop(self) -> None:
        """Stop the server and wait for its end."""
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=30)
            self.process.kill()
            self.process.wait()
            self.process = None

    def get(self, path: str, **headers: str) -> bytes:
        """Return a page's body as it was sent, or end the benchmark."""
        return self.answer(path, **headers)[0]

    def answer(self, path: str, **headers: str) -> tuple[bytes, list[tuple[str, str]]]:
        """Return a page's body as it was sent, and its headers."""
        asked = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=60)
        with closing(connection):
            connection.request("GET", path, headers=asked)
            answer = connection.getresponse()
            body = answer.read()
        if answer.status != HTTPStatus.OK:
            sys.exit(f"bench: {path}: {answer.status}")
        return body, answer.getheaders()

    @property
    def root(self) -> int:
        """Return the process all others descend from."""
        assert self.process
        return self.process.pid

    def cpu(self) -> float:
        """Return the CPU seconds of all processes so far."""
        return _processes.cpu_seconds(self.root)

    def cpu_by_nice(self) -> dict[int, float]:
        """Return the CPU seconds so far, by how far each process stands back."""
        return _processes.cpu_by_nice(self.root)

    def memory(self) -> float:
        """Return the PSS of all processes in MB."""
        return _processes.pss_mb(self.root)

    def settle(self, seconds: float = 1.5) -> None:
        """Let deliveries and chores of what was done come to their end."""
        time.sleep(seconds)


@contextmanager
def site(*, sample: bool = False) -> Iterator[Server]:
    """Yield a new site, not served yet; server and folder are gone afterwards."""
    _needs.pin(_needs.LOAD)
    folder = Path(tempfile.mkdtemp(prefix="colonnade-bench-"))
    server = Server(folder / "site")
    try:
        # One thread for the first requests, which cost more than all others.
        server.colonnade("demo", *(() if sample else ("--comments", 70, "--thread", "warm")))
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _environment() -> dict[str, str]:
    ours = ("COLONNADE_", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "PYTHONPATH": str(SOURCE)}
