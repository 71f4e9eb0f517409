"""Whoever waits to write gets the writer's place soon after it is free."""

import sqlite3
import threading

import pytest
from django.db import OperationalError, connection, transaction

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
PATIENCE = 20_000


def held_for(seconds: float) -> threading.Thread:
    """Hold the writer's place from elsewhere, and give it back after so many seconds."""
    taken = threading.Event()

    def hold() -> None:
        other = sqlite3.connect(str(connection.settings_dict["NAME"]), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        taken.set()
        threading.Event().wait(seconds)
        other.execute("COMMIT")
        other.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert taken.wait(10)
    return thread


def waits_in_sqlite() -> int:
    """Return for how many milliseconds SQLite itself would wait now."""
    return int(connection.connection.execute("PRAGMA busy_timeout").fetchone()[0])


def test_a_write_waits_for_its_turn() -> None:
    connection.ensure_connection()
    other = held_for(0.2)
    with transaction.atomic():
        pass
    other.join(10)
    assert waits_in_sqlite() == PATIENCE


def test_a_write_gives_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    connection.ensure_connection()
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.1)
    other = held_for(0.5)
    with pytest.raises(OperationalError, match="locked"), transaction.atomic():
        pass
    other.join(10)
    monkeypatch.undo()
    with transaction.atomic():
        pass
    assert waits_in_sqlite() == PATIENCE
