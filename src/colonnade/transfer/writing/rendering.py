"""Many texts rendered in child processes, in order, a bounded number of them under way."""

import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from queue import SimpleQueue
from typing import TypeVar

from colonnade.transfer.writing.making import Fault, Made, make

_BATCH = 100
_UNDER_WAY = 3  # batches for each child
_FEW = 400  # texts that are sooner done here than a child has started

Item = TypeVar("Item")
Text = tuple[str, str]


class Renderers:
    """Children that render, started with the first many texts; `close` ends them."""

    def __init__(self, children: int | None = None) -> None:
        self._wanted = (os.cpu_count() or 1) if children is None else children
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._children: list[subprocess.Popen[bytes]] = []
        self._threads = ThreadPoolExecutor(max(1, self._wanted))

    def each(
        self, items: Iterable[Item], text_of: Callable[[Item], Text]
    ) -> Iterator[tuple[Item, Made]]:
        """Yield every item with what its text became, in order."""
        stream = iter(items)
        first = list(islice(stream, _FEW))
        if len(first) < _FEW or not self._wanted:
            yield from ((item, make(*text_of(item))) for item in first)
            yield from ((item, make(*text_of(item))) for item in stream)
            return
        self._start()
        waiting: deque[tuple[list[Item], Future[list[Made]]]] = deque()
        batches = _batches(first, stream)
        while True:
            for batch in islice(batches, _UNDER_WAY * self._wanted - len(waiting)):
                texts = [text_of(item) for item in batch]
                waiting.append((batch, self._threads.submit(self._ask, texts)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            yield from zip(batch, future.result(), strict=True)

    def close(self) -> None:
        """End the children."""
        self._threads.shutdown(cancel_futures=True)
        for child in self._children:
            for pipe in (child.stdin, child.stdout):
                if pipe:
                    pipe.close()
            child.wait()
        self._children.clear()

    def _start(self) -> None:
        while len(self._children) < self._wanted:
            child = subprocess.Popen(
                [sys.executable, "-P", "-m", "colonnade.transfer.writing.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
            self._children.append(child)
            self._idle.put(child)

    def _ask(self, texts: list[Text]) -> list[Made]:
        child = self._idle.get()
        try:
            if child.stdin is None or child.stdout is None:
                raise RuntimeError("a child without pipes")
            child.stdin.write(json.dumps(texts, separators=(",", ":")).encode() + b"\n")
            child.stdin.flush()
            line = child.stdout.readline()
        except BrokenPipeError as error:
            raise RuntimeError("a rendering process ended") from error
        finally:
            self._idle.put(child)
        if not line:
            raise RuntimeError("a rendering process ended")
        return [made_from(values) for values in json.loads(line)]


def _batches(first: list[Item], stream: Iterator[Item]) -> Iterator[list[Item]]:
    for start in range(0, len(first), _BATCH):
        yield first[start : start + _BATCH]
    while batch := list(islice(stream, _BATCH)):
        yield batch


def made_from(values: list[object]) -> Made:
    """Return what came as JSON."""
    html, words, marks, faults, repaired, better = values
    found = tuple(Fault(*one) for one in faults) if isinstance(faults, list) else ()
    codes = tuple(map(str, marks)) if isinstance(marks, list) else ()
    return Made(str(html), str(words), codes, found, str(repaired), str(better))
