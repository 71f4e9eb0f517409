"""What happened in a year, in numbers: from the log, from cases of reports, and from appeals.

Of an entry, hour, act, rule, what began it and its count stay when its detail is taken away: these
numbers do not change with age.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from django.db.models import Count, DurationField, ExpressionWrapper, F, Model, QuerySet, Sum
from django.db.models.functions import TruncMonth

from colonnade.moderation.log.reading import AUTOMATED
from colonnade.moderation.models import Appeal, Case, LogEntry, Report
from colonnade.moderation.table import ACTS

REFUSE = "refuse"
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Tally:
    """A line of a table: how many decisions, and how many of them without a person."""

    name: str
    decisions: int
    automated: int


@dataclass(frozen=True, slots=True)
class Figures:
    """A year. `decisions` are entries of the log but those that take others back (`undone`).

    `refused`: comments that never appeared, which batches stand for. `notices` are reports, by
    their kind. `median`: from the first report of a case to the decision on it, None without any.
    `appeals` were asked for in the year, `reversed` decided so in it.
    """

    year: int
    notices: dict[str, int]
    decisions: int
    automated: int
    undone: int
    refused: int
    median: timedelta | None
    appeals: int
    reversed: int
    rules: tuple[Tally, ...]
    acts: tuple[Tally, ...]
    months: tuple[Tally, ...]

    @property
    def share(self) -> float:
        """Return which part of the decisions was automated, 0 to 1."""
        return self.automated / self.decisions if self.decisions else 0.0

    @property
    def notices_in_all(self) -> int:
        """Return how many reports there were."""
        return sum(self.notices.values())


@dataclass(frozen=True, slots=True)
class _Cell:
    month: int
    act: str
    rule: int
    automated: bool
    entries: int
    stands_for: int


def figures_of(year: int) -> Figures:
    """Return the numbers of a year, by UTC (six queries, eight with an even number of cases)."""
    cells = list(_cells(year))
    made = [cell for cell in cells if not _takes_back(cell.act)]
    reports = _in_year(Report.objects.all(), "created", year)
    by_kind = reports.values_list("kind").annotate(Count("id")).order_by("kind")
    decided = _in_year(Appeal.objects.filter(state="reversed"), "decided", year)
    return Figures(
        year=year,
        notices={str(kind): count for kind, count in by_kind},
        decisions=sum(cell.entries for cell in made),
        automated=sum(cell.entries for cell in made if cell.automated),
        undone=sum(cell.entries for cell in cells if _takes_back(cell.act)),
        refused=sum(cell.stands_for for cell in made if cell.act == REFUSE),
        median=_median(_in_year(Case.objects.all(), "settled", year)),
        appeals=_in_year(Appeal.objects.all(), "created", year).count(),
        reversed=decided.count(),
        rules=_tallies((f"{cell.rule}", cell) for cell in made),
        acts=_tallies((cell.act, cell) for cell in cells),
        months=_tallies((f"{year:04}-{cell.month:02}", cell) for cell in made),
    )


def table_of(figures: Figures) -> list[tuple[str, str, str]]:
    """Return the numbers as rows of (figure, part, value), for programs."""
    rows = [("year", "", str(figures.year)), ("notices", "", str(figures.notices_in_all))]
    rows += [("notices", kind, str(count)) for kind, count in figures.notices.items()]
    median = figures.median
    rows += [
        ("decisions", "", str(figures.decisions)),
        ("decisions_automated", "", str(figures.automated)),
        ("automated_share", "", f"{figures.share:.4f}"),
        ("taken_back", "", str(figures.undone)),
        ("comments_refused", "", str(figures.refused)),
        ("median_seconds_from_notice", "", str(int(median.total_seconds())) if median else ""),
        ("appeals", "", str(figures.appeals)),
        ("reversals", "", str(figures.reversed)),
    ]
    tables = (("rule", figures.rules), ("act", figures.acts), ("month", figures.months))
    for name, tallies in tables:
        rows += [(f"decisions_by_{name}", one.name, str(one.decisions)) for one in tallies]
        rows += [(f"automated_by_{name}", one.name, str(one.automated)) for one in tallies]
    return rows


def _cells(year: int) -> Iterator[_Cell]:
    """Yield how many entries there were of each month, act, rule and beginning (one query)."""
    rows = _in_year(LogEntry.objects.all(), "hour", year)
    month = TruncMonth("hour", tzinfo=UTC)
    grouped = rows.annotate(month=month).values_list("month", "act", "rule", "began")
    for start, act, rule, began, entries, stands_for in grouped.annotate(
        Count("id"), Sum("count")
    ).order_by("month", "act", "rule", "began"):
        yield _Cell(start.month, act, rule, began == AUTOMATED, entries, stands_for)


def _tallies(cells: Iterable[tuple[str, _Cell]]) -> tuple[Tally, ...]:
    """Return the sums of cells by name, numbers in their order, then words in theirs."""
    decisions: Counter[str] = Counter()
    automated: Counter[str] = Counter()
    for name, cell in cells:
        decisions[name] += cell.entries
        automated[name] += cell.entries if cell.automated else 0
    names = sorted(decisions, key=lambda name: (int(name) if name.isdigit() else 0, name))
    return tuple(Tally(name, decisions[name], automated[name]) for name in names)


def _takes_back(act: str) -> bool:
    return act in ACTS and bool(ACTS[act].ends)


def _median(cases: QuerySet[Case]) -> timedelta | None:
    """Return the median of the time from opening to settling, without reading all of them."""
    took = ExpressionWrapper(F("settled") - F("opened"), output_field=DurationField())
    rows = cases.annotate(took=took).order_by("took").values_list("took", flat=True)
    count = cases.count()
    if not count:
        return None
    middle: list[timedelta] = list(rows[(count - 1) // 2 : count // 2 + 1])
    return sum(middle, timedelta()) / len(middle)


def _in_year(rows: QuerySet[M], field: str, year: int) -> QuerySet[M]:
    start, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    return rows.filter(**{f"{field}__gte": start, f"{field}__lt": end})
