"""What the edge counts, for `/metrics`: each worker writes its own file, whoever is asked adds."""

import hmac
import json
import os
from bisect import bisect_left
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from time import monotonic

from colonnade.edge.plain import GUARDS, sized, text
from colonnade.edge.prometheus import BOUNDS, COUNTERS, lines_of
from colonnade.edge.shapes import Answer, Ask, Settings
from colonnade.kit.network import is_proxy

# A worker's file is at most so old, in seconds.
BEAT = 2.0
_FORWARDING = frozenset({"x-forwarded-for", "x-forwarded-host", "forwarded", "via", "x-real-ip"})


@dataclass(frozen=True, slots=True)
class Held:
    """What is in memory now; `oldest`: seconds since the oldest copy was made."""

    pages: int = 0
    bytes: int = 0
    oldest: float = 0.0


class Metrics:
    """One worker's numbers, counted up by whoever sees something happen.

    `held` and `queue` are asked when the numbers are wanted; the pages' store and the queue
    put themselves there.
    """

    def __init__(self, folder: Path | None = None, worker: int | None = None) -> None:
        self.counts = dict.fromkeys(COUNTERS, 0.0)
        self.last_event = 0
        self.passing_seconds = 0.0
        self.buckets = [0] * (len(BOUNDS) + 1)
        self.held: Callable[[], Held] = Held
        self.queue: Callable[[], int] = int
        self._folder = folder
        self._worker = os.getpid() if worker is None else worker
        self._beat = 0.0

    def hit(self) -> None:
        """Count an answer from memory."""
        self.counts["hits"] += 1

    def miss(self) -> None:
        """Count a page that had to be made first."""
        self.counts["misses"] += 1

    def stale(self) -> None:
        """Count an answer from memory while a newer page is being made."""
        self.counts["stale"] += 1

    def passed(self) -> None:
        """Count a request that went on to Django as it was."""
        self.counts["passed"] += 1

    def refused(self) -> None:
        """Count a request that the edge refused by itself."""
        self.counts["refused"] += 1

    def rebuilt(self) -> None:
        """Count a page that was asked for from Django for the memory."""
        self.counts["rebuilds"] += 1

    def spoiled(self, last_event: int) -> None:
        """Count one write that became known, with its number."""
        self.counts["spoils"] += 1
        self.last_event = max(self.last_event, last_event)

    def queued(self, seconds: float) -> None:
        """Count how long one request waited before it went to Django."""
        self.counts["waited_seconds"] += seconds

    def passing(self, seconds: float) -> None:
        """Count one request that Django answered, and how long that took, without the queue."""
        self.passing_seconds += seconds
        self.buckets[bisect_left(BOUNDS, seconds)] += 1

    def beat(self) -> None:
        """Write the worker's file if it is older than BEAT; to be called often."""
        now = monotonic()
        if self._folder is not None and now - self._beat >= BEAT:
            self._beat = now
            self.write()

    def write(self) -> None:
        """Write the worker's file."""
        if self._folder is None:
            return
        half = self._folder / f".metrics-{self._worker}"
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            half.write_text(json.dumps(self._numbers()))
            half.replace(self._folder / f"metrics-{self._worker}.json")

    def text(self) -> str:
        """Return the numbers of all workers that live, as Prometheus reads them."""
        workers = {self._worker: self._numbers()}
        for path in self._folder.glob("metrics-*.json") if self._folder is not None else ():
            worker = path.stem.removeprefix("metrics-")
            if not worker.isdigit() or int(worker) in workers:
                continue
            with suppress(OSError, ValueError):
                if _lives(int(worker)):
                    workers[int(worker)] = json.loads(path.read_text())
                else:
                    path.unlink()
        return "\n".join(lines_of(workers)) + "\n"

    def _numbers(self) -> dict[str, float]:
        held = self.held()
        numbers = {**self.counts, "pages": held.pages, "bytes": held.bytes, "oldest": held.oldest}
        numbers |= {"waiting": self.queue(), "last_event": self.last_event}
        numbers |= {f"le{place}": count for place, count in enumerate(self.buckets)}
        return numbers | {"passing_seconds": self.passing_seconds}


def answer_metrics(ask: Ask, settings: Settings, metrics: Metrics) -> Answer:
    """Answer /metrics to this machine itself, or to one who has the token."""
    if not may_see_metrics(ask, settings):
        return text(404, "There is nothing at this address.")
    body = metrics.text().encode()
    kind = ("content-type", "text/plain; version=0.0.4; charset=utf-8")
    headers = sized([kind, ("cache-control", "no-store"), *GUARDS], body)
    return Answer(200, headers, body)


def may_see_metrics(ask: Ask, settings: Settings) -> bool:
    """Tell whether the request, as it came, is this machine's own or carries the token.

    A proxy on this machine makes every visitor look like this machine: what it hands on never
    counts as that.
    """
    word, _space, token = ask.header("authorization").partition(" ")
    if settings.metrics_token and word.lower() == "bearer":
        return hmac.compare_digest(token.strip().encode(), settings.metrics_token.encode())
    if any(name in _FORWARDING for name, _value in ask.headers):
        return False
    try:
        return ip_address(ask.peer).is_loopback and not is_proxy(ask.peer, settings.proxies)
    except ValueError:
        return False


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
