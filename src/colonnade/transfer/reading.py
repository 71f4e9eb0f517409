"""Runs, their ledgers, what was found wrong and what waits for an editor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from colonnade.transfer.folders import LEDGER, folder_of
from colonnade.transfer.models import Finding, Offer, Run
from colonnade.transfer.reasons import reason
from colonnade.transfer.staging import Staging

PAGE = 50


@dataclass(frozen=True, slots=True)
class RunInfo:
    """An import. `counts`: {"comment": {"records": 8, "created": 8, …}, …}.

    `failure` is (code, data) of a Refusal, None where nothing failed. `ledger` is its file.
    """

    id: str
    format: str
    file_name: str
    origin: str
    person: int | None
    state: str
    dry: bool
    publish: bool
    created: datetime
    ended: datetime | None
    done: int
    total: int
    counts: Mapping[str, Mapping[str, int]]
    failure: tuple[str, Mapping[str, str | int]] | None
    ledger: Path


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A line of the ledger; `words` say its reason or note, "" where there is none."""

    n: int
    kind: str
    source: str
    line: int
    outcome: str
    id: str
    reason: str
    detail: str
    words: str


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Fifty lines; `total` are those of this filter."""

    lines: tuple[LedgerLine, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class FindingInfo:
    """Something wrong with a comment's text (public id)."""

    id: int
    comment: str
    kind: str
    certainty: str
    start: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class OfferInfo:
    """Something that an editor may confirm or decline."""

    id: int
    kind: str
    thread: str
    comment: str
    value: Mapping[str, object]
    words: str
    confidence: float
    state: str


def runs(*, limit: int = 50) -> list[RunInfo]:
    """Return the latest runs, newest first (one query)."""
    rows = Run.objects.select_related("origin").order_by("-created", "-pk")
    return [_info(row) for row in rows[:limit]]


def run_of(run: str) -> RunInfo | None:
    """Return the run with this public id, or None (one query)."""
    row = Run.objects.select_related("origin").filter(public_id=run).first()
    return _info(row) if row else None


def ledger_page(run: str, *, outcome: str = "", kind: str = "", page: int = 1) -> LedgerPage:
    """Return fifty lines of a run's ledger; none where the run has not come so far."""
    folder = folder_of(run)
    if not (folder / LEDGER).exists():
        return LedgerPage((), 1, 1, 0)
    staging = Staging(folder)
    try:
        total = staging.count_lines(outcome=outcome, kind=kind)
        pages = max(1, -(-total // PAGE))
        page = min(max(page, 1), pages)
        found = staging.lines(outcome=outcome, kind=kind, skip=(page - 1) * PAGE, limit=PAGE)
        lines = tuple(
            LedgerLine(
                n=one.n,
                kind=one.kind,
                source=one.source,
                line=one.line,
                outcome=one.outcome.value,
                id=one.id,
                reason=one.reason,
                detail=one.detail,
                words=reason(one.reason) if one.reason else "",
            )
            for one in found
        )
        return LedgerPage(lines, page, pages, total)
    finally:
        staging.close()


def refused_lines(run: str, *, limit: int) -> list[LedgerLine]:
    """Return the first lines of what was refused."""
    return list(ledger_page(run, outcome="refused").lines[:limit])


def findings(run: str, *, kind: str = "", page: int = 1) -> list[FindingInfo]:
    """Return fifty findings of a run, in the order of the comments' arrival (one query)."""
    rows = Finding.objects.filter(run__public_id=run).order_by("pk")
    if kind:
        rows = rows.filter(kind=kind)
    names = ("pk", "comment", "kind", "certainty", "start", "before", "after")
    values = rows.values_list(*names)[(page - 1) * PAGE : page * PAGE]
    return [FindingInfo(*one) for one in values]


def offers(run: str, *, kind: str = "", page: int = 1) -> list[OfferInfo]:
    """Return fifty offers of a run, undecided ones first (one query)."""
    rows = Offer.objects.filter(run__public_id=run).order_by("-state", "-confidence", "pk")
    if kind:
        rows = rows.filter(kind=kind)
    names = ("pk", "kind", "thread", "comment", "value", "words", "confidence", "state")
    values = rows.values_list(*names)[(page - 1) * PAGE : page * PAGE]
    return [OfferInfo(*one) for one in values]


def _info(row: Run) -> RunInfo:
    failure = (row.failure["code"], row.failure["data"]) if row.failure else None
    return RunInfo(
        id=row.public_id,
        format=row.format,
        file_name=row.file_name,
        origin=row.origin.namespace if row.origin else "",
        person=row.person_id,
        state=row.state,
        dry=row.dry,
        publish=row.publish,
        created=row.created,
        ended=row.ended,
        done=row.done,
        total=row.total,
        counts=row.counts,
        failure=failure,
        ledger=folder_of(row.public_id) / LEDGER,
    )
