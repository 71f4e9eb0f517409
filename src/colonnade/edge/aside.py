"""Work that nobody waits for: one thread, behind everything else that the process does."""

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

_NICE = 10


def aside(name: str) -> ThreadPoolExecutor:
    """Return what does one thing after the other, in a thread of low priority."""
    return ThreadPoolExecutor(1, name, initializer=_stand_back)


def _stand_back() -> None:
    """Let all others go first: on Linux, alone, a thread has a priority of its own."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
