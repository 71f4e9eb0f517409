"""A PostgreSQL server to throw away: on a Unix socket in a temporary folder, gone afterwards."""

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

import debian
from console import CannotRun

PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
# Nothing here outlives the run, so nothing needs to reach the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "timezone": "UTC",
}
START_SECONDS = 60


def find_postgres() -> Path:
    """Return the folder of PostgreSQL's server programs; the newest if there are many.

    Raises CannotRun.
    """
    found = _look()
    if found is None and debian.may_install() and debian.install("postgresql"):
        found = _look()
    if found is None:
        raise CannotRun(
            "No PostgreSQL server is installed. Install it (Debian: apt install postgresql; "
            "macOS: brew install postgresql), or leave it out with --sqlite-only."
        )
    return found


@contextmanager
def throwaway_server(programs: Path) -> Iterator[str]:
    """Serve an empty database named colonnade; yield its URL. Raises CannotRun."""
    # Not TMPDIR, which may be long or closed: a socket's path has about 100 bytes.
    folder = Path(tempfile.mkdtemp(prefix="colonnade-pg-", dir="/tmp"))
    try:
        owner = _owner()
        if owner:
            shutil.chown(folder, user=owner.pw_uid, group=owner.pw_gid)
        _make_cluster(programs, folder, owner)
        server = _start(programs, folder, owner)
        try:
            _wait_until_it_answers(server, folder)
            yield f"postgresql://colonnade@/colonnade?host={folder}"
        finally:
            _stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _look() -> Path | None:
    on_path = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    elsewhere = [folder for place in PLACES for folder in Path("/").glob(place[1:])]
    elsewhere.sort(key=_version, reverse=True)
    for folder in (*on_path, *elsewhere):
        if all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres")):
            return folder
    return None


def _version(folder: Path) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", str(folder))]


def _owner() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: return the user to run it as then."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise CannotRun("PostgreSQL does not run as root, and there is no user postgres or nobody.")


def _popen(
    words: list[str], folder: Path, owner: pwd.struct_passwd | None
) -> subprocess.Popen[bytes]:
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            words,
            cwd=folder,
            env={**os.environ, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for the tests; the server is stopped after them
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
        )


def _make_cluster(programs: Path, folder: Path, owner: pwd.struct_passwd | None) -> None:
    words = [str(programs / "initdb"), "--pgdata", str(folder / "data"), "--username=colonnade"]
    words += ["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
    if _popen(words, folder, owner).wait() != 0:
        raise CannotRun(f"PostgreSQL's initdb failed:\n{_log(folder)}")


def _start(
    programs: Path, folder: Path, owner: pwd.struct_passwd | None
) -> subprocess.Popen[bytes]:
    settings = {**SETTINGS, "unix_socket_directories": str(folder)}
    words = [str(programs / "postgres"), "-D", str(folder / "data")]
    words += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    return _popen(words, folder, owner)


def _wait_until_it_answers(server: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            where = f"host={folder} user=colonnade dbname=postgres"
            with psycopg.connect(where, autocommit=True) as connection:
                connection.execute("CREATE DATABASE colonnade")
                return
        except psycopg.OperationalError as why:
            if server.poll() is not None or time.monotonic() > until:
                raise CannotRun(f"PostgreSQL did not start:\n{_log(folder)}") from why
            time.sleep(0.05)


def _stop(server: subprocess.Popen[bytes]) -> None:
    for request, seconds in ((signal.SIGINT, 20), (signal.SIGQUIT, 10), (signal.SIGKILL, 10)):
        server.send_signal(request)
        try:
            server.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
        return


def _log(folder: Path) -> str:
    return (folder / "log").read_text(errors="replace")[-3000:]
