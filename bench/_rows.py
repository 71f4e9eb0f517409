"""The rows that a benchmark prints: what was measured, what it must be, what we would like."""

import argparse
import json
import os
import sys
from dataclasses import dataclass

import _needs

# Before our own load is part of it.
_LOAD = os.getloadavg()[0]


@dataclass(frozen=True)
class Row:
    """One figure. `more`: more is better. `must` and `goal` are None where nothing is asked."""

    name: str
    value: float
    unit: str = ""
    must: float | None = None
    goal: float | None = None
    more: bool = False

    @property
    def verdict(self) -> str:
        """Return what the figure reaches."""
        if self.must is None:
            return ""
        if self._reaches(self.goal if self.goal is not None else self.must):
            return "goal" if self.goal is not None else "must"
        return "must" if self._reaches(self.must) else "MISSED"

    def _reaches(self, bound: float) -> bool:
        return self.value >= bound if self.more else self.value <= bound


def options(doc: str | None, **seconds: float) -> argparse.Namespace:
    """Return what every benchmark takes; `seconds` are defaults of its own numbers."""
    parser = argparse.ArgumentParser(description=doc, allow_abbrev=False)
    parser.add_argument("--json", action="store_true", help="one JSON document and nothing else")
    parser.add_argument("--strict", action="store_true", help="end with 1 where a must is missed")
    parser.add_argument(
        "--first", action="store_true", help="as root: before all others on a shared machine"
    )
    for name, value in seconds.items():
        parser.add_argument(f"--{name}", type=type(value), default=value, help=f"{value}")
    chosen = parser.parse_args()
    if chosen.first:
        _needs.go_first()
    return chosen


def show(title: str, rows: list[Row], chosen: argparse.Namespace) -> int:
    """Print the rows; return the exit status."""
    missed = any(row.verdict == "MISSED" for row in rows)
    if chosen.json:
        document = [{**vars(row), "verdict": row.verdict} for row in rows]
        print(json.dumps({"bench": title, "rows": document, "machine": machine()}, indent=2))
    else:
        print(f"\n{title}; {machine()}")
        wide = max(len(row.name) for row in rows)
        print(f"{'':<{wide}} {'measured':>12} {'must':>8} {'goal':>8}")
        for row in rows:
            bounds = [_short(bound) for bound in (row.must, row.goal)]
            figure = f"{_short(row.value)} {row.unit}".strip()
            print(f"{row.name:<{wide}} {figure:>12} {bounds[0]:>8} {bounds[1]:>8}  {row.verdict}")
    return int(missed and chosen.strict)


def say(sentence: str) -> None:
    """Tell what is being done, beside the figures."""
    print(sentence, file=sys.stderr, flush=True)


def machine() -> str:
    """Return where this was measured, and how busy it was by others."""
    others = f"load of others {_LOAD:.1f}" + (", before them" if "--first" in sys.argv else "")
    return f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {others}"


def _short(value: float | None) -> str:
    if value is None:
        return ""
    if value >= 100:  # noqa: PLR2004 - nobody reads the rest
        return f"{value:,.0f}"
    return f"{value:.3g}"
