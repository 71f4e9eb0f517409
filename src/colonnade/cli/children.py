"""A child of `colonnade serve`: a function in a process of its own, until SIGTERM."""

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NoReturn

from colonnade.cli.heap import give_back
from colonnade.cli.lifeline import end_with

# What a child calls, in whichever process of its own, when it can do its work.
SayReady = Callable[[], None]
Run = Callable[[SayReady], None]
_LOOK = 0.02
# Readers who are answered from memory come first.
NICE = 10


class Child:
    """A process that is forked from us: what we have loaded it need not load, and shares.

    `leave` are files of ours that the child must not hold open.
    """

    def __init__(self, name: str, run: Run, *, leave: Sequence[int] = ()) -> None:
        self.name = name
        self.pid = 0
        self._run = run
        self._leave = leave
        self._born = 0.0
        self._heard = -1
        self._ready = False

    def start(self) -> None:
        """Start the process; it ends when we do."""
        sys.stdout.flush()
        sys.stderr.flush()
        if self._heard >= 0:
            os.close(self._heard)
        self._heard, tell = os.pipe()
        os.set_blocking(self._heard, False)
        parent, self._ready = os.getpid(), False
        self.pid = os.fork()
        if not self.pid:
            for descriptor in (self._heard, *self._leave):
                os.close(descriptor)
            _become(parent, self._run, tell)
        os.close(tell)
        self._born = time.monotonic()

    @property
    def is_ready(self) -> bool:
        """Return whether the process said that it can do its work."""
        if not self._ready and self._heard >= 0:
            with suppress(BlockingIOError):
                self._ready = bool(os.read(self._heard, 1))
        return self._ready

    @property
    def has_ended(self) -> bool:
        """Return whether the process is gone by itself."""
        if self.pid and wait_for_end(self.pid, 0):
            self.pid = 0
        return not self.pid

    @property
    def age(self) -> float:
        """Return the seconds since the last start."""
        return time.monotonic() - self._born

    def ask_to_end(self) -> None:
        """Ask the process to stop."""
        if not self.has_ended:
            os.kill(self.pid, signal.SIGTERM)

    def see_out(self, seconds: float) -> None:
        """Wait for the end of the process; after so many seconds make an end of it."""
        if self.pid:
            see_out(self.pid, seconds)
            self.pid = 0


def yield_to_readers() -> None:
    """Take a lower priority than the edge has.

    It counts between processes of one session, as all of ours are. The priority of the session
    (/proc/self/autogroup) is no matter of ours: the edge is in it, and whoever started us.
    """
    with suppress(OSError):
        os.nice(NICE)


def see_out(pid: int, seconds: float) -> None:
    """Wait for the end of a child; after so many seconds make an end of it."""
    if not wait_for_end(pid, seconds):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        wait_for_end(pid, seconds=60)


def wait_for_end(pid: int, seconds: float) -> bool:
    """Return whether a child is gone, after at most so many seconds."""
    until = time.monotonic() + seconds
    while True:
        try:
            if os.waitpid(pid, os.WNOHANG)[0]:
                return True
        except ChildProcessError:
            return True
        if time.monotonic() >= until:
            return False
        time.sleep(_LOOK)


def _become(parent: int, run: Run, tell: int) -> NoReturn:
    def say_ready() -> None:
        with suppress(OSError):  # whoever wanted to know it may have gone
            os.write(tell, b"1")

    status = 1
    try:
        for how in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(how, signal.SIG_DFL)
        # A group of its own: Ctrl-C reaches the parent alone, which stops its children in order.
        # No session of its own: Linux shares a core between sessions first (sched_autogroup), and
        # a nice child would keep half of it from those who wait for pages.
        os.setpgid(0, 0)
        end_with(parent, signal.SIGTERM)
        give_back()
        run(say_ready)
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:  # noqa: BLE001 - nothing of ours may run twice: not the parent's code
        traceback.print_exc()
    finally:
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)
