"""What a tree of processes costs, as the kernel counts it."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def tree(root: int) -> list[int]:
    """Return a process and all that descend from it."""
    parents: dict[int, list[int]] = {}
    for number, fields in _stats():
        parents.setdefault(int(fields[1]), []).append(number)
    found = [root]
    for one in found:
        found.extend(parents.get(one, []))
    return found


def cpu_seconds(root: int) -> float:
    """Return user and system time of a tree, with its ended children."""
    own, total = set(tree(root)), 0
    for number, fields in _stats():
        if number in own:
            total += sum(int(ticks) for ticks in fields[11:15])
    return total / _TICKS


def cpu_by_nice(root: int) -> dict[int, float]:
    """Return the CPU seconds of a tree by priority: the edge is least nice, then come others."""
    own, total = set(tree(root)), dict[int, float]()
    for number, fields in _stats():
        if number in own:
            spent = sum(int(ticks) for ticks in fields[11:15]) / _TICKS
            total[int(fields[16])] = total.get(int(fields[16]), 0.0) + spent
    return total


def pss_mb(root: int) -> float:
    """Return the proportional set size of a tree in MB (10^6 bytes)."""
    total = 0
    for number in tree(root):
        with suppress(OSError):
            for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
    return total * 1024 / 1e6


def _stats() -> Iterator[tuple[int, list[str]]]:
    """Yield (process, what stands in its stat after the name)."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            yield int(path.parent.name), path.read_text().rpartition(")")[2].split()
