"""Runs, their ledgers, what was found wrong and what waits for an editor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.db.models import Exists, OuterRef

from colonnade.transfer.folders import LEDGER, folder_of
from colonnade.transfer.ledger import Line
from colonnade.transfer.models import Finding, Offer, Run, RunState
from colonnade.transfer.reasons import reason_words
from colonnade.transfer.staging import Staging

PAGE = 50

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class RunInfo:
    """An import. `counts`: {"comment": {"records": 8, "created": 8, …}, …}.

    `failure` is {"code": …, "data": …} of a Refusal, empty where nothing failed. `ledger` is its
    file. `step_began` is when its state began, as far as that is known.
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
    failure: Mapping[str, Any]
    ledger: Path
    step_began: datetime | None


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
class Page(Generic[Item]):
    """Fifty of what is listed; `total` are all of them."""

    items: tuple[Item, ...]
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


def runs_asking(*, limit: int = 5) -> list[RunInfo]:
    """Return the latest runs that left questions which nobody has answered (one query)."""
    waiting = Offer.objects.filter(run=OuterRef("pk"), state="open")
    rows = Run.objects.select_related("origin").filter(Exists(waiting)).order_by("-created", "-pk")
    return [_info(row) for row in rows[:limit]]


def run_of(run: str) -> RunInfo | None:
    """Return the run with this public id, or None (one query)."""
    row = Run.objects.select_related("origin").filter(public_id=run).first()
    return _info(row) if row else None


def ledger_page(run: str, *, outcome: str = "", kind: str = "", page: int = 1) -> Page[LedgerLine]:
    """Return fifty lines of a run's ledger; none where the run has not come so far."""
    folder = folder_of(run)
    if not (folder / LEDGER).exists():
        return Page((), 1, 1, 0)
    staging = Staging(folder)
    try:
        total = staging.count_lines(outcome=outcome, kind=kind)
        page, pages = _bounds(page, total)
        found = staging.lines(outcome=outcome, kind=kind, skip=(page - 1) * PAGE, limit=PAGE)
        return Page(tuple(_ledger_line(one) for one in found), page, pages, total)
    finally:
        staging.close()


def refused_lines(run: str, *, limit: int) -> list[LedgerLine]:
    """Return the first lines of what was refused."""
    return list(ledger_page(run, outcome="refused").items[:limit])


def findings(run: str, *, kind: str = "", page: int = 1) -> Page[FindingInfo]:
    """Return fifty findings of a run, in the order of the comments' arrival (two queries)."""
    rows = Finding.objects.filter(run__public_id=run).order_by("pk")
    if kind:
        rows = rows.filter(kind=kind)
    total = rows.count()
    page, pages = _bounds(page, total)
    names = ("pk", "comment", "kind", "certainty", "start", "before", "after")
    values = rows.values_list(*names)[(page - 1) * PAGE : page * PAGE]
    return Page(tuple(FindingInfo(*one) for one in values), page, pages, total)


def offers(run: str, *, kind: str = "", page: int = 1) -> Page[OfferInfo]:
    """Return fifty offers of a run, the surest first (two queries)."""
    rows = Offer.objects.filter(run__public_id=run).order_by("-confidence", "pk")
    if kind:
        rows = rows.filter(kind=kind)
    total = rows.count()
    page, pages = _bounds(page, total)
    names = ("pk", "kind", "thread", "comment", "value", "words", "confidence", "state")
    values = rows.values_list(*names)[(page - 1) * PAGE : page * PAGE]
    return Page(tuple(OfferInfo(*one) for one in values), page, pages, total)


def open_offers(run: str) -> int:
    """Return how much waits for an editor's word (one query)."""
    return Offer.objects.filter(run__public_id=run, state="open").count()


def _bounds(page: int, total: int) -> tuple[int, int]:
    """Return a page that exists, and how many there are."""
    pages = max(1, -(-total // PAGE))
    return min(max(page, 1), pages), pages


def _ledger_line(one: Line) -> LedgerLine:
    return LedgerLine(
        n=one.n,
        kind=one.kind,
        source=one.source,
        line=one.line,
        outcome=one.outcome.value,
        id=one.id,
        reason=one.reason,
        detail=one.detail,
        words=reason_words(one) if one.reason else "",
    )


def _step_began(row: Run, ledger: Path) -> datetime | None:
    if row.state == RunState.WRITING and ledger.exists():
        return datetime.fromtimestamp(ledger.stat().st_mtime, tz=UTC)
    return row.created if row.state == RunState.READING else None


def _info(row: Run) -> RunInfo:
    ledger = folder_of(row.public_id) / LEDGER
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
        failure=row.failure,
        ledger=ledger,
        step_began=_step_began(row, ledger),
    )
