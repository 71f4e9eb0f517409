"""Load a library without what it takes along only because it is there."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Have imports of these modules fail meanwhile, except of those that are loaded already.

    For libraries that try what they can do without, and for the time before there are threads.
    Afterwards whoever needs the modules gets them.
    """
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type] # None: Python's own word
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
