"""Three children, the edge, Django and the worker: watched, started again, stopped in order."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event

from colonnade.cli.children import Child
from colonnade.cli.failure import CannotDo

_LOOK = 0.2
_FIRST_LOOK = 0.02
# Granian gives the requests that it has begun five seconds.
_EACH = 7.0
# The edge is seen out first, then the others together.
_PATIENCE = 2 * _EACH
_SHORT_LIFE = 10.0
_WORST_PAUSE = 30.0

Say = Callable[[str], None]


class Supervisor:
    """Runs the children until told to stop.

    `edge` is the first to stop, so that what it has begun to pass on is answered.
    """

    def __init__(self, edge: Child, others: tuple[Child, ...], say: Say) -> None:
        self._edge = edge
        self._others = others
        self._say = say
        self._stop = Event()
        self._reload = Event()
        self._due = {child.name: (0.0, 0.0) for child in (edge, *others)}
        self._has_terminal = _terminal_is_there()

    def listen(self) -> None:
        """Take the signals: SIGTERM and SIGINT stop, SIGHUP reloads, or stops with its terminal."""
        for how in (signal.SIGTERM, signal.SIGINT):
            signal.signal(how, lambda *_: self._stop.set())
        signal.signal(signal.SIGHUP, lambda *_: self._hang_up())

    def wait_for_edge(self, seconds: float) -> None:
        """Return when the edge answers, or after so many seconds. Raises CannotDo if it ended."""
        until = time.monotonic() + seconds
        while not self._edge.is_ready and time.monotonic() < until:
            if self._edge.has_ended:
                raise CannotDo("The server ended by itself; what it said last stands above.")
            time.sleep(0.002)

    def run(self, is_ready: Callable[[], bool], announce: Callable[[], None]) -> bool:
        """Watch all, announce when Django answers; return whether to begin anew, at a signal.

        The edge runs; the caller has no connection open.
        """
        ready = False
        while not self._stop.wait(_LOOK if ready else _FIRST_LOOK):
            for child in (self._edge, *self._others):
                self._keep_alive(child)
            if not ready and all(child.is_ready for child in self._others) and is_ready():
                ready = True
                announce()
            if ready and self._reload.is_set():
                self._reload.clear()
                return True
        return False

    def end_all(self) -> None:
        """End every child, the edge first; what does not end in time is killed."""
        self._edge.ask_to_end()
        self._edge.see_out(_EACH)
        for child in self._others:
            child.ask_to_end()
        until = time.monotonic() + _EACH
        for child in self._others:
            child.see_out(max(until - time.monotonic(), 0.1))

    def _keep_alive(self, child: Child) -> None:
        """Start a child that has ended again: at once, or after a pause where it does not last."""
        if not child.has_ended:
            return
        due, pause = self._due[child.name]
        now = time.monotonic()
        if not due:
            pause = 0.0 if child.age >= _SHORT_LIFE else min(max(pause * 2, 1.0), _WORST_PAUSE)
            due = now + pause
            self._say(f"{child.name} ended by itself; starting it again{_after(pause)}.")
            self._due[child.name] = due, pause
        if now >= due:
            self._due[child.name] = 0.0, pause
            child.start()

    def _hang_up(self) -> None:
        if self._has_terminal and not _terminal_is_there():
            self._stop.set()  # the window that we were started in was closed
        else:
            self._reload.set()


def _after(pause: float) -> str:
    return f" in {pause:.0f} s" if pause else ""


def _terminal_is_there() -> bool:
    with suppress(OSError):
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
        return True
    return False
