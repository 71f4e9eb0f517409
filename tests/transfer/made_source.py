"""A format of the tests' own: whatever a test puts into `content`, from any file."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from colonnade.transfer.readers import READERS
from colonnade.transfer.reading import RunInfo, run_of
from colonnade.transfer.records import SourceArticle, SourceComment, SourceSite, State, Yielded
from colonnade.transfer.running import bring_in

SITE = SourceSite(namespace="made:old.example.org", title="Old", url="https://old.example.org")
content: list[Yielded] = []


def read(path, *, zone) -> Iterator[Yielded]:
    yield from content


@pytest.fixture
def made(monkeypatch, settings, tmp_path):
    """Return what brings records in as a run and returns its public id."""
    settings.DATA = tmp_path / "site"
    monkeypatch.setitem(READERS, "made", __name__)

    def bring(*records, dry=False, publish=False, tell=lambda *_: None):
        content[:] = [SITE, *records]
        file = tmp_path / "made.txt"
        file.write_text(repr(records), encoding="utf-8", errors="backslashreplace")
        return bring_in(name="made", path=file, dry=dry, publish=publish, tell=tell)

    return bring


def found(run: str) -> RunInfo:
    """Return a run that must be there."""
    info = run_of(run)
    assert info is not None
    return info


def article(source="1", **more):
    known: dict[str, Any] = {
        "title": f"Article {source}",
        "addresses": (f"https://old.example.org/{source}/",),
    }
    known |= {"published": datetime(2014, 3, 2, 10, tzinfo=UTC), "slug": f"article-{source}"}
    return SourceArticle(source=source, line=1, **known | more)


def comment(source, *, minute=0, **more):
    known: dict[str, Any] = {
        "subject": "1",
        "text": f"Comment <em>{source}</em>.",
        "name": "Ada Quill",
    }
    known |= {"created": datetime(2014, 3, 2, 11, minute, tzinfo=UTC), "state": State.PUBLIC}
    return SourceComment(source=str(source), line=2, **known | more)
