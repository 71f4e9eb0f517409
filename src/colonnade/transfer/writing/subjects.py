"""What discussions hang on, and the newspaper that may be plugged in for it.

Without one, an article or a page becomes a thread with the old address and nothing else is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from colonnade.transfer.ledger import Planned
from colonnade.transfer.records import Matter, SourceArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a thread is to hang on; `hidden`: readers may not see the thread (a draft)."""

    key: str
    url: str
    title: str
    section: str = ""
    commenting: str = ""
    closed: bool = False
    closes: datetime | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a record has become: `target` for `Known` (a primary key, as text)."""

    target: str
    # What `Known.data` keeps of it.
    data: Mapping[str, str] | None = None


class Planner(Protocol):
    """Lives for the planning of one run, and reads the site without touching it."""

    def foresee(self, article: SourceArticle) -> None:
        """Look at an article before anything is planned; comes once for every article.

        A category that stands first in no article becomes a tag, not a section.
        """
        ...

    def plan(self, record: Matter, *, target: str) -> Planned:
        """Say what will become of a record.

        Comes first for all authors, then terms, attachments, articles and pages, each kind in the
        order of the source (galleries of articles name attachments). `target` is "" for a record
        that is new, else what it became in an earlier run from which it differs now: then the
        outcome is merged. (Records that are the same as in an earlier run do not come here; nor
        does a second one of the same source id.)
        """
        ...

    def known(self, record: Matter, *, target: str) -> str:
        """Return the ledger's `id` of a record that stands already and has not changed.

        Comes in the same order as `plan`, so that its slug and its path count as taken.
        """
        ...


class Writer(Protocol):
    """Lives for the writing of one run; every call is inside a transaction of the caller's."""

    def write(self, record: Matter, planned: Planned) -> Written:
        """Make what is new (`planned.outcome` created, or merged into something of ours).

        An article is not live until `show`. Called in the order of `Planner.plan`, articles one
        by one between their comments' threads; in a run that goes on after it was killed, by a
        writer that has not seen the records before.
        """
        ...

    def change(self, record: Matter, planned: Planned) -> Mapping[str, object]:
        """Change what an earlier run made (`planned.target`); return how it was, for `restore`."""
        ...

    def subject(self, target: str) -> Subject:
        """Return what the thread of this article or page is to hang on, written or known."""
        ...

    def show(self, targets: Sequence[str]) -> None:
        """Publish those of these articles and pages that were public at the source.

        Part of the run's last transaction. Called in batches.
        """
        ...


class Newspaper(Protocol):
    """Where articles are on, `project` registers one: see `plug_in`."""

    def planner(self, *, namespace: str) -> Planner:
        """Return a planner for a run of this origin."""
        ...

    def writer(self, *, origin: int, run: int) -> Writer:
        """Return a writer for this run (primary keys)."""
        ...

    def touched(self, *, kind: str, targets: Sequence[str]) -> list[str]:
        """Return where those of these targets are that work of our own rests on: they cannot go.

        All of one kind, made or changed by the run that is to be undone. Paths, without spaces.
        """
        ...

    def remove(self, *, kind: str, targets: Sequence[str]) -> None:
        """Take away what `Writer.write` made, all of one kind; the caller's transaction.

        Comes in the order page, article, attachment, tag, category, author. What was merged into
        something of ours is not among them.
        Comes while the rows of `Known` still stand: their data say what else an article brought.
        """
        ...

    def restore(self, *, kind: str, target: str, before: Mapping[str, object]) -> None:
        """Put back what `Writer.change` changed."""
        ...


_plugged: list[Newspaper] = []


def plug_in(newspaper: Newspaper) -> None:
    """Take articles, authors and the like in from now on (called once, by `project`)."""
    _plugged[:] = [newspaper]


def newspaper() -> Newspaper | None:
    """Return the newspaper, None where articles are off."""
    return _plugged[0] if _plugged else None
