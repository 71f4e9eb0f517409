"""What will become of every record, worked out before anything is written.

The dry run ends here, so it gives the same ledger as the real run.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from colonnade.kit.refusals import Kind, Refusal
from colonnade.transfer import names
from colonnade.transfer.ledger import Outcome, Planned
from colonnade.transfer.models import Known, Origin
from colonnade.transfer.order import notes
from colonnade.transfer.records import Kind as Word
from colonnade.transfer.records import SourceArticle
from colonnade.transfer.staging import Item, Staging
from colonnade.transfer.writing.plain import PlainPlanner
from colonnade.transfer.writing.subjects import Planner, newspaper

_Row = tuple[int, str, str, str, str, str, str]

# In this order a newspaper hears of them.
_MATTERS = (
    (Word.AUTHOR,),
    (Word.CATEGORY, Word.TAG),
    (Word.ATTACHMENT,),
    (Word.ARTICLE, Word.PAGE),
)
# What comments may hang under.
SUBJECTS = (Word.ARTICLE, Word.PAGE, Word.ATTACHMENT)
_BATCH = 2000


def plan(staging: Staging) -> dict[str, dict[str, int]]:
    """Put a line for every record, and return how many of each kind came to each end.

    Raises Refusal import_uneven where the sums are not those of the records.
    """
    base = staging.base
    base.execute("BEGIN")
    base.execute("DELETE FROM lines")
    base.execute("DELETE FROM known")
    namespace = staging.site().namespace
    _learn(staging, namespace)
    _refuse(staging)
    plugged = newspaper()
    planner = plugged.planner(namespace=namespace) if plugged else PlainPlanner(namespace)
    for record in staging.records(Word.ARTICLE, Word.PAGE):
        if isinstance(record, SourceArticle):
            planner.foresee(record)
    for kinds in _MATTERS:
        _plan_matters(staging, planner, kinds)
    _plan_comments(staging, namespace)
    _merge_twins(staging)
    base.execute("COMMIT")
    counts = staging.counts()
    _insist_even(counts)
    return counts


def _learn(staging: Staging, namespace: str) -> None:
    """Copy what is known of this origin into the run's own database."""
    origin = Origin.objects.filter(namespace=namespace).first()
    rows = Known.objects.filter(origin=origin).values_list(
        "kind", "source", "fingerprint", "target"
    )
    if origin is not None:
        staging.base.executemany(
            "INSERT INTO known VALUES (?, ?, ?, ?)", rows.iterator(chunk_size=_BATCH)
        )


def _refuse(staging: Staging) -> None:
    """Refuse what the reader or the storing refused, and mark what comes twice in one file."""
    staging.base.execute(
        "INSERT INTO lines SELECT n, kind, 'refused', '', '', reason, detail"
        " FROM refused JOIN items USING (n)"
    )
    staging.base.execute(
        "INSERT INTO lines SELECT n, kind, 'merged', '', '', 'twice', '' FROM ("
        " SELECT n, kind, row_number() OVER (PARTITION BY kind, source ORDER BY n) AS place"
        " FROM items WHERE n NOT IN (SELECT n FROM refused)) WHERE place > 1"
    )


def _plan_matters(staging: Staging, planner: Planner, kinds: tuple[Word, ...]) -> None:
    marks = ", ".join("?" * len(kinds))
    rows = staging.base.execute(
        "SELECT n, items.kind, items.fingerprint, known.fingerprint, target"  # noqa: S608
        " FROM items LEFT JOIN known USING (kind, source)"
        f" WHERE items.kind IN ({marks}) AND n NOT IN (SELECT n FROM lines) ORDER BY n",
        [kind.value for kind in kinds],
    ).fetchall()
    staging.put_lines(
        _line(n, kind, _plan_one(staging, planner, n, (mine, old, target or "")))
        for n, kind, mine, old, target in rows
    )


def _plan_one(
    staging: Staging, planner: Planner, n: int, prints: tuple[str, str | None, str]
) -> Planned:
    record = staging.matter(n)
    mine, old, target = prints
    if mine == old:
        known = planner.known(record, target=target)
        return Planned(outcome=Outcome.EXISTING, id=known, target=target)
    return planner.plan(record, target=target)


