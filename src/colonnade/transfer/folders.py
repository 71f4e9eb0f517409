"""Where runs keep their files, and the lock that lets one of them work at a time."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from colonnade.kit.refusals import Kind, Refusal

LEDGER = "ledger.ndjson"
# The file itself, where it came by the owner's screen.
SOURCE = "source"
_CHUNK = 2**20


def folder_of(run: str) -> Path:
    """Return the folder of a run (public id)."""
    return Path(settings.DATA) / "imports" / run


@contextmanager
def alone() -> Iterator[None]:
    """Be the one import of this data folder; the lock dies with the process.

    Raises Refusal import_running.
    """
    place = Path(settings.DATA) / "imports"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (place / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refusal("import_running", Kind.CONFLICT) from error
        yield


def is_busy() -> bool:
    """Tell whether an import works now."""
    try:
        with alone():
            return False
    except Refusal:
        return True


def measure(path: Path) -> tuple[str, int]:
    """Return a file's SHA-256 in hexadecimal, and how many lines it has."""
    digest, lines = hashlib.sha256(), 1
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            lines += chunk.count(b"\n")
    return digest.hexdigest(), lines
