"""Exports written in a test, and what the reader makes of them."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest

from colonnade.kit.refusals import Refusal
from colonnade.transfer.readers.wordpress import read
from colonnade.transfer.records import (
    SourceArticle,
    SourceComment,
    SourceRefused,
    Yielded,
)

BERLIN = ZoneInfo("Europe/Berlin")
EXPORT = "http://wordpress.org/export/1.2/"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0"'
    ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">\n'
    "<channel><title>Old</title><link>https://old.example.org/blog</link>\n"
)
TAIL = "</channel></rss>\n"
Some = TypeVar("Some")


def wxr(*parts: str) -> str:
    """An export around these parts of a channel; they begin in line 4."""
    return HEAD + "".join(parts) + TAIL


def item(*parts: str, number: str = "7") -> str:
    """An article of this number."""
    return f"<item><title>T</title><wp:post_id>{number}</wp:post_id>{''.join(parts)}</item>\n"


def comment(**fields: str) -> str:
    """A comment with these fields; a content of its own where none is given."""
    given = {"id": "1", "content": "Hello", "approved": "1"} | fields
    inside = "".join(
        f"<wp:comment_{name}>{text}</wp:comment_{name}>" for name, text in given.items()
    )
    return f"<wp:comment>{inside}</wp:comment>"


def read_all(tmp_path: Path, content: str | bytes) -> list[Yielded]:
    """All that the reader yields for a file of this content."""
    path = tmp_path / "export.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(path, zone=BERLIN))


def of(kind: type[Some], yielded: list[Yielded]) -> list[Some]:
    """Those of one class."""
    return [one for one in yielded if isinstance(one, kind)]


def only_comment(tmp_path: Path, **fields: str) -> SourceComment:
    """The one comment of an export."""
    [found] = of(SourceComment, read_all(tmp_path, wxr(item(comment(**fields)))))
    return found


def only_article(tmp_path: Path, *parts: str) -> SourceArticle:
    """The one article of an export."""
    [found] = of(SourceArticle, read_all(tmp_path, wxr(item(*parts))))
    return found


def refused(tmp_path: Path, content: str) -> list[tuple[str, str, str]]:
    """Kind, reason and detail of every refused record."""
    found = of(SourceRefused, read_all(tmp_path, content))
    return [(one.kind.value, one.reason, one.detail) for one in found]


def refusal(tmp_path: Path, content: str | bytes) -> tuple[int, str]:
    """Line and sentence of the refusal of a whole file."""
    with pytest.raises(Refusal) as caught:
        read_all(tmp_path, content)
    assert caught.value.code == "import_unreadable"
    return int(caught.value.data["line"]), str(caught.value.data["why"])


# Each reads one file in a process of its own: prints what it said, seconds and MiB grown.
CHILD = """
import resource, sys, time
from pathlib import Path
from zoneinfo import ZoneInfo
from django.conf import settings
settings.configure(USE_I18N=False)
from colonnade.kit.refusals import Refusal
from colonnade.transfer.readers.wordpress import read
size = lambda: int(open("/proc/self/statm").read().split()[0]) * 4096
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
before, start = peak(), time.process_time()
resource.setrlimit(resource.RLIMIT_AS, (size() + (int(sys.argv[2]) << 20),) * 2)
records = 0
try:
    for one in read(Path(sys.argv[1]), zone=ZoneInfo("UTC")):
        records += 1
        assert "canary" not in repr(one)
    said = "read"
except Refusal as refusal:
    said = refusal.data["why"]
    assert refusal.code == "import_unreadable" and refusal.data["line"] >= 1
    assert "canary" not in said
print(said, records, round(time.process_time() - start, 2), peak() - before, sep="\\t")
"""


def in_child(path: Path, mebibytes: int = 50) -> tuple[str, int, float, int]:
    """What was said, how many records came, CPU seconds, MiB of memory grown."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path), str(mebibytes)],
        env={**os.environ, "PYTHONPATH": "src"},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    said, records, seconds, grown = done.stdout.strip().split("\t")
    return said, int(records), float(seconds), int(grown)


def outcome(tmp_path: Path, content: str | bytes) -> str:
    """ "read", or the code of the refusal; anything else that is raised fails the test."""
    try:
        read_all(tmp_path, content)
    except Refusal as refusal:
        return refusal.code if int(refusal.data["line"]) >= 1 else "no line"
    return "read"
