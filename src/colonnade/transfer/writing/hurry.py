"""Many transactions, none of which waits for the disk."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# The cache (KiB) is for indexes whose entries come in no order.
_HURRY = {"synchronous": "NORMAL", "cache_size": "-65536"}


@contextmanager
def in_a_hurry() -> Iterator[None]:
    """Let SQLite not wait for the disk at the end of each transaction, in this block.

    A power cut may then take the last of them away, never a part of one: the run goes on from the
    one before. What readers are to see is committed outside of it.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        before = {}
        for name, value in _HURRY.items():
            cursor.execute(f"PRAGMA {name}")
            before[name] = int(cursor.fetchone()[0])
            cursor.execute(f"PRAGMA {name}={value}")
        try:
            yield
        finally:
            for name, number in before.items():
                cursor.execute(f"PRAGMA {name}={number}")
