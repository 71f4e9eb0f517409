"""What is written in one transaction each, in an order that is the same whenever it is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from colonnade.transfer.ledger import Outcome, Planned
from colonnade.transfer.order import Place, arrange
from colonnade.transfer.records import Kind, SourceComment
from colonnade.transfer.staging import Item, Staging

_MATTERS = 500


@dataclass(frozen=True, slots=True)
class Matters:
    """Records that no discussion hangs on."""

    numbers: tuple[int, ...]
    records: int


@dataclass(frozen=True, slots=True)
class Discussion:
    """A subject with its comments; `n` 0 where the subject itself is not in the file.

    `thread` is the public id of its thread where that stands already: then the comments of the
    numbers `fresh` are to be added to it. Else `places` are those of the thread to be made, and
    the comments come along, in that order. `changed` are comments that stand already.
    """

    n: int
    source: str
    records: int
    thread: str = ""
    places: Sequence[Place] = ()
    fresh: Sequence[int] = ()
    changed: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """A comment on its way into a thread that is made."""

    n: int
    fingerprint: str
    record: SourceComment = field(repr=False)

    def text(self) -> tuple[str, str]:
        """Return the text, and the word for its format."""
        return self.record.text, self.record.format.value


Step = Matters | Discussion | Spoken


def steps(staging: Staging, *, skip: int) -> Iterator[Step]:
    """Yield what is to be written; units that hold the first `skip` records are done already."""
    done = 0
    for unit in _units(staging):
        done += unit.records
        if done <= skip:
            continue
        if isinstance(unit, Matters):
            yield unit
            continue
        whole = _filled(staging, unit)
        yield whole
        numbers = [place.item.n for place in whole.places if place.item is not None]
        for n, fingerprint, record in staging.comments(numbers):
            yield Spoken(n, fingerprint, record)


def changed_matters(staging: Staging) -> list[int]:
    """Return the numbers of what stands and has changed, comments aside."""
    rows = staging.base.execute(
        "SELECT n FROM lines WHERE outcome = 'merged' AND target <> '' AND reason <> 'twice'"
        " AND kind <> 'comment' ORDER BY n"
    )
    return [row[0] for row in rows]


def standing_discussions(staging: Staging) -> Iterator[Discussion]:
    """Yield the threads of earlier runs to which this one brings something."""
    rows = staging.base.execute(
        "SELECT source, (SELECT min(n) FROM items WHERE items.source = known.source"
        " AND items.kind IN ('article', 'page', 'attachment')) FROM known WHERE kind = 'thread'"
        " AND source IN (SELECT subject FROM items JOIN lines USING (n)"
        " WHERE items.kind = 'comment' AND outcome IN ('created', 'merged')) ORDER BY source"
    ).fetchall()
    for source, n in rows:
        yield _filled(staging, Discussion(n or 0, source, 0))


def planned(staging: Staging, n: int) -> Planned:
    """Return the line of a record."""
    row = staging.base.execute(
        "SELECT outcome, id, target, reason, detail FROM lines WHERE n = ?", (n,)
    ).fetchone()
    return Planned(outcome=Outcome(row[0]), id=row[1], target=row[2], reason=row[3], detail=row[4])


def _units(staging: Staging) -> Iterator[Matters | Discussion]:
    yield from _matters(staging, (Kind.AUTHOR,))
    yield from _matters(staging, (Kind.CATEGORY, Kind.TAG))
    yield from _matters(staging, (Kind.ATTACHMENT,))
    yield from _discussions(staging, "kind IN ('article', 'page')", own=1)
    yield from _discussions(staging, "kind = 'attachment'", own=0)
    yield from _orphans(staging)


def _matters(staging: Staging, kinds: tuple[Kind, ...]) -> Iterator[Matters]:
    marks = ", ".join("?" * len(kinds))
    rows = staging.base.execute(
        f"SELECT n FROM lines WHERE kind IN ({marks}) AND reason <> 'twice' AND n NOT IN"  # noqa: S608
        " (SELECT n FROM refused) ORDER BY n",
        [kind.value for kind in kinds],
    ).fetchall()
    for start in range(0, len(rows), _MATTERS):
        some = tuple(row[0] for row in rows[start : start + _MATTERS])
        yield Matters(some, len(some))


def _discussions(staging: Staging, which: str, *, own: int) -> Iterator[Discussion]:
    rows = staging.base.execute(
        "SELECT n, source, (SELECT count(*) FROM items AS comments WHERE comments.kind = 'comment'"  # noqa: S608
        f" AND comments.subject = items.source) FROM items WHERE {which}"
        " AND NOT EXISTS (SELECT 1 FROM lines WHERE lines.n = items.n AND reason = 'twice')"
        " AND n NOT IN (SELECT n FROM refused) ORDER BY n"
    )
    for n, source, comments in rows:
        if own or comments:
            yield Discussion(n, source, own + comments)


def _orphans(staging: Staging) -> Iterator[Discussion]:
    """Yield subjects of an earlier file to which this one brings comments."""
    rows = staging.base.execute(
        "SELECT subject, count(*) FROM items WHERE kind = 'comment' AND subject NOT IN (SELECT"
        " source FROM items WHERE kind IN ('article', 'page', 'attachment')) AND subject IN (SELECT"
        " source FROM known WHERE kind IN ('article', 'page', 'attachment'))"
        " GROUP BY subject ORDER BY subject"
    ).fetchall()
    for source, comments in rows:
        yield Discussion(0, source, comments)


def _filled(staging: Staging, unit: Discussion) -> Discussion:
    rows = staging.base.execute(
        "SELECT n, source, parent, answers, moment, state, outcome, target FROM items"
        " JOIN lines USING (n) WHERE items.kind = 'comment' AND subject = ?"
        " AND outcome IN ('created', 'merged') ORDER BY n",
        (unit.source,),
    )
    items, changed = list[Item](), list[int]()
    for *values, outcome, target in rows:
        if outcome == "created":
            items.append(Item(*values))
        elif target:
            changed.append(values[0])
    thread = staging.base.execute(
        "SELECT target FROM known WHERE kind = 'thread' AND source = ?", (unit.source,)
    ).fetchone()
    if thread:
        fresh = tuple(item.n for item in items)
        return Discussion(unit.n, unit.source, unit.records, thread[0], (), fresh, tuple(changed))
    places = arrange(items, {})
    return Discussion(unit.n, unit.source, unit.records, "", places, (), tuple(changed))
