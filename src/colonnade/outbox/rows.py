"""Single rows by statements that are put together once: for the ways that many take at a time.

Django's own way of making a statement costs ten times what the database needs to carry it out.
Here a statement is a constant, and what it is given goes along as parameters. On SQLite it goes
to the driver itself, past the layers of Django's cursor, which cost more than many a statement;
they are there where somebody listens to them (a test that counts queries).
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

_PLACES = re.compile("%[%s]")
_AS_IT_IS = frozenset({int, str, bool, type(None)})


def insert(model: type[models.Model], **values: object) -> int:
    """Insert a row and return its primary key; fields that are not named get their defaults.

    The names are those of columns (`thread_id`). Signals are not sent. Values are what the
    columns hold: numbers, words, moments, UUIDs, and mappings for JSON.
    """
    plan = _insertion(model)
    row = [values[name] if name in values else default() for name, default in plan.columns]
    if not values.keys() <= plan.names:
        raise TypeError(f"{model.__name__} has no column {', '.join(values.keys() - plan.names)}")
    way = connections[DEFAULT_DB_ALIAS]
    if _is_short(way):
        # What SQLite is to return it does as a trigger would: with a journal for the statement,
        # into which every page goes that is touched. The key it tells by itself.
        with way.wrap_database_errors:
            cursor = way.connection.execute(_as_sqlite(plan.sql), _as_kept(row, way))
            return int(cursor.lastrowid)
    return int(_answer(f"{plan.sql} RETURNING {plan.key}", row)[0][0])


def first(sql: str, *values: object) -> tuple[Any, ...] | None:
    """Return the first row that a statement gives, as the database's driver gives it, or None."""
    found = _answer(sql, values)
    return found[0] if found else None


def every(sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Return all rows that a statement gives. On SQLite moments come as words."""
    return _answer(sql, values)


def change(sql: str, *values: object) -> int:
    """Carry out a statement and return how many rows it changed."""
    way = connections[DEFAULT_DB_ALIAS]
    if _is_short(way):
        with way.wrap_database_errors:
            found = way.connection.execute(_as_sqlite(sql), _as_kept(values, way))
            return int(found.rowcount)
    with way.cursor() as cursor:
        cursor.execute(sql, _as_kept(values, way))
        return int(cursor.rowcount)


def locking(sql: str, table: str) -> str:
    """Return a SELECT that keeps its row of `table` from others until the transaction ends.

    On SQLite the transaction itself does: it is the only one that writes.
    """
    is_sqlite = connections[DEFAULT_DB_ALIAS].vendor == "sqlite"
    return sql if is_sqlite else f"{sql} FOR UPDATE OF {table}"


def kept(values: Sequence[object]) -> list[Any]:
    """Return moments, UUIDs and mappings as the database keeps them, all else as it is."""
    return _as_kept(values, connections[DEFAULT_DB_ALIAS])


def _answer(sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
    way = connections[DEFAULT_DB_ALIAS]
    if _is_short(way):
        with way.wrap_database_errors:
            found = way.connection.execute(_as_sqlite(sql), _as_kept(values, way))
            return list(found.fetchall())
    with way.cursor() as cursor:
        cursor.execute(sql, _as_kept(values, way))
        return list(cursor.fetchall())


def _is_short(way: BaseDatabaseWrapper) -> bool:
    """Tell whether a statement may go to the driver itself: SQLite's, and nobody listens."""
    if way.vendor != "sqlite" or way.execute_wrappers or way.queries_logged:
        return False
    way.ensure_connection()
    way.validate_no_broken_transaction()
    return True


def _as_kept(values: Sequence[object], way: BaseDatabaseWrapper) -> list[Any]:
    write = _in_sqlite if way.vendor == "sqlite" else _in_postgresql
    return [value if type(value) in _AS_IT_IS else write(value) for value in values]


def _in_sqlite(value: object) -> object:
    if isinstance(value, datetime):
        return str(value.astimezone(UTC).replace(tzinfo=None))
    return value.hex if isinstance(value, UUID) else _in_postgresql(value)


def _in_postgresql(value: object) -> object:
    return json.dumps(value) if isinstance(value, dict) else value


@cache
def _as_sqlite(sql: str) -> str:
    """Return a statement with its places as SQLite's driver marks them."""
    return _PLACES.sub(lambda place: "?" if place[0] == "%s" else "%", sql)


@dataclass(frozen=True, slots=True)
class _Insertion:
    """The statement that inserts a row; its columns, each with what it holds by default."""

    sql: str
    key: str
    columns: tuple[tuple[str, Callable[[], object]], ...]
    names: frozenset[str]


@cache
def _insertion(model: type[models.Model]) -> _Insertion:
    names = connections[DEFAULT_DB_ALIAS].ops.quote_name
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(names(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    key = names(str(model._meta.pk.column))
    table = names(model._meta.db_table)
    sql = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - of our models' names
    pairs = tuple((field.attname, field.get_default) for field in fields)
    return _Insertion(sql, key, pairs, frozenset(name for name, _ in pairs))
