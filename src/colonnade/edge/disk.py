"""A copy of the pages on the disk, so that a restart is warm: one file, whole or ignored.

It holds public pages alone. Its first line names the format, the second its checksum; then comes
one line of JSON, then the bodies, one after the other.
"""

import asyncio
import fcntl
import hashlib
import json
import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from colonnade.edge.dressing import variant_of
from colonnade.edge.flights import Flights
from colonnade.edge.pages import Page, Pages
from colonnade.edge.shapes import Settings
from colonnade.edge.watching import Watch
from colonnade.kit import clock

EVERY = 30.0
# The most bytes of bodies: what a warm start needs, not what an afternoon gathered.
MOST = 24 * 2**20

_FORMAT = b"colonnade pages 2\n"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Copy:
    """What is on the disk, true up to the write `seen` in the database `epoch`.

    `seen` is None where there is nothing: then the tail begins at the present.
    """

    seen: int | None = None
    epoch: str = ""
    pages: tuple[Page, ...] = ()


class Copies:
    """Keeps the copy, where this process is the one that holds its lock."""

    def __init__(self, settings: Settings, pages: Pages, watch: Watch) -> None:
        self._stamp = settings.stamp
        self._file = _file(settings)
        self._pages = pages
        self._watch = watch
        self._lock: IO[bytes] | None = None
        self._saved = 0
        self._saving: Flights[None] = Flights()

    def take(self, copy: Copy) -> None:
        """Take up a copy; what was written since is learned at the next look."""
        for page in copy.pages:
            self._pages.keep(page)
            self._watch.expect(page)
        self._saved = self._pages.changes

    async def run(self) -> None:
        """Save again and again; ends when it is cancelled."""
        while True:
            await asyncio.sleep(EVERY)
            await self._saving.join("save", self.save)

    async def end(self) -> None:
        """Save once more, after a save that is under way, and leave the lock to others."""
        if self._saving.is_running("save"):
            await self._saving.join("save", self.save)
        await self.save()
        if self._lock is not None:
            self._lock.close()

    async def save(self) -> None:
        """Save what is fresh, where something changed and no other process does it."""
        changes, tail = self._pages.changes, self._watch.tail
        if changes == self._saved or not tail.epoch:
            return
        try:
            if self._is_ours():
                seen = tail.last
                self._watch.look()  # now nothing that hangs on a write up to `seen` is fresh
                copy = Copy(seen, tail.epoch, tuple(_worth_most(self._pages)))
                await asyncio.to_thread(write, self._file, self._stamp, copy)
                self._saved = changes
        except OSError as error:
            _log.warning("The pages could not be saved: %s", error)

    def _is_ours(self) -> bool:
        """Return whether this process saves; it is asked again when the one that did has gone."""
        if self._lock is not None:
            return True
        self._file.parent.mkdir(parents=True, exist_ok=True)
        lock = self._file.with_suffix(".lock").open("ab")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            return False
        self._lock = lock
        return True


def write(file: Path, stamp: str, copy: Copy) -> None:
    """Put a copy in the place of the one before, whole."""
    lines = [_described(page) for page in copy.pages]
    head = {"stamp": stamp, "seen": copy.seen, "epoch": copy.epoch, "pages": lines}
    bodies = [body for page in copy.pages for body in page.bodies().values()]
    parts = [json.dumps(head).encode(), b"\n", *bodies]
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(".half")
    with half.open("wb") as out:
        out.writelines([_FORMAT, _digest(parts), b"\n", *parts])
        os.fchmod(out.fileno(), 0o600)
    half.replace(file)


def load(settings: Settings) -> Copy:
    """Return the copy; an empty one where it is missing, damaged, cut short, or of another make."""
    return _read(_file(settings), settings.stamp) or Copy()


def _file(settings: Settings) -> Path:
    return settings.data / "run" / "pages.bin"


def _read(file: Path, stamp: str) -> Copy | None:
    with suppress(OSError, ValueError, KeyError, TypeError, IndexError):
        whole = file.read_bytes()
        name, digest, rest = whole.split(b"\n", 2)
        line, bodies = rest.split(b"\n", 1)
        if name + b"\n" != _FORMAT or digest != _digest([rest]):
            return None
        head = json.loads(line)
        if head["stamp"] == stamp:
            return Copy(head["seen"], head["epoch"], tuple(_pages(head["pages"], bodies)))
    return None


def _worth_most(pages: Pages) -> Iterator[Page]:
    """Yield fresh pages, as many as the copy may hold; the least worth of them first."""
    room, now = MOST, clock.now().timestamp()
    chosen = []
    for page in pages:
        room -= page.size
        if room < 0:
            break
        if page.since is None and page.until > now:
            chosen.append(page)
    return reversed(chosen)


def _described(page: Page) -> dict[str, object]:
    return {
        "target": page.target,
        "keys": sorted(page.keys),
        "headers": page.headers,
        "etag": page.etag,
        "made": page.made,
        "until": page.until,
        "leads": page.leads,
        "length": page.length,
        "sizes": {name: len(body) for name, body in page.bodies().items()},
    }


def _pages(lines: list[dict[str, Any]], bodies: bytes) -> Iterator[Page]:
    start = 0
    for line in lines:
        cut = {}
        for name, size in line["sizes"].items():
            cut[name] = bodies[start : start + size]
            start += size
        page = Page(
            target=line["target"],
            keys=frozenset(line["keys"]),
            headers=tuple((name, value) for name, value in line["headers"]),
            etag=line["etag"],
            body=cut.get("", b""),
            length=line["length"],
            made=line["made"],
            until=line["until"],
            leads=line["leads"],
        )
        page.variants = {name: variant_of(page, name, body) for name, body in cut.items()}
        yield page


def _digest(parts: list[bytes]) -> bytes:
    digest = hashlib.blake2b(digest_size=32)
    for part in parts:
        digest.update(part)
    return digest.hexdigest().encode()
