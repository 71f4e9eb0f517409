# ruff: noqa: INP001 - one file, copied to a server alone
"""Copy a Colonnade site while it runs: `backup.py DATA TARGET [--keep N]`.

Makes TARGET/<moment>/ with the database, pictures, settings and secret; whole or not at all. It
needs nothing but Python 3.11 and works until the command `colonnade backup` takes its place.
A site on PostgreSQL keeps its rows elsewhere: `--without-database`, and pg_dump beside it.
"""

import argparse
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

DATABASE = "site.sqlite3"
FILES = ("secret.key", "colonnade.toml")
FOLDERS = ("media",)
MOMENT = "%Y-%m-%dT%H%M%SZ"


def main(arguments: list[str]) -> int:
    """Make the copy, forget the oldest ones, print where it is; 1 where it cannot be made."""
    parser = argparse.ArgumentParser(description="Copy a Colonnade site while it runs.")
    parser.add_argument("data", type=Path, help="the site's data folder")
    parser.add_argument("target", type=Path, help="the folder of the copies")
    parser.add_argument("--keep", type=int, default=14, metavar="N", help="so many copies stay")
    parser.add_argument("--without-database", action="store_true", help="pg_dump takes care of it")
    options = parser.parse_args(arguments)
    os.umask(0o077)
    try:
        made = copy_site(options.data, options.target, database=not options.without_database)
    except (OSError, sqlite3.Error) as why:
        print(f"backup: no copy was made: {why}", file=sys.stderr)  # noqa: T201 - it speaks to a person
        return 1
    forget(options.target, max(options.keep, 1))
    print(made)  # noqa: T201 - the same
    return 0


def copy_site(data: Path, target: Path, *, database: bool = True) -> Path:
    """Return the folder of a whole copy; a copy that fails leaves nothing behind."""
    moment = datetime.now(UTC)  # noqa: TID251 - our clock is in the package, this stands alone
    whole = target / moment.strftime(MOMENT)
    half = target / f".{whole.name}.half"
    half.mkdir(parents=True)
    try:
        # The rows first: a picture is kept before the row that names it.
        if database:
            copy_database(data / DATABASE, half / DATABASE)
        for name in FILES:
            if (data / name).exists():
                shutil.copy2(data / name, half / name)
        for name in FOLDERS:
            if (data / name).exists():
                shutil.copytree(data / name, half / name)
        half.rename(whole)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise
    return whole


def copy_database(source: Path, copy: Path) -> None:
    """Copy a SQLite database as of one moment, with what its log holds; raises sqlite3.Error."""
    if not source.exists():
        raise OSError(f"{source} is not there; on PostgreSQL: --without-database, and pg_dump")
    with (
        closing(sqlite3.connect(source, timeout=60)) as connection,
        closing(sqlite3.connect(copy)) as target,
    ):
        # In one step: writers go on, and none of them can make it begin anew.
        connection.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
        verdict = target.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        raise sqlite3.DatabaseError(f"the copy is damaged: {verdict}")


def forget(target: Path, keep: int) -> None:
    """Remove all copies but the newest."""
    copies = sorted(path for path in target.iterdir() if is_copy(path))
    for path in copies[:-keep]:
        shutil.rmtree(path)


def is_copy(path: Path) -> bool:
    """Return whether a folder is one of ours: by its name, and by the secret that each holds."""
    try:
        datetime.strptime(path.name, MOMENT)  # noqa: DTZ007 - the name says that it is UTC
    except ValueError:
        return False
    return (path / FILES[0]).exists()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
