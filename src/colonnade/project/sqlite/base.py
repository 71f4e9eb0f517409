"""The connection to SQLite: whoever waits to write looks often, not ever more seldom.

SQLite's own waiting sleeps up to 100 ms between two looks. A place that is free for a moment is
then missed again and again, by the very process that readers wait for.
"""

import time
from functools import lru_cache
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

_LOOK = 0.001
_BUSY = "database is locked"


class _Cursor(base.SQLiteCursorWrapper):
    """Spells a query for SQLite once: those of a page are the same each time, and long.

    Of one string SQLite's driver also knows at once that it has prepared it.
    """

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        if param_names is None:
            return _spelled(query)
        spelled: str = super().convert_query(  # type: ignore[misc]
            query, param_names=param_names
        )
        return spelled


class DatabaseWrapper(base.DatabaseWrapper):
    """Begins a transaction as soon as the writer's place is free, or fails after `timeout`."""

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ANN401 - Django's own
        """Return a cursor that remembers spellings."""
        return self.connection.cursor(factory=_Cursor)

    def _start_transaction_under_autocommit(self) -> None:
        patience = float(self.settings_dict["OPTIONS"].get("timeout", 5))
        until = time.monotonic() + patience
        self._wait_in_sqlite(0)
        try:
            while not self._has_begun(is_last=time.monotonic() > until):
                time.sleep(_LOOK)
        finally:
            self._wait_in_sqlite(patience)

    def _wait_in_sqlite(self, seconds: float) -> None:
        self.connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")

    def _has_begun(self, *, is_last: bool) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except OperationalError as error:
            if is_last or _BUSY not in str(error):
                raise
            return False
        return True


@lru_cache(maxsize=512)
def _spelled(query: str) -> str:
    spelled: str = base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")
    return spelled
