"""Writes that arrive together share one commit on SQLite, and so one flush to the disk.

SQLite has one writer at a time, and each commit waits for the disk. So whoever finds the writer's
place free takes it, carries out all that waits, commits once, and only then does anybody hear how
it went. A work that fails before it wrote anything leaves nothing to undo: so go refusals. Where
one fails that had written, all are undone and done again, each in a savepoint of its own, and it
is undone alone; a savepoint for everybody would cost as much as four statements. Where the commit
fails, all that shared it fail. PostgreSQL groups commits by itself: there each goes its own way.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import Context, copy_context
from threading import Lock
from typing import Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

T = TypeVar("T")
# So many at most share a commit: nobody waits for more than that many works of others.
MOST = 64


def together(work: Callable[[], T]) -> T:
    """Carry out `work` in a transaction and return what it returned, once that is kept for good.

    On SQLite another thread may do it, on the writer's connection, with the caller's context
    variables; what the work sets in them is set for the caller. It may be undone and done once
    more: it does nothing but write to the database. Raises what the work raised, or why the commit
    failed; nothing of the work is kept then.
    """
    way = connections[DEFAULT_DB_ALIAS]
    if way.vendor != "sqlite" or way.in_atomic_block:
        with transaction.atomic():
            return work()
    return _WRITER.carry_out(_Turn(work))


class _Turn(Generic[T]):
    """One work on its way: waiting, then done or failed."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._context: Context = copy_context()
        self._result: list[T] = []
        self.error: BaseException | None = None
        self._bell = Lock()
        self._bell.acquire()
        self.is_over = False

    def attempt(self, *, fenced: bool = False) -> None:
        """Do the work, `fenced` in a savepoint; a failure of its own is kept, not raised."""
        self._result, self.error = [], None
        try:
            with transaction.atomic() if fenced else nullcontext():
                self._result.append(self._context.run(self._work))
        except Exception as error:  # noqa: BLE001 - it is raised where the work came from
            self.error = error

    def end(self, error: BaseException | None = None) -> None:
        """Say that it is decided: `error` tells why the commit failed."""
        if error is not None:
            self.error = error
        self.is_over = True
        self._bell.release()

    def wake(self) -> None:
        """Tell the thread that waits that it is the writer now."""
        self._bell.release()

    def wait(self) -> None:
        """Return when it is decided, or when this thread is to be the writer."""
        self._bell.acquire()

    def answer(self) -> T:
        """Return or raise what came of it, in the thread where the work came from."""
        if self.error is not None:
            raise _own(self.error)
        for variable, value in self._context.items():
            if variable.get(None) is not value:
                variable.set(value)
        return self._result[0]


def _own(error: BaseException) -> BaseException:
    """Return an error for this thread alone: what many share would grow a trace of all."""
    if not isinstance(error, DatabaseError):
        return error
    own = type(error)(*error.args)
    own.__cause__ = error
    return own


class _Writer:
    """The writer's place in this process, its connection, and who waits for it."""

    def __init__(self) -> None:
        self._way: BaseDatabaseWrapper | None = None
        self._file: tuple[int, int] | None = None
        self._door = Lock()
        self._waiting: deque[_Turn[object]] = deque()
        self._is_taken = False

    def carry_out(self, turn: _Turn[T]) -> T:
        """Wait until the work is done by another thread, or do it with all that waits."""
        with self._door:
            self._waiting.append(turn)  # type: ignore[arg-type]
            is_first, self._is_taken = not self._is_taken, True
        if not is_first:
            turn.wait()
        if not turn.is_over:
            self._lead()
        return turn.answer()

    def _lead(self) -> None:
        with self._door:
            batch = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
        error: BaseException | None = None
        try:
            with self._at_its_place():
                _write(batch)
        except BaseException as caught:  # noqa: BLE001 - each of them raises it
            error = caught
        with self._door:
            heir = self._waiting[0] if self._waiting else None
            self._is_taken = heir is not None
        if heir is not None:
            heir.wake()
        for turn in batch:
            turn.end(error)

    @contextmanager
    def _at_its_place(self) -> Iterator[None]:
        """Have this thread write by the one connection of whoever is the writer.

        What another connection wrote empties SQLite's cache of this one: threads that take turns
        would each begin with an empty cache. A connection to which somebody listens (a test that
        counts) stays.
        """
        own = connections[DEFAULT_DB_ALIAS]
        if own.execute_wrappers or own.queries_logged:
            yield
            return
        way = self._connection(str(own.settings_dict["NAME"]))
        connections[DEFAULT_DB_ALIAS] = way
        try:
            yield
        finally:
            connections[DEFAULT_DB_ALIAS] = own
            way.close_if_unusable_or_obsolete()

    def _connection(self, name: str) -> BaseDatabaseWrapper:
        """Return the writer's connection; another one where the file was put back meanwhile."""
        there = os.stat(name)  # noqa: PTH116 - at each write
        file = there.st_dev, there.st_ino
        if self._way is None or file != self._file:
            if self._way is not None:
                self._way.close()
            self._way, self._file = connections.create_connection(DEFAULT_DB_ALIAS), file
            self._way.inc_thread_sharing()
        return self._way


def _write(batch: list[_Turn[object]]) -> None:
    try:
        with transaction.atomic():
            _attempt_all(batch)
    except _HalfDone:
        if len(batch) > 1:
            with transaction.atomic():
                _attempt_all(batch, fenced=True)


class _HalfDone(Exception):
    """A work has failed that had written something, which must not be kept."""


def _attempt_all(batch: list[_Turn[object]], *, fenced: bool = False) -> None:
    way = connections[DEFAULT_DB_ALIAS]
    for turn in batch:
        before = way.connection.total_changes
        turn.attempt(fenced=fenced)
        if way.needs_rollback or not way.connection.in_transaction:
            # The database undid more than one work, so that none of them may count.
            raise DatabaseError("the transaction that several writes shared was lost")
        if turn.error is not None and not fenced and way.connection.total_changes != before:
            raise _HalfDone


_WRITER = _Writer()