def _line(n: int, kind: str, planned: Planned) -> _Row:
    outcome = planned.outcome.value
    return (n, kind, outcome, planned.id, planned.target, planned.reason, planned.detail)


def _plan_comments(staging: Staging, namespace: str) -> None:
    rows = staging.base.execute(
        "SELECT items.subject, n, items.source, items.parent, items.answers, items.moment,"
        " items.state, items.fingerprint, known.fingerprint, known.target, note"
        " FROM items LEFT JOIN known USING (kind, source)"
        " WHERE items.kind = 'comment' AND n NOT IN (SELECT n FROM lines)"
        " ORDER BY items.subject, n"
    )
    for subject, group in groupby(rows, key=itemgetter(0)):
        staging.put_lines(_subject_lines(staging, namespace, subject, list(group)))


def _subject_lines(
    staging: Staging, namespace: str, subject: str, rows: list[tuple[object, ...]]
) -> Iterator[_Row]:
    if not subject_stands(staging, subject):
        for row in rows:
            yield int(str(row[1])), "comment", "refused", "", "", "subject_missing", subject
        return
    fresh, noted = list[Item](), dict[int, str]()
    for row in rows:
        item = Item(*row[1:7])  # type: ignore[arg-type]
        mine, old, target, note = row[7:11]
        if note:
            noted[item.n] = str(note)
        if old is None:
            fresh.append(item)
            continue
        outcome = "existing" if old == mine else "merged"
        yield item.n, "comment", outcome, str(target), str(target), "", ""
    said = notes(fresh, _standing(staging, subject, [item.parent for item in fresh]))
    for item in fresh:
        reason = "cycle_cut" if item.n in said.cut else ""
        reason = reason or ("parent_absent" if item.n in said.absent else "")
        detail = (item.parent or item.answers) if reason else ""
        reason = reason or noted.get(item.n, "")
        name = names.public_id(namespace, "comment", item.source)
        yield item.n, "comment", "created", name, "", reason, detail


def subject_stands(staging: Staging, subject: str) -> bool:
    """Tell whether a comment's subject is in the file and not refused, or stands already."""
    marks = ", ".join("?" * len(SUBJECTS))
    kinds = [kind.value for kind in SUBJECTS]
    found = staging.base.execute(
        f"SELECT 1 FROM items WHERE source = ? AND kind IN ({marks})"  # noqa: S608
        " AND n NOT IN (SELECT n FROM refused)"
        f" UNION SELECT 1 FROM known WHERE source = ? AND kind IN ({marks}) LIMIT 1",
        [subject, *kinds, subject, *kinds],
    )
    return found.fetchone() is not None


def _standing(staging: Staging, subject: str, sources: list[str]) -> Mapping[str, str]:
    """Return the public ids of answered comments that an earlier run brought to this subject."""
    thread = staging.base.execute(
        "SELECT 1 FROM known WHERE kind = 'thread' AND source = ?", (subject,)
    )
    if thread.fetchone() is None:
        return {}
    found: dict[str, str] = {}
    for source in {one for one in sources if one}:
        row = staging.base.execute(
            "SELECT target FROM known WHERE kind = 'comment' AND source = ?", (source,)
        ).fetchone()
        if row:
            found[source] = row[0]
    return found


def _merge_twins(staging: Staging) -> None:
    """Give the second of two records with one id the name of the first."""
    staging.base.execute(
        "UPDATE lines SET id = coalesce((SELECT first.id FROM items AS mine"
        " JOIN items AS other ON other.kind = mine.kind AND other.source = mine.source"
        " JOIN lines AS first ON first.n = other.n"
        " WHERE mine.n = lines.n AND first.reason <> 'twice' LIMIT 1), '')"
        " WHERE reason = 'twice'"
    )


def _insist_even(counts: Mapping[str, Mapping[str, int]]) -> None:
    for kind, found in counts.items():
        lines = sum(found[outcome.value] for outcome in Outcome)
        if lines != found["records"]:
            raise Refusal(
                "import_uneven", Kind.CONFLICT, kind=kind, records=found["records"], lines=lines
            )
