"""Makes the ready databases, and compares them with what they should hold."""

import argparse
import lzma
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from colonnade.project import snapshot

Rows = dict[str, list[str]]

# How FTS5 keeps its index is the business of each SQLite; the words themselves are compared.
_INDEXES = ("search_words", "wagtailsearch_indexentry_fts")
_PARTS = ("config", "content", "data", "docsize", "idx")
_INNER = {f"{index}_{part}" for index in _INDEXES for part in _PARTS}


def main(arguments: Sequence[str]) -> int:
    """Write the files (only where their rows change), or say which tables differ."""
    parser = argparse.ArgumentParser(prog="python -m colonnade.project.snapshot")
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("--write", action="store_true", help="make the files anew")
    group.add_argument("--check", action="store_true", help="fail if they are not up to date")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="colonnade-snapshot-") as folder:
        pairs = _build(Path(folder))
        stale = {name: names for name, made in pairs.items() if (names := _differ(name, made))}
        if options.write:
            for name in stale:
                name.parent.mkdir(exist_ok=True)
                name.write_bytes(_pack(pairs[name]))
                _say(f"{name.name}: written, {name.stat().st_size // 1024} KiB")
            return 0
    for name, tables in stale.items():
        _say(f"{name.name} is not up to date in: {', '.join(tables)}")
    if stale:
        _say("Run: python -m colonnade.project.snapshot --write")
    return 1 if stale else 0


def _build(folder: Path) -> dict[Path, Path]:
    """Make both databases by the real migrations and the real loading of the sample."""
    site, schema = folder / "site.sqlite3", folder / "schema.sqlite3"
    _run(folder, "django", "migrate", "--verbosity=0")
    _settle(site)
    shutil.copy(site, schema)
    _run(folder, "colonnade", "newspaper", "--moment", snapshot.MOMENT.isoformat())
    _settle(site)
    return {snapshot.SCHEMA: schema, snapshot.SAMPLE: site}


def _run(folder: Path, *words: str) -> None:
    """Run a module of ours with nothing configured but the folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COLONNADE_")}
    settings = "colonnade.project.settings"
    subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-P", "-m", *words],
        env={**kept, "COLONNADE_DATA": str(folder), "DJANGO_SETTINGS_MODULE": settings},
        check=True,
    )


def _settle(path: Path) -> None:
    """Leave one file without a log beside it, the same however long the making took."""
    moment = snapshot.MOMENT.replace(tzinfo=None)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE django_migrations SET applied = ?", [str(moment)])
        # The newsroom's first two pages come from migrations, under names drawn by lot.
        connection.execute(
            "UPDATE wagtailcore_page SET translation_key = printf('%032x', id) WHERE depth <= 2"
        )
        # That the sample was made is no news of the newsroom's.
        connection.execute("DELETE FROM wagtailcore_pagelogentry")
        # Nobody has kept a page of it yet that could be spoiled.
        connection.execute("DELETE FROM outbox_event WHERE delivered IS NOT NULL")
        connection.commit()
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("VACUUM")


def _pack(path: Path) -> bytes:
    return lzma.compress(path.read_bytes(), preset=9 | lzma.PRESET_EXTREME)


def _differ(packed: Path, made: Path) -> list[str]:
    """Return the names of the tables in which a packed database differs from a made one."""
    if not packed.exists():
        return ["everything: the file is missing"]
    with tempfile.NamedTemporaryFile(suffix=".sqlite3") as file:
        file.write(lzma.decompress(packed.read_bytes()))
        file.flush()
        kept = content_of(Path(file.name))
    fresh = content_of(made)
    return sorted(name for name in kept | fresh if kept.get(name) != fresh.get(name))


def content_of(path: Path) -> Rows:
    """Return every row of every table, and the schema, in a form that lasts across SQLites."""
    with closing(sqlite3.connect(path)) as connection:
        schema = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
        listed = [entry for entry in schema if entry[1] not in _INNER]
        tables = [str(name) for kind, name, *_ in listed if kind == "table"]
        rows = {name: _rows(connection, name) for name in tables}
    return {"the schema": sorted(map(repr, listed)), **rows}


def _rows(connection: sqlite3.Connection, table: str) -> list[str]:
    key = "rowid, " if table == "search_words" else ""
    found = connection.execute(f'SELECT {key}* FROM "{table}"')  # noqa: S608 - our own schema
    # What Wagtail keeps of references comes in any order, so its keys tell nothing.
    first = 1 if table == "wagtailcore_referenceindex" else 0
    return sorted(repr(row[first:]) for row in found)


def _say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201 - this speaks to a developer
