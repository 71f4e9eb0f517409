"""What a benchmark needs of the machine: programs, cores."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

import debian

# Debian's package of each program.
_PACKAGES = {"nginx": "nginx-light", "wrk": "wrk"}


def program(name: str) -> str:
    """Return where a program is; install it as root on Debian, else end with what to do."""
    path = f"{os.environ.get('PATH', '')}:/usr/sbin"
    found = shutil.which(name, path=path)
    if not found and debian.may_install() and debian.install(_PACKAGES[name]):
        found = shutil.which(name, path=path)
    if not found:
        sys.exit(
            f"bench: {name} is missing. Install it (Debian: apt install {_PACKAGES[name]};"
            f" macOS: brew install {name}) and start again."
        )
    return found


if not hasattr(os, "sched_getaffinity"):
    sys.exit("bench: the figures are read from /proc, which only Linux has.")
# One core for the server and one for the load, or the same where there is one.
_KNOWN = sorted(os.sched_getaffinity(0))
SERVER, LOAD = {_KNOWN[0]}, {_KNOWN[-1]}


def pin(cores: set[int]) -> None:
    """Keep this process, and what it starts from now on, on these cores."""
    os.sched_setaffinity(0, cores)


def go_first() -> None:
    """Take the cores before all other sessions of a machine that others use, too."""
    try:
        if os.getsid(0) != os.getpid():
            os.setsid()
        Path("/proc/self/autogroup").write_text("-18", encoding="ascii")
    except OSError as why:
        sys.exit(f"bench: --first needs root, a Linux with autogroup, and bin/bench: {why}")


@contextmanager
def started_on(cores: set[int]) -> Iterator[None]:
    """Let what is started in the block run on these cores; come back to our own."""
    own = os.sched_getaffinity(0)
    pin(cores)
    try:
        yield
    finally:
        pin(own)
