"""A finished first page, against nginx with a static file of the same bytes, in one run.

One core for the server, one for the load. Rounds of both take turns; medians are shown.
"""

import statistics
import sys
from dataclasses import dataclass

from _nginx import serving
from _pages import addresses
from _rows import Row, options, say, show
from _server import Server, site
from _wrk import BROWSER, Load, Outcome, load

COMMENTS, OTHERS = 64, 10_000
MANY = 64


@dataclass(frozen=True)
class Round:
    """One round of load: what came, and what it cost in µs of CPU an answer."""

    outcome: Outcome
    cpu: float


def main() -> int:
    chosen = options(__doc__, seconds=4.0, rounds=3)
    with site() as server:
        server.open_to_guests()
        page = f"/t/{server.thread(COMMENTS)}/"
        say(f"filling a thread with {OTHERS:,} comments ...")
        others = server.thread(OTHERS)
        server.start()
        rows = _alone(server, page, chosen)
        rows += _disturbed(server, page, addresses(others, OTHERS), chosen)
    return show("read", rows, chosen)


def _alone(server: Server, page: str, chosen) -> list[Row]:
    encodings = {"Accept_Encoding": BROWSER["Accept-Encoding"]}
    for _ in range(3):
        body, headers = server.answer(page, **encodings)
    ours, theirs = [], []
    with serving(body, headers) as nginx:
        for number in range(chosen.rounds):
            say(f"round {number + 1} of {chosen.rounds}")
            theirs.append(_round(nginx, nginx.url, MANY, chosen.seconds))
            ours.append(_round(server, server.url + page, MANY, chosen.seconds))
        lone = _round(server, server.url + page, 1, chosen.seconds)
        lone_nginx = _round(nginx, nginx.url, 1, chosen.seconds)
    ratio = _middle(a.outcome.rate / b.outcome.rate for a, b in zip(ours, theirs, strict=True))
    return [
        Row("bytes of the page, as sent", len(body)),
        Row("nginx static, 64 connections, answers/s", _middle(r.outcome.rate for r in theirs)),
        Row("ours, cached, 64 connections, answers/s", _middle(r.outcome.rate for r in ours)),
        Row("rate against nginx", ratio, "", 0.25, 0.40, more=True),
        Row("CPU per answer, nginx", _middle(r.cpu for r in theirs), "µs"),
        Row("CPU per cached answer", _middle(r.cpu for r in ours), "µs", 50, 35),
        Row("p50 at 1 connection", lone.outcome.p50, "ms", 0.25, 0.18),
        Row("p99 at 1 connection", lone.outcome.p99, "ms", 2, 1.5),
        Row("p50 / p99 of nginx at 1: p50", lone_nginx.outcome.p50, "ms"),
        Row("p50 / p99 of nginx at 1: p99", lone_nginx.outcome.p99, "ms"),
        Row("p50 at 64 connections", _middle(r.outcome.p50 for r in ours), "ms", 4, 2.5),
        Row("p99 at 64 connections", _middle(r.outcome.p99 for r in ours), "ms", 10, 6),
        Row("p99 of nginx at 64", _middle(r.outcome.p99 for r in theirs), "ms"),
    ]


def _disturbed(server: Server, page: str, targets: list[str], chosen) -> list[Row]:
    """Measure the finished page while others ask for pages that nobody asked for before."""
    ratios, times, answered, refused = [], [], 0.0, 0
    share = len(targets) // chosen.rounds
    for number in range(chosen.rounds):
        say(f"disturbed round {number + 1} of {chosen.rounds}")
        alone = load(server.url + page, connections=MANY, seconds=chosen.seconds)
        fresh = targets[number * share : (number + 1) * share]
        crowd = Load(server.url, MANY, chosen.seconds + 1, fresh)
        beside = load(server.url + page, connections=MANY, seconds=chosen.seconds)
        asked = crowd.outcome()
        ratios.append(beside.rate / alone.rate)
        times.append(beside.p99)
        answered += (asked.requests - asked.refused) / asked.seconds / chosen.rounds
        refused += asked.refused
    return [
        Row("cached rate, 64 others uncached", _middle(ratios), "", 0.5, 0.8, more=True),
        Row("p99 meanwhile", _middle(times), "ms", 25, 10),
        Row("uncached pages meanwhile, answers/s", answered),
        Row("of them told to come back later", refused),
    ]


def _round(what, url: str, connections: int, seconds: float) -> Round:
    before = what.cpu()
    outcome = load(url, connections=connections, seconds=seconds)
    return Round(outcome, (what.cpu() - before) / outcome.requests * 1e6)


def _middle(values) -> float:
    return statistics.median(values)


if __name__ == "__main__":
    sys.exit(main())
