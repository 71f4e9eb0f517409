"""`colonnade backup` and `restore`: what was acknowledged comes back, nothing else is touched."""

import io
import json
import sqlite3
import tarfile
import urllib.request
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import pytest

from colonnade.cli import snapshots
from colonnade.cli.failure import CannotDo
from tests.cli.running import colonnade, own_database, serving, wait_for

LEFT_OUT = {"cache", "mail", "run", "serving.json", ".setup.lock"}
PACKED = {"site.sqlite3", "secret.key", "secret.former", "colonnade.toml", "media", "imports"}
LOG_OF_SQLITE = {"site.sqlite3-wal", "site.sqlite3-shm"}


class Writers(Thread):
    """Posts one comment after the other; knows which ones were acknowledged, in order."""

    def __init__(self, url: str, thread: str) -> None:
        super().__init__()
        self.address = f"{url}/api/v1/threads/{thread}/comments"
        self.enough = Event()
        self.acknowledged: list[str] = []

    def run(self) -> None:
        while not self.enough.is_set():
            words = {"body": "One more word.", "name": "Ann", "key": str(uuid4())}
            request = urllib.request.Request(  # noqa: S310
                self.address, json.dumps(words).encode(), {"Content-Type": "application/json"}
            )
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                self.acknowledged.append(json.load(answer)["id"])


def test_a_backup_under_load_holds_a_beginning_of_what_was_acknowledged(tmp_path):
    path = tmp_path / "site.tar"
    with (
        own_database() as variables,
        serving(tmp_path / "site", "--no-demo", variables=variables) as server,
    ):
        for name in ("limit_address", "limit_thread"):
            server.colonnade("site", "set", name, "0")
        server.colonnade("site", "set", "commenting", "guests")
        thread = json.loads(server.colonnade("demo", "--comments", "50", "--json").stdout)["thread"]
        writers = Writers(server.url, thread)
        writers.start()
        try:
            wait_for("the first posts", lambda: len(writers.acknowledged) > 5)
            before = len(writers.acknowledged)
            made = server.colonnade("backup", path, "--json")
            after = len(writers.acknowledged)
            wait_for("more posts", lambda: len(writers.acknowledged) > after + 5)
        finally:
            writers.enough.set()
            writers.join()
    assert made.returncode == 0, made.stderr
    with own_database(bare=True) as elsewhere:
        said = colonnade(
            "restore", path, "--json", "--data", tmp_path / "back", variables=elsewhere
        )
        assert said.returncode == 0, said.stderr
        assert colonnade("doctor", "--data", tmp_path / "back", variables=elsewhere).returncode == 0
        with serving(tmp_path / "back", variables=elsewhere) as again:
            address = f"/api/v1/threads/{thread}/comments?view=flat&size=300"
            first = json.loads(again.get(address))
            items = first["items"]
            for page in range(2, first["pages"] + 1):
                items += json.loads(again.get(f"{address}&page={page}"))["items"]
    held = {one["id"] for one in items} & set(writers.acknowledged)
    assert before <= len(held) <= after + 1
    assert held == set(writers.acknowledged[: len(held)])
    assert json.loads(said.stdout)["counts"]["comments"] == len(items)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with the sample, settings and an import's ledger; nobody may change it."""
    data = tmp_path_factory.mktemp("backup") / "site"
    with serving(data):
        pass
    (data / "colonnade.toml").write_text("email_from = 'paper@example.org'\n")
    (data / "secret.former").write_text("a secret of before\n")
    for name in ("ledger.ndjson", "source", "staging.sqlite3"):
        (data / "imports" / "abc").mkdir(parents=True, exist_ok=True)
        (data / "imports" / "abc" / name).write_text("{}\n")
    (data / "media" / "elsewhere").symlink_to("/etc/hostname")
    return data


@pytest.fixture(scope="module")
def backup(site: Path) -> Path:
    path = site.parent / "site.tar"
    said = colonnade("backup", path, "--data", site)
    assert said.returncode == 0, said.stderr
    return path


def remade(backup: Path, path: Path, change) -> Path:
    """Write the archive anew, each member through `change`: what it returns goes in."""
    with tarfile.open(backup) as old, tarfile.open(path, "w") as new:
        for info in old:
            source = old.extractfile(info)
            for again, data in change(info, source.read() if source else b""):
                again.size = len(data) if again.isreg() else 0
                new.addfile(again, io.BytesIO(data))
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink() and not path.name.startswith("site.sqlite3")
    }


