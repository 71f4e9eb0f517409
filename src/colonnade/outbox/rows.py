"""Single rows by statements that are put together once: for the ways that many take at a time.

Django's own way of making a statement costs ten times what the database needs to carry it out.
Here a statement is a constant, and what it is given goes along as parameters.
"""

from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models


def insert(model: type[models.Model], **values: object) -> int:
    """Insert a row and return its primary key; fields that are not named get their defaults.

    The names are those of columns (`thread_id`). Signals are not sent.
    """
    sql, fields = _insertion(model, connection.vendor)
    row = []
    for field in fields:
        value = values.pop(field.attname) if field.attname in values else field.get_default()
        row.append(field.get_db_prep_save(value, connection))
    if values:
        raise TypeError(f"{model.__name__} has no column {', '.join(values)}")
    with connection.cursor() as cursor:
        cursor.execute(sql, row)
        return int(cursor.fetchall()[0][0])


def first(sql: str, *values: object) -> tuple[Any, ...] | None:
    """Return the first row that a statement gives, as the database's driver gives it, or None."""
    found = every(sql, *values)
    return found[0] if found else None


def every(sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Return all rows that a statement gives. On SQLite moments come as words."""
    with connection.cursor() as cursor:
        cursor.execute(sql, kept(values))
        return list(cursor.fetchall())


def change(sql: str, *values: object) -> int:
    """Carry out a statement and return how many rows it changed."""
    with connection.cursor() as cursor:
        cursor.execute(sql, kept(values))
        return int(cursor.rowcount)


def locking(sql: str, table: str) -> str:
    """Return a SELECT that keeps its row of `table` from others until the transaction ends.

    On SQLite the transaction itself does: it is the only one that writes.
    """
    return sql if connection.vendor == "sqlite" else f"{sql} FOR UPDATE OF {table}"


def kept(values: tuple[object, ...]) -> list[Any]:
    """Return moments and UUIDs as the database keeps them, all else as it is."""
    if connection.vendor != "sqlite":
        return list(values)
    return [_in_sqlite(value) for value in values]


def _in_sqlite(value: object) -> object:
    if isinstance(value, datetime):
        return str(value.astimezone(UTC).replace(tzinfo=None))
    return value.hex if isinstance(value, UUID) else value


@cache
def _insertion(
    model: type[models.Model], vendor: str
) -> "tuple[str, tuple[models.Field[Any, Any], ...]]":
    """Return the statement that inserts a row, and the fields whose values it takes."""
    names = connection.ops.quote_name
    fields = tuple(field for field in model._meta.concrete_fields if not field.primary_key)
    columns = ", ".join(names(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    key = names(str(model._meta.pk.column))
    table = names(model._meta.db_table)
    sql = f"INSERT INTO {table} ({columns}) VALUES ({places}) RETURNING {key}"  # noqa: S608
    return sql, fields
