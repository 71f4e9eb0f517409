"""Whoever was erased stays erased: the list that lies beside backups, and what it asks for."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from colonnade.people.erased import NAME, Erased, erased_in, lines_of

# Beside backups, and in the folder of a restored site whose database is not up to date yet.
BESIDE = "colonnade-erased.ndjson"
WAITING = "erase-again.ndjson"


def leave_list(data: Path, folder: Path) -> None:
    """Leave the list of who was erased beside the backups of a folder; what it said is kept."""
    lines = lines_of(read([folder / BESIDE, data / NAME]))
    if lines:
        _write(folder / BESIDE, lines)


def read(paths: Iterable[Path]) -> list[Erased]:
    """Return who is on these lists; one that is not there holds nobody."""
    return [one for path in paths if path.is_file() for one in erased_in(path.read_text())]


def keep_waiting(data: Path, people: Sequence[Erased]) -> None:
    """Keep in a restored site who is to be erased again."""
    if people:
        _write(data / WAITING, lines_of(people))


def erase_waiting(data: Path) -> int:
    """Erase whom a restored site brought back, and return how many; Django is awake."""
    place = data / WAITING
    if not place.exists():
        return 0
    from colonnade.flows.erase_again import erase_again

    found = erase_again(people=read([place]))
    place.unlink()
    return len(found)


def _write(path: Path, lines: str) -> None:
    half = path.with_suffix(".half")
    half.write_text(lines)
    half.chmod(0o600)
    with half.open("rb") as file:
        os.fsync(file.fileno())
    half.replace(path)
