"""A process that lets others go first, also where each session has a share of its own."""

import os
from contextlib import suppress
from pathlib import Path


def stand_back(steps: int) -> None:
    """Lower this process's priority, and that of its session, by so many steps of `nice`.

    Linux shares a core between sessions before it looks at their processes (sched_autogroup):
    a child that has made a session of its own would keep half of it, however nice it is.
    """
    with suppress(OSError):
        os.nice(steps)
    if os.getsid(0) == os.getpid():
        with suppress(OSError):
            Path("/proc/self/autogroup").write_text(str(os.nice(0)), encoding="ascii")
