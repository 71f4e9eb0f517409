"""A ready database for the first start, instead of migrations and rendering.

`python -m colonnade.project.snapshot --write` makes the two files anew, `--check` compares them
with what the real migrations and the real sample give.
"""

import os
import re
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from colonnade.kit import clock

FOLDER = Path(__file__).parent.with_name("data")
SCHEMA, SAMPLE = FOLDER / "schema.sqlite3.xz", FOLDER / "sample.sqlite3.xz"
_COMPANIONS = ("-wal", "-shm", "-journal")
_DAY = re.compile(r'("date": ")(\d{4}-\d\d-\d\d)"')
# The same day in the HTML made of it, and in words: the sample is in English.
_SAID = re.compile(r'<time datetime="(\d{4}-\d\d-\d\d)">[^<]*</time>')
# The moment that the sample's times are counted from.
MOMENT = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


def unpack(path: Path, *, sample: bool) -> bool:
    """Put the ready database at `path`, its times moved up to now; whole or not at all.

    Returns False where there is none to be had: migrations do it then.
    """
    half = path.with_name(f".{path.name}.half")
    # Of a start that was interrupted, and of a database that is no more.
    for left_over in (half, *(path.with_name(path.name + end) for end in _COMPANIONS)):
        left_over.unlink(missing_ok=True)
    try:
        import lzma

        packed = SAMPLE if sample else SCHEMA
        content = lzma.decompress(packed.read_bytes())
    except (ImportError, FileNotFoundError):
        return False
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    _move_times(half)
    _flush(half)
    half.rename(path)
    _flush(path.parent)
    return True


def _move_times(path: Path) -> None:
    """Move every time in the database by what has passed since MOMENT.

    Django declares each column of a DateTimeField as "datetime" and keeps UTC in it as text.
    """
    passed = clock.now().replace(microsecond=0) - MOMENT

    def moved(value: str) -> str:
        return str(datetime.fromisoformat(value) + passed)

    def moved_days(value: str) -> str:
        return _DAY.sub(lambda day: f'{day[1]}{_noon(day[2]) + passed:%Y-%m-%d}"', value)

    def moved_words(value: str) -> str:
        return _SAID.sub(lambda day: _said(_noon(day[1]) + passed), value)

    with closing(sqlite3.connect(path)) as connection, connection:
        connection.create_function("moved", 1, moved, deterministic=True)
        connection.create_function("moved_days", 1, moved_days, deterministic=True)
        connection.create_function("moved_words", 1, moved_words, deterministic=True)
        # The days of corrections and sources stand inside what an editor wrote, and in its HTML:
        # nobody has to render it anew.
        connection.execute(
            "UPDATE articles_articlepage SET corrections = moved_days(corrections),"
            " body = moved_days(body), html = moved_words(html)"
        )
        for table, column in time_columns(connection):
            connection.execute(
                f'UPDATE "{table}" SET "{column}" = moved("{column}")'  # noqa: S608 - our schema
                f' WHERE "{column}" IS NOT NULL'
            )


def _noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00")


def _said(day: datetime) -> str:
    return f'<time datetime="{day:%Y-%m-%d}">{day.day} {day:%B} {day.year}</time>'


def time_columns(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return (table, column) of every time that the database keeps."""
    found = connection.execute(
        "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c"
        " WHERE m.type = 'table' AND lower(c.type) = 'datetime' ORDER BY 1, 2"
    )
    return [(str(table), str(column)) for table, column in found]


def _flush(path: Path) -> None:
    """Let what was written reach the disk."""
    with suppress(PermissionError):  # some systems open no folder
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
