"""A site's rows as of one moment, copied while others write; and put back into an empty place."""

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from colonnade.cli.failure import CannotDo

# What a backup counts, and the tables that hold it.
_COUNTED = {
    "people": "people_person",
    "articles": "articles_articlepage",
    "threads": "discussion_thread",
    "comments": "discussion_comment",
}
_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
_BUSY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Facts:
    """What is in a copy: rows by kind, and "app.name" of each migration carried out."""

    counts: dict[str, int]
    migrations: list[str]


def copy_sqlite(source: Path, copy: Path) -> Facts:
    """Copy a SQLite database, with what its log holds, and look it over. Raises CannotDo."""
    if not source.exists():
        raise CannotDo(f"{source} is not there. Name the site's folder: --data DIR")
    with (
        closing(sqlite3.connect(source, timeout=_BUSY_SECONDS)) as live,
        closing(sqlite3.connect(copy)) as target,
    ):
        # In one step: writers go on, and none of them can make it begin anew.
        live.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
        verdict = target.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise CannotDo(f"{source} is damaged: {verdict}. Restore an earlier backup.")
        return _facts(lambda query: target.execute(query).fetchall())


def dump_postgres(url: str, copy: Path) -> Facts:
    """Write pg_dump's custom format of the database's state at one moment. Raises CannotDo."""
    import psycopg

    program = find_program("pg_dump")
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        facts = _facts(lambda query: connection.execute(query.encode()).fetchall())
        words = ["--format=custom", "--no-owner", "--no-privileges", f"--file={copy}"]
        # The counts and the dump see the same moment.
        _run(program, [*words, f"--snapshot={row[0] if row else ''}"], url)
    return facts


def load_postgres(url: str, dump: Path) -> None:
    """Bring a dump into an empty database, all at once or not at all. Raises CannotDo."""
    words = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"]
    _run(find_program("pg_restore"), [*words, str(dump)], url)


def insist_empty(url: str) -> None:
    """Raise CannotDo where a PostgreSQL database holds tables."""
    import psycopg

    query = (
        "SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' LIMIT 1"
    )
    with psycopg.connect(url) as connection:
        if connection.execute(query).fetchone():
            raise CannotDo(
                "The database that COLONNADE_DATABASE_URL names is not empty. Make a new one"
                " (createdb NAME) and name that: nothing is ever overwritten."
            )


def find_program(name: str) -> str:
    """Return the newest of PostgreSQL's programs of this name. Raises CannotDo."""
    folders = [str(folder) for place in _PLACES for folder in Path("/").glob(place[1:])]
    # Newest first: an older pg_dump refuses a newer server.
    folders.sort(key=lambda one: [int(digits) for digits in re.findall(r"\d+", one)], reverse=True)
    path = os.pathsep.join([*folders, os.environ.get("PATH", "")])
    found = shutil.which(name, path=path)
    if found is None:
        raise CannotDo(
            f"{name} is not installed, and a site on PostgreSQL needs it here."
            " Debian: apt install postgresql-client; macOS: brew install libpq."
        )
    return found


def _run(program: str, words: list[str], url: str) -> None:
    """Run one of PostgreSQL's programs; its password goes where other users cannot read it."""
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    parts = conninfo_to_dict(url)
    password = parts.pop("password", None)
    environment = dict(os.environ)
    if password:
        environment["PGPASSWORD"] = str(password)
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL's, no shell
        [program, f"--dbname={make_conninfo('', **parts)}", *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["no reason given"])[0]
        raise CannotDo(f"{Path(program).name} failed: {why}")


def _facts(ask: Callable[[str], list[tuple[object, ...]]]) -> Facts:
    counts = {
        what: int(str(ask(f"SELECT count(*) FROM {table}")[0][0]))  # noqa: S608 - our own names
        for what, table in _COUNTED.items()
    }
    recorded = ask("SELECT app, name FROM django_migrations ORDER BY app, name")
    return Facts(counts, [f"{app}.{name}" for app, name in recorded])
