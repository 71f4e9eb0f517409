"""What has been written, told to whoever keeps finished pages: no Django, an own connection.

A tail looks at the outbox from outside. On SQLite a look costs one statement as long as nobody
wrote; on PostgreSQL a thread listens, and looks by itself twice a second.
"""

from pathlib import Path
from typing import Protocol

from colonnade.kit.keys import Spoil
from colonnade.outbox.seen import Seen
from colonnade.outbox.tail_sqlite import SqliteTail

__all__ = ["Spoil", "Tail", "open_tail"]


class Tail(Protocol):
    """The outbox seen from outside, by one caller at a time; see `edge.shapes.Tail`."""

    @property
    def last(self) -> int:
        """Return up to which number every write is known, or never happened."""

    @property
    def site(self) -> int:
        """Return the newest write known that spoiled `site`, or a later one."""

    @property
    def epoch(self) -> str:
        """Return the database's own word for itself, '' as long as it is not known."""

    @property
    def away(self) -> bool:
        """Return whether the last look failed; the next ones make up for it."""

    def poll(self) -> list[Spoil]:
        """Return the writes that became known, in order; never waits for a server."""

    def knows(self, number: int) -> bool:
        """Return whether this write is known, or can never be."""

    def is_same(self) -> bool:
        """Return False once where the database is another one, or older, than the one known."""

    def close(self) -> None:
        """Let go of the database."""


def open_tail(database_url: str, sqlite: Path, since: int | None = None, epoch: str = "") -> Tail:
    """Return the tail of a site's outbox; an empty `database_url` stands for the file `sqlite`.

    With `since`, the first looks tell what was written after that number, as long as the database
    is still the one of that `epoch`; else the tail begins at the present end. The database need
    not be there yet.
    """
    seen = Seen(since, epoch)
    if not database_url:
        return SqliteTail(sqlite, seen)
    # Its driver takes a tenth of a second to load, which a site on SQLite need not wait for.
    from colonnade.outbox.tail_postgres import PostgresTail  # noqa: PLC0415

    return PostgresTail(database_url, seen)
