"""The worker, a child of `colonnade serve`: brings events to their handlers, keeps house."""

import logging
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event

import click

from colonnade.cli import boot
from colonnade.cli.children import yield_to_readers
from colonnade.cli.options import data_option

# Between two looks: events gather meanwhile, as five that come together cost as much as one.
POLL = 0.25
# Times as long as a group took: posts find the processor and SQLite's place for writing free.
REST = 3
# However quiet the database: deliveries that failed fall due by time alone.
LONGEST_WAIT = 2.0
_WORST_PAUSE = 30.0

_log = logging.getLogger(__name__)


@click.command("worker", hidden=True)
@data_option
def command(data: Path) -> None:
    """Deliver until told to stop: for an operator who runs the server in a way of her own."""
    boot.open_site(data)
    run()


def run() -> None:
    """Deliver until SIGTERM."""
    stop = Event()
    for how in (signal.SIGTERM, signal.SIGINT):
        signal.signal(how, lambda *_: stop.set())
    yield_to_readers()
    boot.wake()
    work(stop)


def work(stop: Event) -> None:
    """Deliver and keep house until `stop` is set; survive a database that goes and comes back."""
    from django.db import DatabaseError, InterfaceError, connection

    pause, changes, chores = POLL, Changes(), Chores()
    while not stop.is_set():
        try:
            changes.look()
            _deliver_all(stop)
            chores.look()
            changes.wait(stop)
            pause = POLL
        except (DatabaseError, InterfaceError, sqlite3.Error):
            _log.exception("the worker lost the database; trying again in %.1f seconds", pause)
            changes.forget()
            with suppress(Exception):
                connection.close()
            stop.wait(pause)
            pause = min(pause * 2, _WORST_PAUSE)
    connection.close()


def _deliver_all(stop: Event) -> None:
    """Deliver what waits now. What comes meanwhile gathers, except where there is too much."""
    from django.db import close_old_connections

    from colonnade.outbox.worker import BATCH, deliver
    from colonnade.project.wiring import WIRING

    def rest(worked: float) -> None:
        """Leave the machine to those who read and write."""
        stop.wait(min(POLL, REST * worked))

    close_old_connections()
    while not stop.is_set() and deliver(WIRING, rest=rest) == BATCH:
        pass


class Chores:
    """Does what is to be done again and again: first at once, then whenever it falls due."""

    def __init__(self) -> None:
        from colonnade.project.chores import chores

        self._due = [(0.0, chore) for chore in chores()]

    def look(self) -> None:
        """Do what is due; a chore that fails is told in the log and comes again."""
        now = time.monotonic()
        due = [chore for moment, chore in self._due if moment <= now]
        # Counted on first: a chore that loses the database does not come back at once.
        self._due = [
            (now + chore.seconds if moment <= now else moment, chore) for moment, chore in self._due
        ]
        for chore in due:
            _do(chore.act)


def _do(act: Callable[[], object]) -> None:
    from django.db import DatabaseError, InterfaceError

    from colonnade.outbox.again import again

    try:
        again(act)
    except (DatabaseError, InterfaceError, sqlite3.Error):
        raise
    except Exception:  # noqa: BLE001 - whatever it is, the worker goes on
        _log.exception("a chore failed: %s", act)


class Changes:
    """Tells that another connection wrote: on SQLite by `PRAGMA data_version`, which costs
    microseconds; elsewhere every poll counts as a change.
    """

    def __init__(self) -> None:
        self._own: sqlite3.Connection | None = None
        self._seen: int | None = None

    def look(self) -> None:
        """Remember the state that the caller is about to read."""
        self._seen = self._version()

    def wait(self, stop: Event) -> None:
        """Return when somebody wrote since `look`, on `stop`, or after LONGEST_WAIT seconds."""
        until = time.monotonic() + LONGEST_WAIT
        while not stop.wait(POLL) and time.monotonic() < until:
            if self._seen is None or self._version() != self._seen:
                return

    def forget(self) -> None:
        """Close the connection; the next look opens another."""
        if self._own:
            self._own.close()
        self._own = None

    def _version(self) -> int | None:
        from django.db import connection

        if connection.vendor != "sqlite":
            return None
        if self._own is None:
            self._own = sqlite3.connect(str(connection.settings_dict["NAME"]))
        return int(self._own.execute("PRAGMA data_version").fetchone()[0])
