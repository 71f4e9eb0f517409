"""Durable posts through the whole path: one client, then sixteen, each answer a 201.

Beside them what this disk and SQLite alone allow: a row a commit, WAL, synchronous=FULL.
"""

import json
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

from _clients import Plan, Tally, percentile, run
from _rows import Row, options, say, show
from _server import Server, site

COMMENTS = 64
MANY = 16


def main() -> int:
    chosen = options(__doc__, seconds=8.0)
    with site() as server:
        server.open_to_guests()
        thread = server.thread(COMMENTS)
        server.start()
        alone = _commits(server.data / "alone.sqlite3", 2.0)
        run(Plan(server.url, thread, 1, 1.0, 1.0))  # what is loaded at the first post
        before = _count(server, thread)
        tallies, costs, nice = [], [], server.cpu_by_nice()
        for clients in (1, MANY):
            say(f"{clients} clients for {chosen.seconds:.0f} s")
            tally, cost = measure(server, Plan(server.url, thread, clients, chosen.seconds, 1.0))
            tallies.append(tally)
            costs.append(cost)
        server.settle(5)
        spent = {who: cpu - nice[who] for who, cpu in server.cpu_by_nice().items()}
        kept = _count(server, thread) - before
    one, many = tallies
    acknowledged = len(one.posts) + len(many.posts)
    if kept != acknowledged:
        raise SystemExit(f"bench: {acknowledged} posts were acknowledged, {kept} are there")
    rows = [
        Row("SQLite alone, a row a commit, commits/s", alone),
        Row("posts/s, 1 client", one.rate, "", 300, 600, more=True),
        Row("posts/s, 16 clients", many.rate, "", 450, 1000, more=True),
        Row("CPU per post, 1 client", costs[0], "ms"),
        Row("CPU per post, 16 clients", costs[1], "ms"),
        Row("p50 of a post, 1 client", percentile(one.posts, 0.5), "ms"),
        Row("p99 of a post, 1 client", percentile(one.posts, 0.99), "ms"),
        Row("p99 of a post, 16 clients", percentile(many.posts, 0.99), "ms"),
        Row("acknowledged, and there", kept),
    ]
    rows += [
        Row(f"CPU per post of processes with nice {who}, deliveries too", cpu / kept * 1000, "ms")
        for who, cpu in sorted(spent.items())
    ]
    return show("write", rows, chosen)


def measure(server: Server, plan: Plan) -> tuple[Tally, float]:
    """Run a plan; return what came, and the CPU an answer in ms."""
    server.settle()
    before = server.cpu()
    tally = run(plan)
    answers = len(tally.posts) + len(tally.reads)
    return tally, (server.cpu() - before) / answers * 1000


def _count(server: Server, thread: str) -> int:
    answer = server.get(f"/api/v1/threads/{thread}/comments?size=10")
    return int(json.loads(answer)["total"])


def _commits(path: Path, seconds: float) -> float:
    """Return the durable commits a second of this disk: the bound of one post at a time."""
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("PRAGMA synchronous=FULL")
        base.execute("CREATE TABLE t (body)")
        done, began = 0, time.perf_counter()
        while time.perf_counter() - began < seconds:
            base.execute("INSERT INTO t VALUES (?)", ("x" * 400,))
            done += 1
        return done / (time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main())
