"""The tail of an outbox in SQLite."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from colonnade.kit.keys import Spoil
from colonnade.outbox.seen import WINDOW, Moment, Seen

_EPOCH = "SELECT coalesce(max(value), '') FROM outbox_epoch"
_NEWEST = "SELECT id FROM outbox_event ORDER BY id DESC LIMIT ?"
# The word and the rows by one statement, and so of one moment.
_ROWS = (
    "SELECT id, spoils, (SELECT coalesce(max(value), '') FROM outbox_epoch)"
    " FROM outbox_event WHERE id >= ? ORDER BY id"
)


class SqliteTail:
    """Looks into the file; there writes end in the order of their numbers."""

    def __init__(self, path: Path, seen: Seen) -> None:
        self._path, self._seen = path, seen
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._version = -1
        self._is_late = False
        self.away = False
        # For proofs of what a look costs.
        self.trace: Callable[[str], object] | None = None
        self._look(self._begin)
        self._is_late = not seen.has_begun

    @property
    def last(self) -> int:
        """Return up to which number every write is known."""
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
        """Return whether this write is known."""
        return self._seen.knows(number)

    def is_same(self) -> bool:
        """Return False once where the file is another one, or older."""
        return self._seen.is_same()

    def poll(self) -> list[Spoil]:
        """Return the writes that became known: one statement where nobody has written."""
        if self._file is not None and self._file != _identity(self._path):
            self.close()
            if self._seen.has_begun:
                self._seen.restart()
                self._is_late = True
        if not self._seen.has_begun:
            self._look(self._begin)
        return self._look(self._news) if self._seen.has_begun else []

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
        self._connection, self._file, self._version = None, None, -1

    def _look(self, act: Callable[[sqlite3.Connection], list[Spoil]]) -> list[Spoil]:
        try:
            found = act(self._connected())
        except (sqlite3.Error, OSError):
            with suppress(sqlite3.Error):
                self.close()
            self.away = True
            return []
        self.away = False
        return found

    def _begin(self, connection: sqlite3.Connection) -> list[Spoil]:
        with connection:
            connection.execute("BEGIN")
            epoch = connection.execute(_EPOCH).fetchone()[0]
            newest = [number for (number,) in connection.execute(_NEWEST, (WINDOW,))]
        self._seen.begin(epoch, newest, Moment(), late=self._is_late)
        self._version = -1
        return []

    def _news(self, connection: sqlite3.Connection) -> list[Spoil]:
        version = connection.execute("PRAGMA data_version").fetchone()[0]
        if version == self._version:
            return []
        found = connection.execute(_ROWS, (self._seen.anchor,)).fetchall()
        epoch = found[0][2] if found else connection.execute(_EPOCH).fetchone()[0]
        new = self._seen.take(epoch, [(number, spoils) for number, spoils, _ in found], Moment())
        if not self._seen.has_begun:
            self._is_late = True
            return self._begin(connection)
        # What came after the version was asked for is looked for once more.
        self._version = version
        return new

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            # Not `mode=ro`: where nobody else has the file open, that cannot read its journal.
            uri = f"{self._path.absolute().as_uri()}?mode=rw"
            found = sqlite3.connect(
                uri, uri=True, timeout=1, isolation_level=None, check_same_thread=False
            )
            found.execute("PRAGMA query_only=ON")
            found.set_trace_callback(self.trace)
            self._connection, self._file = found, _identity(self._path)
        return self._connection


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