@pytest.mark.once
def test_a_site_comes_back_with_all_that_is_its_own(site, backup, tmp_path):
    assert backup.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in backup.parent.iterdir() if path.name.startswith(".")] == []
    back = tmp_path / "back"
    said = colonnade("restore", backup, "--data", back)
    assert said.returncode == 0, said.stderr
    assert "716 comments" in said.stdout
    kept = {
        name: data
        for name, data in files(site).items()
        if name.partition("/")[0] in PACKED
        and (not name.startswith("imports/") or "ledger" in name)
    }
    assert files(back) == kept
    secret = ("secret.key", "secret.former")
    assert {*secret, "colonnade.toml", "imports/abc/ledger.ndjson"} < set(kept)
    for name in secret:
        assert (back / name).stat().st_mode & 0o077 == 0
    assert back.stat().st_mode & 0o077 == 0
    assert word_of(back) != word_of(site)
    with serving(back) as server:
        assert "Turning Bridge" in server.get("/town/turning-bridge/")


def word_of(data: Path) -> list[tuple[str]]:
    """Return the word by which whoever keeps finished pages knows this database."""
    with closing(sqlite3.connect(data / "site.sqlite3")) as base:
        return base.execute("SELECT value FROM outbox_epoch").fetchall()


@pytest.mark.once
def test_every_name_in_a_data_folder_is_packed_or_left_out_on_purpose(site):
    names = {path.name for path in site.iterdir() if not path.name.startswith("site-before-")}
    assert names <= PACKED | LEFT_OUT | LOG_OF_SQLITE


@pytest.mark.once
def test_nothing_that_stands_is_overwritten(site, backup, tmp_path):
    assert "is there already" in colonnade("backup", backup, "--data", site).stderr
    (tmp_path / "note").write_text("mine")
    said = colonnade("restore", backup, "--data", tmp_path)
    assert (said.returncode, len(said.stderr.splitlines())) == (1, 1)
    assert "not empty" in said.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["note"]


@pytest.mark.once
def test_an_empty_folder_that_stands_is_filled_and_stays_itself(backup, tmp_path):
    folder = tmp_path / "there"
    folder.mkdir(mode=0o750)
    number = folder.stat().st_ino
    assert colonnade("restore", backup, "--data", folder).returncode == 0
    assert folder.stat().st_ino == number
    assert {path.name for path in folder.iterdir()} == PACKED


def refused(path: Path, tmp_path: Path) -> str:
    """Restore, which must fail in one line and leave nothing anywhere; return the line."""
    data = tmp_path / "deep" / "data"
    data.parent.mkdir()
    said = colonnade("restore", path, "--data", data)
    assert (said.returncode, said.stdout) == (1, ""), said.stdout
    assert len(said.stderr.splitlines()) == 1
    assert list(data.parent.iterdir()) == []
    return said.stderr


@pytest.mark.once
@pytest.mark.parametrize("where", [0.001, 0.3, 0.6, 0.8])
def test_one_wrong_byte_is_found_before_anything_stands(backup, tmp_path, where):
    data = bytearray(backup.read_bytes())
    data[int(len(data) * where) + 700] ^= 1
    (tmp_path / "bad.tar").write_bytes(data)
    assert "colonnade: " in refused(tmp_path / "bad.tar", tmp_path)


@pytest.mark.once
@pytest.mark.parametrize("left", [0, 100, 512, 100_000, -1024 * 40])
def test_a_backup_cut_short_is_none(backup, tmp_path, left):
    (tmp_path / "cut.tar").write_bytes(backup.read_bytes()[:left])
    assert "backup of Colonnade" in refused(tmp_path / "cut.tar", tmp_path)


