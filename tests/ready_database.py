"""A database made by the real migrations, once for a run; each worker gets a copy of it.

Every worker and every test that wants an empty site would else carry out some 200 migrations.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.apps import apps
from django.conf import settings

from colonnade.project import snapshot

URL = settings.CONFIG.database_url


def clone_sqlite(target: Path) -> None:
    """Put an empty database of this version at a path; what was there is gone."""
    for end in ("", "-wal", "-shm", "-journal"):
        target.with_name(target.name + end).unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(_ready_file())) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)


def clone_postgres(name: str) -> None:
    """Make an empty database of this version on the tests' server; what was there is gone."""
    ready = _ready_name()
    with _alone(), psycopg.connect(URL, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{ready}"')


def _ready_file() -> Path:
    path: Path = settings.DATA / f"ready-{_key()}.sqlite3"
    with _alone():
        if not path.exists():
            half = path.with_name("half")
            for left in settings.DATA.glob("ready-*.sqlite3"):
                left.unlink()
            _migrate(half)
            (half / "site.sqlite3").rename(path)
    return path


def _ready_name() -> str:
    name = f"ready_{_key()}"
    with _alone(), psycopg.connect(URL, autocommit=True) as server:
        known = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not known:
            half = f"{name}_half"
            server.execute(f"DROP DATABASE IF EXISTS {half} WITH (FORCE)")
            server.execute(f"CREATE DATABASE {half}")
            _migrate(settings.DATA / "half", urlunsplit(urlsplit(URL)._replace(path=f"/{half}")))
            server.execute(f"ALTER DATABASE {half} RENAME TO {name}")
    return name


def _migrate(folder: Path, url: str = "") -> None:
    """Carry out the real migrations in a process of their own, which leaves nothing open.

    For SQLite the ready database of first starts does as well: bin/check compares it with what
    the real migrations give. Only what is newer is carried out.
    """
    folder.mkdir(exist_ok=True)
    file = folder / "site.sqlite3"
    file.unlink(missing_ok=True)
    if not url and snapshot.unpack(file, sample=False) and _carried_out(file) >= _on_disk():
        return
    where = {"COLONNADE_DATA": str(folder), "COLONNADE_DATABASE_URL": url}
    words = [sys.executable, "-P", "-m", "django", "migrate", "--verbosity=0"]
    # Not the tests' own data folder, whatever else is set there.
    source = str(Path(__file__).parents[1] / "src")
    subprocess.run(words, env=os.environ | where | {"PYTHONPATH": source}, check=True)


def _carried_out(file: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(file)) as connection:
        return set(connection.execute("SELECT app, name FROM django_migrations"))


def _on_disk() -> set[tuple[str, str]]:
    return {
        (app.label, path.stem)
        for app in apps.get_app_configs()
        for path in Path(app.path, "migrations").glob("[!_]*.py")
    }


def _key() -> str:
    """Return what changes whenever a migration does."""
    digest = hashlib.sha256()
    for app in sorted(apps.get_app_configs(), key=lambda one: one.name):
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(f"{app.label} {path.name} ".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def _alone() -> Iterator[None]:
    """Let one worker make it, and the others wait."""
    with (settings.DATA / "ready.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
