"""The tail of an outbox in PostgreSQL: a thread listens and looks, its caller never waits."""

import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress

import psycopg

from colonnade.kit.keys import Spoil
from colonnade.outbox.seen import WINDOW, Moment, Seen

# On which `worker.give_notice` tells.
CHANNEL = "colonnade"
# Seconds between two looks that nobody asked for.
PATIENCE = 0.5
_SET_UP = ("SET statement_timeout = '5s'", "SET default_transaction_read_only = on")
_STATE = """
SELECT coalesce((SELECT max(value) FROM outbox_epoch), ''),
       pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
       pg_snapshot_xmax(pg_current_snapshot())::text::bigint
"""
_NEWEST = "SELECT id FROM outbox_event ORDER BY id DESC LIMIT %s"
_ROWS = "SELECT id, spoils FROM outbox_event WHERE id >= %s ORDER BY id"
_LATE = "SELECT id, spoils FROM outbox_event WHERE id = ANY(%s) ORDER BY id"

_Connection = psycopg.Connection[tuple[object, ...]]


class PostgresTail:
    """Looks where the worker gives notice, and every half second; a lost notice does no harm."""

    def __init__(self, url: str, seen: Seen) -> None:
        self._url, self._seen = url, seen
        self._found: deque[Spoil] = deque()
        self._guard = threading.Condition()
        self._is_late = False
        self._ends = threading.Event()
        self.away = False
        connection = self._connect()
        self._is_late = not seen.has_begun
        self._thread = threading.Thread(
            target=self._run, args=(connection,), name="outbox tail", daemon=True
        )
        self._thread.start()

    @property
    def last(self) -> int:
        """Return up to which number every write is known, or never happened."""
        return self._seen.last

    @property
    def site(self) -> int:
        """Return the newest write known that spoiled `site`, or a later one."""
        return self._seen.site

    @property
    def epoch(self) -> str:
        """Return the database's own word for itself."""
        return self._seen.epoch

    def knows(self, number: int) -> bool:
        """Return whether this write is known to the caller of `poll`, or can never be."""
        with self._guard:
            return self._seen.knows(number) and not self._found

    def is_same(self) -> bool:
        """Return False once where the database is another one, or older."""
        with self._guard:
            return self._seen.is_same()

    def poll(self) -> list[Spoil]:
        """Return what the thread has found since the last time."""
        with self._guard:
            found = list(self._found)
            self._found.clear()
            return found

    def wait(self, seconds: float) -> bool:
        """Wait until a poll would return something; return whether it would."""
        return self.wait_until(lambda: bool(self._found), seconds)

    def wait_until(self, is_so: Callable[[], bool], seconds: float) -> bool:
        """Wait until a look has made it so; return whether it has."""
        with self._guard:
            return self._guard.wait_for(is_so, seconds)

    def close(self) -> None:
        """End the thread within half a second."""
        self._ends.set()
        self._thread.join(2 * PATIENCE)

    def _run(self, connection: _Connection | None) -> None:
        while not self._ends.is_set():
            try:
                if connection is None:
                    self._ends.wait(PATIENCE)
                    connection = self._connect()
                    continue
                self._look(connection)
                for _ in connection.notifies(timeout=PATIENCE, stop_after=1):
                    pass
            except (psycopg.Error, OSError):
                self.away = True
                _let_go(connection)
                connection = None
        _let_go(connection)

    def _connect(self) -> _Connection | None:
        try:
            connection = psycopg.connect(self._url, autocommit=True, connect_timeout=5)
        except (psycopg.Error, OSError):
            self.away = True
            return None
        try:
            for statement in (*_SET_UP, f"LISTEN {CHANNEL}"):
                connection.execute(statement)
            if not self._seen.has_begun:
                self._begin(connection)
        except (psycopg.Error, OSError):
            self.away = True
            _let_go(connection)
            return None
        self.away = False
        return connection

    def _begin(self, connection: _Connection) -> None:
        epoch, moment = _state(connection)
        newest = [_number(row[0]) for row in connection.execute(_NEWEST, [WINDOW])]
        with self._guard:
            self._seen.begin(epoch, newest, moment, late=self._is_late)

    def _look(self, connection: _Connection) -> None:
        # The state first: what ends in between is missed no longer than needed.
        epoch, moment = _state(connection)
        rows = list(connection.execute(_ROWS, [self._seen.anchor]))
        if self._seen.missing:
            rows = [*connection.execute(_LATE, [list(self._seen.missing)]), *rows]
        read = sorted({_number(number): str(spoils) for number, spoils in rows}.items())
        with self._guard:
            self._found.extend(self._seen.take(epoch, read, moment))
            if not self._seen.has_begun:
                self._found.clear()
            self._guard.notify_all()
        if not self._seen.has_begun:
            self._is_late = True
            self._begin(connection)
            with self._guard:
                self._guard.notify_all()


def _state(connection: _Connection) -> tuple[str, Moment]:
    epoch, oldest, following = connection.execute(_STATE).fetchone() or ("", 0, 0)
    return str(epoch), Moment(time.monotonic(), _number(oldest), _number(following))


def _number(value: object) -> int:
    return int(str(value))


def _let_go(connection: _Connection | None) -> None:
    if connection is not None:
        with suppress(psycopg.Error, OSError):
            connection.close()