def strange(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


HOSTILE = {
    "above": strange("media/../../../tmp/owned"),
    "absolute": strange("/tmp/owned"),
    "dotted": strange("media/./a.webp"),
    "doubled": strange("media//a.webp"),
    "unknown": strange("authorized_keys"),
    "python": strange("media/../site.py"),
    "symlink": strange("media/a", tarfile.SYMTYPE, "/etc"),
    "hard link": strange("media/a", tarfile.LNKTYPE, "secret.key"),
    "folder": strange("media/a", tarfile.DIRTYPE),
    "device": strange("media/a", tarfile.CHRTYPE),
    "pipe": strange("media/a", tarfile.FIFOTYPE),
    "sparse": strange("media/a", tarfile.GNUTYPE_SPARSE),
    "twice": strange("secret.key"),
    "not in the manifest": strange("media/more.webp"),
}


@pytest.mark.once
@pytest.mark.parametrize("member", HOSTILE.values(), ids=HOSTILE)
def test_hostile_archives_are_refused(backup, tmp_path, member):
    def change(info, data):
        if info.name == "manifest.json":
            yield member, b"owned"
        yield info, data

    refused(remade(backup, tmp_path / "bad.tar", change), tmp_path)


@pytest.mark.once
def test_a_size_that_is_not_there_is_refused(backup, tmp_path):
    info = strange("media/huge.webp")
    info.size = 2**40
    with (tmp_path / "huge.tar").open("wb") as file:
        file.write(info.tobuf() + b"\0" * 2**20)
    refused(tmp_path / "huge.tar", tmp_path)


def with_manifest(backup: Path, path: Path, **changes: object) -> Path:
    def change(info, data):
        if info.name == "manifest.json":
            data = json.dumps(json.loads(data) | changes).encode()
        yield info, data

    return remade(backup, path, change)


@pytest.mark.once
@pytest.mark.parametrize(
    "changes",
    [{"version": "99.0.0"}, {"format": 2}, {"migrations": ["discussion.9999_from_the_future"]}],
)
def test_a_newer_versions_backup_is_refused(backup, tmp_path, changes):
    path = with_manifest(backup, tmp_path / "newer.tar", **changes)
    assert "newer Colonnade" in refused(path, tmp_path)


@pytest.mark.once
def test_an_older_versions_backup_waits_for_the_next_start(site, tmp_path):
    data = tmp_path / "older"
    data.mkdir()
    (data / "secret.key").write_text("s" * 64)
    with (
        closing(sqlite3.connect(site / "site.sqlite3")) as new,
        closing(sqlite3.connect(data / "site.sqlite3")) as old,
    ):
        new.backup(old)
        old.execute("DELETE FROM django_migrations WHERE app = 'search'")
        old.commit()
    assert colonnade("backup", tmp_path / "older.tar", "--data", data).returncode == 0
    said = colonnade("restore", tmp_path / "older.tar", "--data", tmp_path / "back")
    assert said.returncode == 0, said.stderr
    assert "next start brings its database up to date" in said.stdout


@pytest.mark.once
def test_the_one_database_does_not_become_the_other(backup, tmp_path):
    variables = {"COLONNADE_DATABASE_URL": "postgresql://nobody@/nothing"}
    said = colonnade("restore", backup, "--data", tmp_path / "back", variables=variables)
    assert (said.returncode, len(said.stderr.splitlines())) == (1, 1)
    assert "COLONNADE_DATABASE_URL" in said.stderr
    assert not (tmp_path / "back").exists()


@pytest.mark.once
def test_a_folder_gets_a_backup_of_each_moment_and_keeps_the_newest(site, tmp_path):
    old = [tmp_path / f"colonnade-2026-01-0{day}T033000Z.tar" for day in range(1, 4)]
    for path in (*old, tmp_path / "colonnade-letters.tar"):
        path.touch()
    said = colonnade("backup", tmp_path, "--keep", "2", "--json", "--data", site)
    made = json.loads(said.stdout)
    assert made["removed"] == [path.name for path in old[:2]]
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {Path(made["path"]).name, old[2].name, "colonnade-letters.tar"}
    wrong = colonnade("backup", tmp_path / "one.tar", "--keep", "2", "--data", site)
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (2, 1)


@pytest.mark.once
def test_a_backup_that_fails_leaves_nothing(tmp_path):
    data, target = tmp_path / "site", tmp_path / "target"
    data.mkdir()
    target.mkdir()
    (data / "secret.key").write_text("s")
    (data / "site.sqlite3").write_bytes(b"no database at all, but long enough" * 100)
    said = colonnade("backup", target / "one.tar", "--data", data)
    assert (said.returncode, len(said.stderr.splitlines())) == (1, 1)
    assert list(target.iterdir()) == []
    empty = colonnade("backup", target / "one.tar", "--data", target)
    assert empty.returncode == 1
    assert "no site" in empty.stderr


@pytest.mark.once
def test_without_pg_dump_the_operator_is_told_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(snapshots, "_PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotDo, match="apt install postgresql-client"):
        snapshots.find_program("pg_dump")
