"""That a server runs on a data folder: known to others, and one at a time."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from colonnade.cli.failure import CannotDo

_FILE = "serving.json"
_SETUP = ".setup.lock"


@contextmanager
def only_server(data: Path, taken: int | None = None) -> Iterator[TextIO]:
    """Be the one server of this folder; the lock dies with the process. Raises CannotDo.

    `taken`: the file that the program before us locked. Yields the file for `publish`.
    """
    if taken is not None:
        with os.fdopen(taken, "a+", encoding="utf-8") as file:
            try:
                yield file
            finally:
                file.truncate(0)
        return
    with (data / _FILE).open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            known = _read(file)
            raise CannotDo(
                f"A server runs on {data} already: {known.get('url', 'it is just starting')}"
                f" (process {known.get('pid', 'unknown')})."
                " Stop it, or choose another folder with --data."
            ) from error
        file.truncate(0)
        try:
            yield file
        finally:
            file.truncate(0)


def publish(file: TextIO, url: str) -> None:
    """Tell other commands where this server answers."""
    file.truncate(0)
    json.dump({"url": url, "pid": os.getpid()}, file)
    file.flush()


def address_of(data: Path) -> str:
    """Return the address at which this folder is being served, or ''."""
    try:
        with (data / _FILE).open(encoding="utf-8") as file:
            return str(_read(file).get("url", "")) if _is_locked(file) else ""
    except OSError:
        return ""


@contextmanager
def alone_in(data: Path) -> Iterator[None]:
    """Keep two commands from setting up the same folder at once; the second one waits."""
    with (data / _SETUP).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _is_locked(file: TextIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    fcntl.flock(file, fcntl.LOCK_UN)
    return False


def _read(file: TextIO) -> dict[str, object]:
    file.seek(0)
    try:
        known = json.load(file)
    except ValueError:
        return {}
    return known if isinstance(known, dict) else {}
