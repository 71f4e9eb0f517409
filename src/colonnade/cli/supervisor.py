"""Two children, the HTTP server and the worker: started, watched, stopped together."""

import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from threading import Event

from colonnade.cli.failure import CannotDo
from colonnade.cli.lifeline import end_with

_LOOK = 0.2
# Granian gives its own workers five seconds.
_PATIENCE = 8.0
_SHORT_LIFE = 10.0
_WORST_PAUSE = 30.0

Say = Callable[[str], None]
# Forked where that is sound: what is loaded already need not be loaded again, and is shared.
_make_process = get_context("fork" if sys.platform == "linux" else "spawn").Process  # type: ignore[attr-defined]


class Child:
    """A function that runs in a process of its own, until SIGTERM."""

    def __init__(self, run: Callable[..., None], *arguments: object) -> None:
        self._what = (run, arguments)
        self._process: BaseProcess | None = None
        self._born = 0.0

    def start(self) -> None:
        """Start the process; it ends when we do."""
        run, arguments = self._what
        self._process = _make_process(target=_begin, args=(os.getpid(), run, arguments))
        self._process.start()
        self._born = time.monotonic()

    @property
    def has_ended(self) -> bool:
        """Return whether the process is gone by itself."""
        return self._process is not None and not self._process.is_alive()

    @property
    def age(self) -> float:
        """Return the seconds since the last start."""
        return time.monotonic() - self._born

    def ask_to_end(self) -> None:
        """Ask the process to stop."""
        if self._process:
            self._process.terminate()

    def see_out(self, seconds: float) -> None:
        """Wait for the end of the process; after so many seconds make an end of it."""
        if self._process:
            self._process.join(max(seconds, 0.1))
            self._process.kill()
            self._process.join()


def _begin(parent: int, run: Callable[..., None], arguments: tuple[object, ...]) -> None:
    for how in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(how, signal.SIG_DFL)
    # A session of its own: Ctrl-C reaches the parent alone, which stops its children in order.
    os.setsid()
    end_with(parent, signal.SIGTERM)
    run(*arguments)


class Supervisor:
    """Runs the children until told to stop."""

    def __init__(self, server: Child, worker: Child, say: Say) -> None:
        self._server = server
        self._worker = worker
        self._say = say
        self._stop = Event()
        self._pause = 1.0

    def run(self, is_ready: Callable[[], bool], announce: Callable[[], None]) -> None:
        """Start both, announce when the server answers, return after a signal to stop.

        The caller has no connection open. Raises CannotDo where the server ends by itself.
        """
        gc.freeze()  # so that the collector does not unshare the children's memory
        try:
            self._server.start()
            self._worker.start()
            self._listen()
            self._watch(is_ready, announce)
        finally:
            self._end_both()

    def _listen(self) -> None:
        signals = [signal.SIGTERM, signal.SIGINT]
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as under nohup
            signals.append(signal.SIGHUP)
        for how in signals:
            signal.signal(how, lambda *_: self._stop.set())

    def _watch(self, is_ready: Callable[[], bool], announce: Callable[[], None]) -> None:
        ready = False
        while not self._stop.wait(_LOOK if ready else _LOOK / 4):
            if self._server.has_ended:
                raise CannotDo("The server ended by itself; what it said last stands above.")
            if self._worker.has_ended:
                self._restart_worker()
            if not ready and is_ready():
                ready = True
                announce()

    def _restart_worker(self) -> None:
        if self._worker.age >= _SHORT_LIFE:
            self._pause = 1.0
        self._say(f"The worker ended by itself; starting it again in {self._pause:.0f} s.")
        if not self._stop.wait(self._pause):
            self._worker.start()
        self._pause = min(self._pause * 2, _WORST_PAUSE)

    def _end_both(self) -> None:
        until = time.monotonic() + _PATIENCE
        for child in (self._server, self._worker):
            child.ask_to_end()
        for child in (self._server, self._worker):
            child.see_out(until - time.monotonic())
