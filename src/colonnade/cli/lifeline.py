"""A child that does not outlive its parent, whatever ends the parent."""

import ctypes
import os
import signal
import sys
import threading

_PR_SET_PDEATHSIG = 1
_SECONDS = 1.0


def end_with(parent: int, how: signal.Signals) -> None:
    """Let this process get the signal `how` as soon as its parent process is gone.

    On Linux the kernel sends it; elsewhere a thread looks every second.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(how), 0, 0, 0)
    else:
        threading.Thread(target=_look, args=(parent, how), daemon=True).start()
    if os.getppid() != parent:  # it was gone before we asked
        os.kill(os.getpid(), how)


def _look(parent: int, how: signal.Signals) -> None:
    while os.getppid() == parent:
        threading.Event().wait(_SECONDS)
    os.kill(os.getpid(), how)
