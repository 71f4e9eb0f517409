"""Memory that is given back: the C library's ways, where it is the GNU one."""

import ctypes
from contextlib import suppress

# Their numbers in malloc.h.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
# Most finished pages are larger, and leave no holes where they were.
_PAGE = 32 * 1024
# What the next request needs again: to fetch it anew each time took a tenth of a page's making.
AT_HAND = 1024 * 1024


def give_back(alone: int = _PAGE) -> None:
    """Have what is freed given back from now on, in this process, whichever thread held it.

    Left alone each thread has a heap of its own, and the limits grow with what was once freed.
    `alone`: from so many bytes on a thing lies outside the heap, and goes back the moment it is
    freed, which costs a fault for each 4 kB: right for what is kept for long.
    """
    with suppress(AttributeError, OSError, TypeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_ARENA_MAX, 1)
        mallopt(_TRIM_THRESHOLD, AT_HAND)
        mallopt(_MMAP_THRESHOLD, alone)
