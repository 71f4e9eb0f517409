"""The colonnade command as operators start it, on folders and databases of its own."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg

from tests.ready_database import clone_postgres

ROOT = Path(__file__).parents[2]
POSTGRES = os.environ.get("COLONNADE_DATABASE_URL", "")
SECONDS = 60


@dataclass(frozen=True)
class Program:
    """The words that start the command, what they need in the environment, and where."""

    words: tuple[str, ...]
    variables: dict[str, str]
    folder: Path | None = None


CHECKOUT = Program((sys.executable, "-P", "-m", "colonnade"), {"PYTHONPATH": str(ROOT / "src")})


@contextmanager
def own_database(*, bare: bool = False) -> Iterator[dict[str, str]]:
    """Yield the variables that name a database without a site: none for SQLite in the data folder.

    It has its tables already, unless it is to be bare: 200 migrations take their time.
    """
    if not POSTGRES:
        yield {}
        return
    name = f"command_{uuid4().hex}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        if bare:
            server.execute(f"CREATE DATABASE {name}")
        else:
            clone_postgres(name)
        try:
            parts = urlsplit(POSTGRES)
            yield {"COLONNADE_DATABASE_URL": urlunsplit(parts._replace(path=f"/{name}"))}
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def colonnade(
    *words: object,
    variables: dict[str, str] | None = None,
    stdin: str = "",
    program: Program = CHECKOUT,
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [*program.words, *map(str, words)],
        input=stdin,
        capture_output=True,
        text=True,
        env=_environment(program, variables),
        cwd=program.folder,
        timeout=SECONDS * 3,
        check=False,
    )


@dataclass
class Server:
    """A running `colonnade serve`: its process, its address, what it has printed."""

    process: subprocess.Popen[str]
    data: Path
    variables: dict[str, str]
    url: str = ""
    printed: list[str] = field(default_factory=list)
    program: Program = CHECKOUT

    def get(self, path: str) -> str:
        """Return a page."""
        with urllib.request.urlopen(self.url + path, timeout=SECONDS) as answer:  # noqa: S310
            return str(answer.read().decode())

    def colonnade(self, *words: object) -> subprocess.CompletedProcess[str]:
        """Run a command on the same site."""
        return colonnade(
            *words, "--data", self.data, variables=self.variables, program=self.program
        )

    def stop(self) -> int:
        """Ask it to stop and return its exit status."""
        self.process.send_signal(signal.SIGTERM)
        rest, _ = self.process.communicate(timeout=SECONDS)
        self.printed.append(rest)
        return self.process.returncode


@contextmanager
def serving(
    data: Path,
    *words: str,
    variables: dict[str, str] | None = None,
    program: Program = CHECKOUT,
) -> Iterator[Server]:
    """Serve a folder on a port of the kernel's choice; yield when it says that it is ready."""
    process = subprocess.Popen(
        [*program.words, "serve", "--port", "0", "--data", str(data), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=_environment(program, variables),
        cwd=program.folder,
        # As an operator's shell or systemd does: beside the tests, not below them.
        start_new_session=True,
    )
    assert process.stdout is not None
    server = Server(process, data, variables or {}, program=program)
    try:
        for line in process.stdout:
            server.printed.append(line)
            if "Ctrl-C" in line:
                break
        found = re.search(r"http://127\.0\.0\.1:\d+", "".join(server.printed))
        assert found, server.printed
        server.url = found[0]
        yield server
    finally:
        if process.poll() is None:
            server.stop()
        process.stdout.close()


def wait_for(what: str, condition) -> None:
    """Wait until something is so, at most a minute, and say what was not."""
    moment = Event()
    for _ in range(SECONDS * 10):
        if condition():
            return
        moment.wait(0.1)
    raise AssertionError(f"in vain, after {SECONDS} seconds: {what}")


def descendants(process: int) -> list[int]:
    """Return the processes that a process started, and those that they started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(path.read_text().rpartition(")")[2].split()[1]) == process:
                found.append(int(path.parent.name))
    return [*found, *(below for one in found for below in descendants(one))]


def lives(process: int) -> bool:
    """Tell whether a process is there and has not ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _environment(program: Program, variables: dict[str, str] | None) -> dict[str, str]:
    """Return our environment less what would lead the command to another site or another code."""
    ours = ("COLONNADE_", "DJANGO_", "PYTHONPATH", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, **program.variables, **(variables or {})}
