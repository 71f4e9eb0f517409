"""deploy/backup.py: a site is copied while it is written to, and the copy is a site."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.running import ROOT, colonnade, serving

pytestmark = pytest.mark.once

SCRIPT = ROOT / "deploy" / "backup.py"


def copy(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", str(SCRIPT), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder that looks like a site."""
    data = tmp_path / "site"
    (data / "media").mkdir(parents=True)
    (data / "media" / "one.webp").write_bytes(b"pixels")
    (data / "secret.key").write_text("secret")
    with closing(sqlite3.connect(data / "site.sqlite3")) as connection, connection:
        connection.execute("CREATE TABLE t (n)")
    return data


def test_a_copy_made_while_the_site_is_served_is_served_as_well(tmp_path):
    with serving(tmp_path / "site") as server:
        # In the log alone, so far: the file of the database does not hold it.
        server.colonnade("site", "set", "title", "The Copied Ledger")
        made = copy(server.data, tmp_path / "copies")
        assert made.returncode == 0, made.stderr
    folder = Path(made.stdout.strip())
    assert (folder / "secret.key").stat().st_mode & 0o077 == 0
    assert colonnade("doctor", "--data", folder).returncode == 0
    with serving(folder) as again:
        assert "The Copied Ledger" in again.get("/town/turning-bridge/")


def test_a_writer_in_the_middle_of_its_work_does_not_spoil_the_copy(small, tmp_path):
    with closing(sqlite3.connect(small / "site.sqlite3")) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("INSERT INTO t VALUES (1)")
        writer.commit()
        writer.execute("INSERT INTO t VALUES (2)")
        folder = Path(copy(small, tmp_path / "copies").stdout.strip())
        writer.commit()
    with closing(sqlite3.connect(folder / "site.sqlite3")) as connection:
        assert connection.execute("SELECT n FROM t").fetchall() == [(1,)]
    assert (folder / "media" / "one.webp").read_bytes() == b"pixels"


def test_it_keeps_the_newest_and_what_is_not_its_own(small, tmp_path):
    copies = tmp_path / "copies"
    for day in range(1, 5):
        (copies / f"2026-01-0{day}T033000Z").mkdir(parents=True)
        (copies / f"2026-01-0{day}T033000Z" / "secret.key").touch()
    for strange in ("2026-01-01T000000Z", "letters"):
        (copies / strange).mkdir()
    made = Path(copy(small, copies, "--keep", 2).stdout.strip())
    left = {"2026-01-04T033000Z", made.name, "2026-01-01T000000Z", "letters"}
    assert {path.name for path in copies.iterdir()} == left


def test_a_copy_that_fails_says_so_and_leaves_nothing(small, tmp_path):
    (small / "site.sqlite3").unlink()
    failed = copy(small, tmp_path / "copies")
    assert failed.returncode == 1
    assert "--without-database" in failed.stderr
    assert not list((tmp_path / "copies").iterdir())
    assert copy(small, tmp_path / "copies", "--without-database").returncode == 0
