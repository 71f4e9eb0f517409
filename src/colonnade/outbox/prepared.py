"""Queries that many ask for at a time, put together once: then they are only given their values.

Django needs ten times as long to put a page's query together as SQLite to answer it. What the
query says stays Django's, with its names, joins and dialects; only the putting together is kept.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import DateTimeField, QuerySet

# No value that a query of ours holds by itself, nor a place of a slice.
_NUMBER = 7_654_321_000_000_000_000
_WORD = "stand-in %d of a prepared query"
_LENGTHS = (1, 2, 4, 8, 16, 32, 64)
_PARTS = re.compile(r"%%|%s|7654321\d{12}")


@dataclass(frozen=True, slots=True)
class _Statement:
    """SQL; its parameters, some of them values by number; and what makes columns Django's."""

    sql: str
    parameters: tuple[object, ...]
    slots: tuple[tuple[int, int], ...]
    converters: tuple[tuple[int, Callable[[Any], Any]], ...]


class Prepared:
    """A query of `values_list`, made by `make` from its values.

    `kinds` tells of each value what it is: int for columns of 64 bits and places of slices, str
    for text. Nothing else may depend on a value.
    """

    def __init__(self, make: "Callable[..., QuerySet[Any, Any]]", *kinds: type) -> None:
        self._make, self._kinds = make, kinds
        self._statements: dict[str, _Statement] = {}

    def rows(self, *values: object) -> list[tuple[Any, ...]]:
        """Return all rows (one query)."""
        statement = self._statements.get(connection.vendor) or self._put_together()
        parameters: list[Any] = list(statement.parameters)
        for place, number in statement.slots:
            parameters[place] = values[number]
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, parameters)
            found = cursor.fetchall()
        return _converted(found, statement.converters)

    def _put_together(self) -> _Statement:
        stand_ins: list[object] = [
            _NUMBER + number if kind is int else _WORD % number
            for number, kind in enumerate(self._kinds)
        ]
        compiler = self._make(*stand_ins).query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = _all_as_parameters(*compiler.as_sql())
        slots = tuple(
            (place, stand_ins.index(value))
            for place, value in enumerate(parameters)
            if value in stand_ins
        )
        needed = compiler.get_converters([column for column, _, _ in compiler.select])
        converters = tuple((place, _converter(*one)) for place, one in needed.items())
        made = _Statement(sql, parameters, slots, converters)
        self._statements[connection.vendor] = made
        return made


class PreparedAmong:
    """The same for a query that is given a list besides its values, as the last of them.

    A statement for each of few lengths: a list is filled up with its last value.
    """

    def __init__(
        self, make: "Callable[..., QuerySet[Any, Any]]", *kinds: type, among: type = int
    ) -> None:
        self._make, self._kinds, self._among = make, kinds, among
        self._prepared: dict[int, Prepared] = {}

    def rows(self, *values: object, among: Sequence[object]) -> list[tuple[Any, ...]]:
        """Return all rows (one query, none for an empty list)."""
        if not among:
            return []
        length = next((length for length in _LENGTHS if length >= len(among)), 0)
        if not length:
            return list(self._make(*values, list(among)))
        prepared = self._prepared.get(length) or self._of_length(length)
        return prepared.rows(*values, *among, *[among[-1]] * (length - len(among)))

    def _of_length(self, length: int) -> Prepared:
        before = len(self._kinds)
        self._prepared[length] = made = Prepared(
            lambda *given: self._make(*given[:before], list(given[before:])),
            *self._kinds,
            *[self._among] * length,
        )
        return made


def _all_as_parameters(sql: str, parameters: Sequence[object]) -> tuple[str, tuple[object, ...]]:
    """Return the same with parameters for the places of slices, which Django writes as digits."""
    given, all_of_them = iter(parameters), []

    def parameter(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return found[0]
        all_of_them.append(next(given) if found[0] == "%s" else int(found[0]))
        return "%s"

    return _PARTS.sub(parameter, sql), tuple(all_of_them)


def _converter(steps: Sequence[Callable[..., Any]], column: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - an expression of Django's
    """Return what makes a value of the driver's one of Django's."""
    if connection.vendor == "sqlite" and isinstance(column.output_field, DateTimeField):
        return _moment

    def convert(value: object) -> object:
        for step in steps:
            value = step(value, column, connection)
        return value

    return convert


def _moment(kept: datetime | str | None) -> datetime | None:
    """Return the moment that SQLite keeps without its zone, in UTC."""
    if kept is None:
        return None
    moment = datetime.fromisoformat(kept) if isinstance(kept, str) else kept
    return moment.replace(tzinfo=UTC)


def _converted(
    rows: Sequence[tuple[Any, ...]], converters: Sequence[tuple[int, Callable[[Any], Any]]]
) -> list[tuple[Any, ...]]:
    if not converters:
        return list(rows)
    made = []
    for row in rows:
        values = list(row)
        for place, convert in converters:
            values[place] = convert(values[place])
        made.append(tuple(values))
    return made
