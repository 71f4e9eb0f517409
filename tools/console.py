"""How the tools speak: one line a step, with its time; never a traceback for a known cause."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class CannotRun(Exception):
    """Something the tools need is missing; the message says what to do."""


def say(sentence: str = "") -> None:
    """Print a line at once, in order with the output of child processes."""
    print(sentence, flush=True)


def warn(*lines: str) -> None:
    """Print lines that nobody overlooks."""
    bar = "!" * max(len(line) for line in lines)
    print(bar, *lines, bar, sep="\n", file=sys.stderr, flush=True)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long the block took, in seconds, also when it fails."""
    started = time.monotonic()
    try:
        yield
    finally:
        say(f"-- {what}: {time.monotonic() - started:.1f} s")
