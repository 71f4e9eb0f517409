"""A backup of before brings an erased person back, and the restore erases her again."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.running import colonnade, serving

pytestmark = pytest.mark.once


def said(*words: object) -> str:
    done = colonnade(*words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def bytes_of(data: Path) -> bytes:
    """Return all that stands in the database's files, whether a row leads to it or not."""
    return b"".join(path.read_bytes() for path in sorted(data.glob("site.sqlite3*")))


def names(data: Path) -> set[str]:
    with closing(sqlite3.connect(data / "site.sqlite3")) as base:
        return {name for (name,) in base.execute("SELECT name FROM people_person")}


def test_the_list_beside_the_backups_is_carried_out(tmp_path):
    data, folder = tmp_path / "site", tmp_path / "backups"
    folder.mkdir()
    with serving(data, "--no-demo"):
        pass
    for name in ("Ann Ombre", "Bo Lantern"):
        mail = f"{name.split()[0].lower()}@example.org"
        said("people", "add", "--name", name, "--email", mail, "--data", data)
    said("backup", folder / "first.tar", "--data", data)
    assert not list(folder.glob("*erased*")), "nobody was erased yet"
    assert b"Ann Ombre" in bytes_of(data)
    assert "is erased." in said("people", "erase", "Ann Ombre", "--now", "--data", data)
    assert b"Ann Ombre" not in bytes_of(data)
    assert b"ann@example.org" not in bytes_of(data)
    said("backup", folder / "second.tar", "--data", data)
    listed = folder / "colonnade-erased.ndjson"
    assert listed.stat().st_mode & 0o777 == 0o600
    assert len(listed.read_text().splitlines()) == 1
    assert "Ann" not in listed.read_text()
    # Erased after the last backup: the list in the old data folder knows.
    said("people", "erase", "Bo Lantern", "--now", "--data", data)
    newer = tmp_path / "newer.ndjson"
    newer.write_text((data / "erased.ndjson").read_text().splitlines()[1])

    back = tmp_path / "back"
    told = said("restore", folder / "first.tar", "--erased", newer, "--data", back)
    assert "erased since: 2." in told
    assert names(back) == {"Owner"}
    assert len((back / "erased.ndjson").read_text().splitlines()) == 2
    assert not (back / "erase-again.ndjson").exists()
