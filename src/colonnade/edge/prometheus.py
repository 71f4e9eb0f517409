"""The numbers of all workers in the text format of Prometheus."""

from collections.abc import Callable, Mapping

# Upper bounds of the histogram of answers that Django gave, in seconds.
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
COUNTERS = {
    "hits": "Answers from memory.",
    "misses": "Pages that had to be made first.",
    "stale": "Answers from memory while a newer page was being made.",
    "passed": "Requests that went on to Django as they were.",
    "refused": "Requests that the edge refused: too many, too large, too slow, malformed.",
    "rebuilds": "Pages asked for from Django for the memory.",
    "spoils": "Writes heard of that spoil pages.",
    "waited_seconds": "Time spent in the queue before Django, all requests together.",
}
_GAUGES = {
    "pages": "Pages in memory.",
    "bytes": "Bytes of the pages in memory.",
    "waiting": "Requests in the queue before Django now.",
}


def lines_of(workers: Mapping[int, Mapping[str, float]]) -> list[str]:
    """Return what Prometheus reads: the sums over all workers."""

    def total(name: str) -> float:
        return sum(float(numbers.get(name, 0)) for numbers in workers.values())

    lines: list[str] = []
    for name, words in COUNTERS.items():
        full = f"colonnade_edge_{name}_total"
        lines += [f"# HELP {full} {words}", f"# TYPE {full} counter", f"{full} {total(name):.10g}"]
    for name, words in _GAUGES.items():
        full = f"colonnade_edge_{name}"
        lines += [f"# HELP {full} {words}", f"# TYPE {full} gauge", f"{full} {total(name):.10g}"]
    oldest = max(float(numbers.get("oldest", 0)) for numbers in workers.values())
    full = "colonnade_edge_oldest_page_seconds"
    lines += [f"# HELP {full} Age of the oldest copy.", f"# TYPE {full} gauge"]
    lines += [f"{full} {oldest:g}", *_histogram(total)]
    full = "colonnade_edge_last_event"
    lines += [f"# HELP {full} Newest write that a worker knows of.", f"# TYPE {full} gauge"]
    return lines + [
        f'{full}{{worker="{worker}"}} {numbers.get("last_event", 0):.0f}'
        for worker, numbers in sorted(workers.items())
    ]


def _histogram(total: Callable[[str], float]) -> list[str]:
    full = "colonnade_edge_passing_seconds"
    lines = [f"# HELP {full} Time that Django took for an answer.", f"# TYPE {full} histogram"]
    count = 0.0
    for place, bound in enumerate((*BOUNDS, "+Inf")):
        count += total(f"le{place}")
        lines.append(f'{full}_bucket{{le="{bound}"}} {count:.0f}')
    return [*lines, f"{full}_sum {total('passing_seconds'):g}", f"{full}_count {count:.0f}"]
