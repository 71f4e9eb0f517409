"""One JSON line for each request, whatever a client writes into it (CVE-2025-48432)."""

import json
import os
import sys
import threading
from collections import deque
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from colonnade.edge.shapes import Answer, Ask
from colonnade.kit import clock

# So many lines wait for a slow disk; more are counted, not kept.
WAITING = 10_000
# Seconds between two writes.
EVERY = 0.5
_TARGET = 1024
_WORDS = 200
_NAME = 64
_METHOD = 24
# A line no longer than this goes into a pipe in one piece, whoever else writes to it.
_LINE = 4096
STDERR = "-"


class _Entry(NamedTuple):
    time: float
    client: str
    method: str
    target: str
    status: int
    size: int
    seconds: float
    referer: str
    agent: str


class AccessLog:
    """Takes notes at once, and writes them from a thread of its own; nobody waits for the disk.

    `where`: '' writes nothing, '-' to standard error, else to a file, which is looked for by its
    name at each write: when logrotate has moved it away, the next lines begin a new one.
    """

    def __init__(self, where: str) -> None:
        self.is_on = bool(where)
        self._where = where
        self._entries: deque[_Entry] = deque()
        self._dropped = 0
        self._file: int | None = None
        self._wake = threading.Event()
        self._ends = False
        self._thread: threading.Thread | None = None

    def note(self, ask: Ask, answer: Answer, seconds: float, client: str) -> None:
        """Note one answered request; `client` is whose address counts."""
        if not self.is_on:
            return
        if len(self._entries) >= WAITING:
            self._dropped += 1
            return
        length = answer.header("content-length")
        self._entries.append(
            _Entry(
                clock.now().timestamp(),
                client[:_NAME],
                ask.method[:_METHOD],
                ask.target[:_TARGET],
                answer.status,
                int(length) if length.isascii() and length.isdigit() else len(answer.body),
                seconds,
                ask.header("referer")[:_WORDS],
                ask.header("user-agent")[:_WORDS],
            )
        )
        if self._thread is None:
            # Only now: a thread that was there before a fork would be missing after it.
            self._thread = threading.Thread(target=self._run, name="access log", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Write what was noted, and stop."""
        self._ends = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join(5)
        self._write()
        if self._file is not None and self._where != STDERR:
            os.close(self._file)
        self._file = None

    def _run(self) -> None:
        while not self._ends:
            self._wake.wait(EVERY)
            self._write()

    def _write(self) -> None:
        lines = []
        while self._entries:
            lines.append(line_of(self._entries.popleft()))
        dropped, self._dropped = self._dropped, 0
        if dropped:
            lines.append(json.dumps({"dropped": dropped}).encode() + b"\n")
        if not lines:
            return
        # What cannot be written is lost: no visitor may feel a full disk here.
        with suppress(OSError):
            file = self._open()
            for batch in _batches(lines, _LINE if self._where == STDERR else 2**20):
                while batch:
                    batch = batch[os.write(file, batch) :]  # noqa: PLW2901 - what is left of it

    def _open(self) -> int:
        if self._where == STDERR:
            return sys.stderr.fileno()
        if self._file is not None and not _is_still(self._file, self._where):
            os.close(self._file)
            self._file = None
        if self._file is None:
            self._file = os.open(self._where, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return self._file


def line_of(entry: _Entry) -> bytes:
    """Return an entry as one line of ASCII JSON: what could break a line is escaped."""
    moment = datetime.fromtimestamp(entry.time, UTC)
    fields = {
        "time": moment.isoformat(timespec="milliseconds"),
        "client": entry.client,
        "method": entry.method,
        "target": entry.target,
        "status": entry.status,
        "bytes": entry.size,
        "ms": round(entry.seconds * 1000, 3),
        "referer": entry.referer,
        "agent": entry.agent,
    }
    line = json.dumps(fields, separators=(",", ":"))
    if len(line) >= _LINE:  # escapes took six times their room
        line = json.dumps({**fields, "target": entry.target[:300], "referer": "", "agent": ""})
    return line.encode() + b"\n"


def _batches(lines: list[bytes], most: int) -> list[bytes]:
    batches = [b""]
    for line in lines:
        if batches[-1] and len(batches[-1]) + len(line) > most:
            batches.append(b"")
        batches[-1] += line
    return batches


def _is_still(file: int, name: str) -> bool:
    try:
        there, here = Path(name).stat(), os.fstat(file)
    except OSError:
        return False
    return (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)
