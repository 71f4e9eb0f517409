"""A file from the disk, or one piece of it (RFC 9110, 13 and 14)."""

import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from colonnade.edge.shapes import Answer, Header, Span

# A smaller file is read at once: that costs less than handing it on by its name.
SMALL = 128 * 2**10
_RANGE = re.compile(r"bytes=[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*")
_RANGES = ("accept-ranges", "bytes")


class Getter(Protocol):
    """Headers by name, in lower case."""

    def get(self, name: str, /) -> str | None:
        """Return a header's first value."""


class Unsatisfiable(Exception):
    """Says that no byte asked for is there."""


def from_disk(place: Path, kind: str, headers: Sequence[Header], asked: Getter) -> Answer | None:
    """Return a file or the piece of it that is asked for; None where no plain file is there."""
    try:
        found = os.lstat(place)
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    tag, size = f'"{found.st_mtime_ns:x}-{found.st_size:x}"', found.st_size
    sent = [("content-type", kind), ("etag", tag), *headers, _RANGES]
    if is_known(asked.get("if-none-match"), tag):
        return Answer(304, sent)
    wanted = asked.get("range") if asked.get("if-range") in {None, tag} else None
    try:
        piece = range_of(wanted, size)
    except Unsatisfiable:
        nothing = [("content-range", f"bytes */{size}"), ("content-length", "0")]
        return Answer(416, [*sent, *nothing])
    if piece is None:
        return _piece(Answer(200, sent), Span(place, 0, size))
    start, end = piece
    sent.append(("content-range", f"bytes {start}-{end - 1}/{size}"))
    return _piece(Answer(206, sent), Span(place, start, end - start))


def range_of(wanted: str | None, size: int) -> tuple[int, int] | None:
    """Return where the one range that is asked for begins and ends; None: send all.

    Several ranges, and what is no range, are answered with the whole. Raises Unsatisfiable.
    """
    found = _RANGE.fullmatch(wanted or "")
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        start, end = max(size - int(found[2]), 0), size
    else:
        start = int(found[1])
        if found[2] and int(found[2]) < start:
            return None
        end = min(int(found[2]) + 1, size) if found[2] else size
    if start >= end:
        raise Unsatisfiable
    return start, end


def is_known(said: str | None, tag: str) -> bool:
    """Tell whether If-None-Match names the tag, or anything."""
    if not said:
        return False
    return any(word.strip().removeprefix("W/") in {tag, "*"} for word in said.split(","))


def _piece(answer: Answer, span: Span) -> Answer | None:
    answer.headers.append(("content-length", str(span.length)))
    if span.length > SMALL:
        answer.span = span
        return answer
    try:
        with span.path.open("rb") as file:
            file.seek(span.start)
            answer.body = file.read(span.length)
    except OSError:
        return None
    # It grew shorter in this moment: Django may say what holds now.
    return answer if len(answer.body) == span.length else None
