"""Whoever waits to write gets the writer's place soon after it is free."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
PATIENCE = 20_000
SECONDS = 60


@contextmanager
def held(seconds: float = SECONDS) -> Iterator[None]:
    """Hold the writer's place from elsewhere: to the end of the block, or for so many seconds."""
    taken, over = threading.Event(), threading.Event()

    def hold() -> None:
        other = sqlite3.connect(str(connection.settings_dict["NAME"]), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        taken.set()
        over.wait(seconds)
        other.execute("COMMIT")
        other.close()

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        assert taken.wait(SECONDS)
        yield
    finally:
        over.set()
        thread.join(SECONDS)


def waits_in_sqlite() -> int:
    """Return for how many milliseconds SQLite itself would wait now."""
    return int(connection.connection.execute("PRAGMA busy_timeout").fetchone()[0])


def test_a_write_waits_for_its_turn() -> None:
    connection.ensure_connection()
    with held(0.2), transaction.atomic():
        pass
    assert waits_in_sqlite() == PATIENCE


def test_a_write_gives_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    connection.ensure_connection()
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.1)
    with held(), pytest.raises(OperationalError, match="locked"), transaction.atomic():
        pass
    monkeypatch.undo()
    with transaction.atomic():
        pass
    assert waits_in_sqlite() == PATIENCE


def test_queries_are_spelled_for_sqlite_whatever_stands_in_them():
    with connection.cursor() as cursor:
        for _ in range(2):
            cursor.execute("SELECT %s, 'a %% b', %s", ["?", "%s"])
            assert cursor.fetchall() == [("?", "a % b", "%s")]
            cursor.execute("SELECT %(one)s, %(two)s, 'a %% b'", {"two": 2, "one": 1})
            assert cursor.fetchall() == [(1, 2, "a % b")]
            cursor.execute("SELECT 'a % b'")
            assert cursor.fetchall() == [("a % b",)]
