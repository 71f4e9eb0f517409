"""Proof that work grows with its length alone, on a machine that others use too."""

import gc
import threading
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

Source = TypeVar("Source")
TRIES = 12
# After so many tries in vain, the others wait for the neighbors of the machine to come to rest.
PATIENT = 6
PAUSE = 1.0
# Seconds of the processor below which a ratio says nothing.
SHORT = 0.006


def seconds(work: Callable[[Source], object], source: Source) -> float:
    """Return what one run costs the processor, without the garbage that other tests left."""
    gc.disable()
    try:
        start = time.process_time()
        work(source)
        return time.process_time() - start
    finally:
        gc.enable()


def patiently() -> Iterator[None]:
    """Yield for each try that a measurement has."""
    for tried in range(TRIES):
        if tried >= PATIENT:
            threading.Event().wait(PAUSE)
        yield


def grows_in_step(
    work: Callable[[Source], object], smaller: Source, larger: Source, times: int
) -> bool:
    """Say whether a source `times` as long costs about `times` as much.

    Work that grows with the square costs `times` squared; the bound is the geometric middle, far
    from both. The least cost of some tries counts: others only ever add to it.
    """
    least_smaller = least_larger = float("inf")
    for _ in patiently():
        least_smaller = min(least_smaller, seconds(work, smaller))
        least_larger = min(least_larger, seconds(work, larger))
        if least_larger <= times**1.5 * max(least_smaller, SHORT):
            return True
    return False
