"""Memory that is given back: the C library's ways, where it is the GNU one."""

import ctypes
from contextlib import suppress

# Their numbers in malloc.h.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
# Most finished pages are larger, and leave no holes where they were.
_KEPT = 32 * 1024


def give_back() -> None:
    """Have what is freed given back from now on, in this process, whichever thread held it.

    Left alone each thread has a heap of its own, and the limits grow with what was once freed.
    """
    with suppress(AttributeError, OSError, TypeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_ARENA_MAX, 1)
        mallopt(_TRIM_THRESHOLD, _KEPT)
        mallopt(_MMAP_THRESHOLD, _KEPT)
