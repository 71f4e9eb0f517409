"""A run's own database: every record of the file, and what will become of it.

It lies in the data folder and goes nowhere near the site's tables.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from colonnade.transfer.ledger import Line, Outcome
from colonnade.transfer.packing import unpack
from colonnade.transfer.records import (
    Kind,
    Matter,
    Record,
    SourceComment,
    SourceRefused,
    SourceRule,
    SourceSite,
    Yielded,
)
from colonnade.transfer.staged import moment_of, rows_of

_TABLES = """
CREATE TABLE items (
    n INTEGER PRIMARY KEY, kind TEXT, source TEXT, line INTEGER, subject TEXT, parent TEXT,
    answers TEXT, moment INTEGER, state TEXT, fingerprint TEXT, note TEXT
);
CREATE TABLE bodies (n INTEGER PRIMARY KEY, body BLOB);
CREATE TABLE refused (n INTEGER PRIMARY KEY, reason TEXT, detail TEXT);
CREATE TABLE rules (subject TEXT, commenting TEXT, words TEXT);
CREATE TABLE lines (
    n INTEGER PRIMARY KEY, kind TEXT, outcome TEXT, id TEXT, target TEXT, reason TEXT, detail TEXT
);
CREATE TABLE known (
    kind TEXT, source TEXT, fingerprint TEXT, target TEXT, PRIMARY KEY (kind, source)
) WITHOUT ROWID;
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT);
"""
_INDEXES = """
CREATE INDEX IF NOT EXISTS items_source ON items (kind, source);
CREATE INDEX IF NOT EXISTS items_subject ON items (subject) WHERE kind = 'comment';
CREATE INDEX IF NOT EXISTS lines_kind ON lines (kind, outcome);
"""
_BATCH = 2000


class Item(NamedTuple):
    """A comment without its text."""

    n: int
    source: str
    parent: str
    answers: str
    moment: int | None
    state: str


class Staging:
    """The records and lines of one run; closed by `close`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path = folder / "records.sqlite"
        is_new = not self.path.exists()
        self.base = sqlite3.connect(self.path, isolation_level=None)
        self.base.execute("PRAGMA cache_size = -32000")
        if is_new:
            # Nothing here is worth waiting for: a run that was killed while reading reads again.
            self.base.executescript(
                f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;{_TABLES}"
            )

    def close(self) -> None:
        """Let the file go."""
        self.base.close()

    def forget_texts(self) -> None:
        """Drop the records themselves; what became of each stays."""
        # `made`: what was rendered for threads that stood already (`changing.prepare`).
        held = "SELECT EXISTS (SELECT 1 FROM bodies) OR EXISTS (SELECT 1 FROM sqlite_master"
        if not self.base.execute(f"{held} WHERE name = 'made')").fetchone()[0]:
            return
        self.base.execute("PRAGMA secure_delete = ON")
        self.base.execute("DELETE FROM bodies")
        self.base.execute("DROP TABLE IF EXISTS made")
        self.base.execute("VACUUM")

    def clear(self) -> None:
        """Begin anew."""
        self.base.close()
        self.path.unlink()
        self.__init__(self.path.parent)  # type: ignore[misc]

    # ------------------------------------------------------------------ reading

    def fill(self, yielded: Iterable[Yielded]) -> Iterator[int]:
        """Take in what a reader yields; yield now and then the line of the file it is at."""
        stream, number = iter(yielded), 0
        while batch := list(islice(stream, _BATCH)):
            self.base.execute("BEGIN")
            records = [one for one in batch if not self._aside(one)]
            rows = [rows_of(n, one) for n, one in enumerate(records, number + 1)]  # type: ignore[arg-type]
            number += len(rows)
            place = ", ".join("?" * 11)
            self.base.executemany(f"INSERT INTO items VALUES ({place})", [one[0] for one in rows])  # noqa: S608
            self.base.executemany(
                "INSERT INTO bodies VALUES (?, ?)", [one[1] for one in rows if one[1]]
            )
            self.base.executemany(
                "INSERT INTO refused VALUES (?, ?, ?)", [one[2] for one in rows if one[2]]
            )
            self.base.execute("COMMIT")
            if rows:
                yield rows[-1][0][3]
        self.base.executescript(_INDEXES)

    def _aside(self, one: Yielded) -> bool:
        """Keep what is no record."""
        if isinstance(one, SourceSite):
            self.note("site", json.dumps([one.namespace, one.title, one.url, one.version]))
        elif isinstance(one, SourceRule):
            row = (one.subject, one.commenting, one.words)
            self.base.execute("INSERT INTO rules VALUES (?, ?, ?)", row)
        else:
            return False
        return True

    def settle(self) -> None:
        """Say that reading has ended; from now on a killed process loses nothing."""
        self.note("read", "1")
        with self.path.open("rb") as file:
            os.fsync(file.fileno())
        self.base.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")

    # ------------------------------------------------------------------ facts

    def note(self, name: str, value: str) -> None:
        """Keep a fact about the run."""
        self.base.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def fact(self, name: str) -> str:
        """Return a fact, "" where it is not known."""
        row = self.base.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def site(self) -> SourceSite:
        """Return what the records come from."""
        namespace, title, url, version = json.loads(self.fact("site"))
        return SourceSite(namespace=namespace, title=title, url=url, version=version)

    def count(self) -> int:
        """Return how many records there are."""
        return int(self.base.execute("SELECT count(*) FROM items").fetchone()[0])

    # ------------------------------------------------------------------ records

    def record(self, n: int) -> Record:
        """Return a record in full."""
        row = self.base.execute(
            "SELECT source, line, body FROM items JOIN bodies USING (n) WHERE n = ?", (n,)
        ).fetchone()
        return unpack(row[2], source=row[0], line=row[1])

    def matter(self, n: int) -> Matter:
        """Return a record that is no comment in full."""
        found = self.record(n)
        if isinstance(found, SourceComment | SourceRefused):
            raise TypeError(type(found))
        return found

    def fingerprint(self, n: int) -> str:
        """Return the fingerprint of a record."""
        row = self.base.execute("SELECT fingerprint FROM items WHERE n = ?", (n,)).fetchone()
        return str(row[0])

    def records(self, *kinds: Kind) -> Iterator[Record]:
        """Yield every record of these kinds, in the order of the source."""
        marks = ", ".join("?" * len(kinds))
        rows = self.base.execute(
            "SELECT source, line, body FROM items JOIN bodies USING (n)"  # noqa: S608
            f" WHERE kind IN ({marks}) ORDER BY n",
            [kind.value for kind in kinds],
        )
        for source, line, body in rows:
            yield unpack(body, source=source, line=line)

    def comments(self, numbers: Sequence[int]) -> Iterator[tuple[int, str, SourceComment]]:
        """Yield number, fingerprint and record of comments, in the order of `numbers`."""
        for start in range(0, len(numbers), 500):
            some = numbers[start : start + 500]
            marks = ", ".join("?" * len(some))
            rows = self.base.execute(
                "SELECT n, source, line, fingerprint, body FROM items JOIN bodies USING (n)"  # noqa: S608
                f" WHERE n IN ({marks})",
                some,
            )
            found = {row[0]: row for row in rows}
            for n in some:
                _, source, line, print_, body = found[n]
                one = unpack(body, source=source, line=line)
                if isinstance(one, SourceComment):
                    yield n, print_, one

    def first_moment(self, subject: str) -> datetime | None:
        """Return when the first comment under a subject was written, None where none says."""
        row = self.base.execute(
            "SELECT min(moment) FROM items WHERE kind = 'comment' AND subject = ?", (subject,)
        ).fetchone()
        return moment_of(row[0]) if row[0] is not None else None

    def rules(self, subject: str) -> list[SourceRule]:
        """Return what the source says of who may comment under a subject."""
        rows = self.base.execute(
            "SELECT commenting, words FROM rules WHERE subject = ? ORDER BY rowid", (subject,)
        )
        return [SourceRule(subject=subject, commenting=one[0], words=one[1]) for one in rows]

    # ------------------------------------------------------------------ lines

    def put_lines(self, rows: Iterable[tuple[int, str, str, str, str, str, str]]) -> None:
        """Keep lines: n, kind, outcome, id, target, reason, detail."""
        self.base.executemany("INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def lines(
        self, *, outcome: str = "", kind: str = "", skip: int = 0, limit: int = -1
    ) -> Iterator[Line]:
        """Yield the ledger's lines in the order of the source."""
        wanted, values = _filter(outcome, kind)
        rows = self.base.execute(
            "SELECT n, items.kind, source, line, outcome, id, reason, detail"  # noqa: S608
            f" FROM lines JOIN items USING (n) WHERE {wanted}"
            " ORDER BY n LIMIT ? OFFSET ?",
            [*values, limit, skip],
        )
        for n, kind_, source, line, outcome_, id_, reason, detail in rows:
            yield Line(
                n=n,
                kind=kind_,
                source=source,
                line=line,
                outcome=Outcome(outcome_),
                id=id_,
                reason=reason,
                detail=detail,
            )

    def count_lines(self, *, outcome: str = "", kind: str = "") -> int:
        """Return how many lines there are of this outcome and kind."""
        wanted, values = _filter(outcome, kind)
        found = self.base.execute(f"SELECT count(*) FROM lines WHERE {wanted}", values)  # noqa: S608
        return int(found.fetchone()[0])

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many records of each kind came to each end: {"comment": {"records": …}}."""
        found: dict[str, dict[str, int]] = {}
        for kind, records in self.base.execute("SELECT kind, count(*) FROM items GROUP BY kind"):
            found[kind] = {"records": records, **{one.value: 0 for one in Outcome}}
        rows = self.base.execute("SELECT kind, outcome, count(*) FROM lines GROUP BY kind, outcome")
        for kind, outcome, records in rows:
            found[kind][outcome] = records
        return found


def _filter(outcome: str, kind: str) -> tuple[str, list[str | int]]:
    values: list[str | int] = [value for value in (outcome, kind) if value]
    names = [name for name, value in (("outcome", outcome), ("kind", kind)) if value]
    return " AND ".join(["1", *(f"lines.{name} = ?" for name in names)]), values
