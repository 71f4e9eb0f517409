"""Read the public log: pages of it, its chain, and its signed head."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from django.db.models import Count, Q, QuerySet

from colonnade.moderation.log.chain import BEGINNING, Link
from colonnade.moderation.log.signing import public_key, sign_head
from colonnade.moderation.models import LogEntry, LogHead, PolicyVersion
from colonnade.moderation.policy import rules_in
from colonnade.moderation.starter import STARTER_POLICY

REPORT, OWN, AUTOMATED = BEGAN = ("report", "own", "automated")
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the log, in UTC."""

    year: int
    month: int

    @property
    def word(self) -> str:
        """Return it as addresses write it, like 2026-11."""
        return f"{self.year:04}-{self.month:02}"

    @property
    def start(self) -> datetime:
        """Return its first moment."""
        return datetime(self.year, self.month, 1, tzinfo=UTC)

    @property
    def next(self) -> "Month":
        """Return the month after it."""
        is_last = self.month == _DECEMBER
        return Month(self.year + 1, 1) if is_last else Month(self.year, self.month + 1)


@dataclass(frozen=True, slots=True)
class Sieve:
    """What entries are wanted: those of an act, a rule, a month, and of what began them."""

    act: str = ""
    rule: int = 0
    month: Month | None = None
    began: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as readers see it; `title` is the rule's in the version that was cited.

    Of an entry without `detail` no more is known than its hour, act, rule and what began it.
    """

    number: int
    hour: datetime
    act: str
    rule: int
    began: str
    has_detail: bool
    on: str = ""
    policy: int = 0
    title: str = ""
    law: str = ""
    by: str = ""
    section: str = ""
    until: str = ""
    count: int = 1
    undoes: int = 0


@dataclass(frozen=True, slots=True)
class SignedHead:
    """The digest of the last entry with the signature over it; number 0: nothing is logged yet."""

    number: int
    head: str
    signature: str
    key: str


def log_page(sieve: Sieve, *, before: int = 0, size: int = 50) -> list[Entry]:
    """Return entries, newest first, from below the number `before`; one more than `size`.

    Two queries, one more in a month from the second page on; what it costs depends on the page,
    not on the length of the log.
    """
    rows = _within(LogEntry.objects.all(), sieve)
    if sieve.month is None:
        rows = rows.filter(number__lt=before) if before else rows
        rows = rows.order_by("-number")
    else:
        rows = _in_month(rows, sieve.month, before)
    found = list(rows[: size + 1])
    titles = _titles((_int(row, "policy"), row.rule) for row in found)
    return [_entry(row, titles) for row in found]


def links_after(number: int, *, limit: int) -> list[Link]:
    """Return up to `limit` entries that follow the one of this number, as the chain sees them."""
    rows = LogEntry.objects.filter(number__gt=number).order_by("number")[:limit]
    return [Link(row.number, row.leaf, row.head, row.salt, row.detail) for row in rows]


def signed_head() -> SignedHead:
    """Return the head of the log as it is now, signed (one query)."""
    row = LogHead.objects.filter(pk=1).first()
    number, head = (row.number, row.head) if row else (0, BEGINNING)
    return _signed(number, head)


@dataclass(frozen=True, slots=True)
class Unmailed:
    """What the owners were not told of yet: entries by act, and where the log ends now."""

    acts: dict[str, int]
    head: SignedHead


def unmailed(*, before: datetime) -> Unmailed | None:
    """Return what was added since the last mail; None where nothing was, or it went too lately.

    `before`: since when no mail may have gone.
    """
    row = LogHead.objects.filter(pk=1).first()
    is_due = row is not None and (row.mailed is None or row.mailed <= before)
    if row is None or not is_due or row.number <= row.mailed_number:
        return None
    fresh = LogEntry.objects.filter(number__gt=row.mailed_number, number__lte=row.number)
    acts = fresh.values_list("act").annotate(Count("id")).order_by("act")
    return Unmailed(dict(acts), _signed(row.number, row.head))


def months_of_log() -> list[Month]:
    """Return the months from the first entry's to the last one's, newest first (two queries)."""
    hours = LogEntry.objects.values_list("hour", flat=True)
    first, last = hours.order_by("hour").first(), hours.order_by("-hour").first()
    if first is None or last is None:
        return []
    months, end = [Month(first.year, first.month)], Month(last.year, last.month)
    while months[-1] != end:
        months.append(months[-1].next)
    return months[::-1]


def _signed(number: int, head: str) -> SignedHead:
    key = public_key()
    return SignedHead(number, head, _signature(number, head, key), key)


def _within(rows: QuerySet[LogEntry], sieve: Sieve) -> QuerySet[LogEntry]:
    wanted = {"act": sieve.act, "rule": sieve.rule, "began": sieve.began}
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def _in_month(rows: QuerySet[LogEntry], month: Month, before: int) -> QuerySet[LogEntry]:
    """Go by the hour, which has an index: newer months are not looked through."""
    rows = rows.filter(hour__gte=month.start, hour__lt=month.next.start)
    if before:
        hours = LogEntry.objects.filter(number=before).values_list("hour", flat=True)
        hour = hours.first() or month.next.start
        rows = rows.filter(Q(hour__lt=hour) | Q(hour=hour, number__lt=before))
    return rows.order_by("-hour", "-number")


def _entry(row: LogEntry, titles: dict[tuple[int, int], str]) -> Entry:
    policy = _int(row, "policy")
    detail = row.detail or {}
    words = {name: str(detail.get(name, "")) for name in ("on", "law", "by", "section", "until")}
    return Entry(
        number=row.number,
        hour=row.hour,
        act=row.act,
        rule=row.rule,
        began=row.began,
        has_detail=row.detail is not None,
        policy=policy,
        title=titles.get((policy, row.rule), ""),
        count=row.count,
        undoes=_int(row, "undoes"),
        **words,
    )


def _int(row: LogEntry, name: str) -> int:
    return int((row.detail or {}).get(name, 0))


def _titles(cited: Iterable[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """Return the titles of rules, by version and number (one query)."""
    wanted = {pair for pair in cited if pair[1]}
    rows = PolicyVersion.objects.filter(number__in={version for version, _ in wanted})
    sources = {0: STARTER_POLICY, **dict(rows.values_list("number", "source"))}
    return {
        (version, rule): _titles_in(sources[version]).get(rule, "")
        for version, rule in wanted
        if version in sources
    }


# Versions are few and long, and never change.
@lru_cache(maxsize=32)
def _titles_in(source: str) -> dict[int, str]:
    return {rule.number: rule.title for rule in rules_in(source)}


@lru_cache(maxsize=8)
def _signature(number: int, head: str, key: str) -> str:
    return sign_head(number, head)
