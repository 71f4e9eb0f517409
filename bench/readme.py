"""Run the benchmarks of the README's table "How fast" and write what they measured into it."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from _rows import machine, say

HERE = Path(__file__).parent
README = HERE.parent / "README.md"
BEGIN, END = "<!-- bin/bench readme: begin -->", "<!-- bin/bench readme: end -->"
BENCHES = ("read", "write", "mixed", "growth", "memory", "cold", "bytes")


@dataclass(frozen=True)
class Line:
    """A line of the table: what, from which rows of which benchmark, and the best of others."""

    what: str
    bench: str
    rows: tuple[str, ...]
    others: str = ""


_BOUNDS = ("must", "goal")
_GROWN = "100,000 comments"
LINES = (
    Line("rate against nginx, same bytes", "read", ("rate against nginx",), "Remark42 0.05"),
    Line("answers/s, kept page", "read", ("ours, cached, 64 connections, answers/s",), "4,360"),
    Line(
        "CPU of nginx's answer, the yardstick of this machine",
        "read",
        ("CPU per answer, nginx",),
        "10-11 µs where theirs and the bounds were measured",
    ),
    Line("CPU of a kept page", "read", ("CPU per cached answer",), "229 µs"),
    Line("p50, p99 at 1 connection", "read", ("p50 at 1 connection", "p99 at 1 connection")),
    Line(
        "p50, p99 at 64 connections",
        "read",
        ("p50 at 64 connections", "p99 at 64 connections"),
        "p99 532 ms",
    ),
    Line(
        "kept pages while 64 others ask for fresh ones, share of the rate; p99",
        "read",
        ("cached rate, 64 others uncached", "p99 meanwhile"),
    ),
    Line(
        "CPU of a fresh page of 50, thread of 64; of 100,000",
        "growth",
        ("CPU of a miss, 64 comments", f"CPU of a miss, {_GROWN}"),
        "first answer at 10,000: 8.3 s (Remark42), 24 s (Isso)",
    ),
    Line(
        "durable posts/s, 1 client; 16",
        "write",
        ("posts/s, 1 client", "posts/s, 16 clients"),
        "172-208; 186 (Remark42)",
    ),
    Line(
        "requests/s, 95 % reads and 5 % posts, 16 clients; p99 of a read",
        "mixed",
        ("requests/s, 95/5, 16 clients", "p99 of a read"),
        "147 (Drupal)",
    ),
    Line(
        "growth from 64 to 100,000 comments: kept, fresh, post",
        "growth",
        ("growth of a hit", "growth of a miss", "growth of a post"),
        "1.8, 5.4 (Drupal)",
    ),
    Line("memory at rest; after load", "memory", ("PSS at rest", "PSS after load")),
    Line(
        "restart to the first kept page; to the first fresh one",
        "cold",
        ("restart to the first cached answer", "restart to the first uncached answer"),
    ),
    Line(
        "first view of an article with 50 comments, on the wire; before others have read it",
        "bytes",
        ("first view on the wire", "the very first answers"),
        "27 kB",
    ),
)


def main() -> int:
    measured = {name: _run(name) for name in BENCHES}
    text = README.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise SystemExit(f"bench: {README} has no place for the table.")
    README.write_text(f"{before}{BEGIN}\n{table(measured)}{END}{after}", encoding="utf-8")
    say(f"The table stands in {README}")
    return 0


def table(measured: dict[str, dict[str, dict[str, object]]]) -> str:
    """Return the table in Markdown."""
    lines = ["| | here | must | goal | best of the others |", "|---|---|---|---|---|"]
    for line in LINES:
        rows = [measured[line.bench][name] for name in line.rows]
        here = "; ".join(f"{_short(row['value'])} {row['unit']}".strip() for row in rows)
        bounds = ["; ".join(filter(None, (_short(row[name]) for row in rows))) for name in _BOUNDS]
        lines.append(f"| {line.what} | {here} | {' | '.join(bounds)} | {line.others} |")
    when = datetime.now(UTC)  # noqa: TID251 - the day of the run, no business of the site's clock
    return "\n".join(lines) + f"\n\nRun of {when:%Y-%m-%d %H:%M} UTC: {machine()}.\n"


def _run(name: str) -> dict[str, dict[str, object]]:
    say(f"== {name}")
    done = subprocess.run(
        [sys.executable, str(HERE / f"{name}.py"), "--json", *sys.argv[1:]],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"bench: {name} failed")
    return {row["name"]: row for row in json.loads(done.stdout)["rows"]}


def _short(value: object) -> str:
    if not isinstance(value, int | float):
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004 - as in the rows


if __name__ == "__main__":
    sys.exit(main())
