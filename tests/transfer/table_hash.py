"""What every table holds, as a digest for each: equal digests are equal rows, on both databases."""

import hashlib
from collections.abc import Iterable

from django.db import connection

# What an undone import may leave: its own record, events on their way, and counters, which
# PostgreSQL keeps outside of tables.
LEDGER = ("transfer_run", "transfer_origin", "outbox_event", "outbox_delivery", "sqlite_sequence")
_MINE = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
_ITS = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
_VIRTUAL = "CREATE VIRTUAL TABLE"
# An index of words is seen through its own table; how FTS5 files it is its own affair.
_INSIDE = ("_data", "_idx", "_content", "_docsize", "_config")


def table_hash(*, without: Iterable[str] = LEDGER) -> dict[str, str]:
    """Return for each table "how many rows, their digest", whatever the rows' order."""
    left_out = set(without)
    return {name: _digest(name) for name in _tables() if name not in left_out}


def rows_of(table: str) -> list[str]:
    """Return a table's rows as text, sorted: to see where two digests differ."""
    with connection.cursor() as cursor:
        # The names come from the database itself.
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
        return sorted(repr(row) for row in cursor.fetchall())


def _digest(table: str) -> str:
    rows = rows_of(table)
    digest = hashlib.sha256("\n".join(rows).encode(errors="surrogatepass"))
    return f"{len(rows)} {digest.hexdigest()[:16]}"


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_MINE)
            return sorted(name for (name,) in cursor.fetchall())
        cursor.execute(_ITS)
        found = cursor.fetchall()
    words = [name for name, sql in found if (sql or "").startswith(_VIRTUAL)]
    inside = {name + end for name in words for end in _INSIDE}
    return sorted(name for name, _ in found if name not in inside)
