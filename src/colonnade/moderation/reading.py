"""The policy, recent postings and past decisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from colonnade.kit import clock
from colonnade.moderation.actions import address_digest
from colonnade.moderation.gates import WINDOW_SECONDS, Recent
from colonnade.moderation.models import Decision, PolicyVersion
from colonnade.moderation.starter import STARTER_POLICY
from colonnade.outbox.rows import first
from colonnade.people.reading import Actor
from colonnade.sites.reading import SiteInfo

_COUNT = (
    "(SELECT COUNT(*) FROM (SELECT 1 FROM moderation_trace"
    " WHERE {} = %s AND created > %s LIMIT %s) AS counted)"
)
_RECENT = f"SELECT {', '.join(map(_COUNT.format, ('address', 'person', 'thread')))}"
_FIELDS = ("act", "before", "after", "reason", "name", "role", "created")


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of the moderation policy; number 0 is the starter text nobody published yet."""

    number: int
    source: str
    created: datetime | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One past decision on a comment."""

    act: str
    before: str
    after: str
    reason: str
    name: str
    role: str
    created: datetime


def policy(number: int | None = None) -> Policy | None:
    """Return a version of the policy, the newest for None; the starter text if there is none."""
    rows = PolicyVersion.objects.order_by("-number")
    row = rows.filter(number=number).first() if number is not None else rows.first()
    if row is not None:
        return Policy(row.number, row.source, row.created)
    return Policy(0, STARTER_POLICY, None) if number in {None, 0} else None


def policy_versions() -> list[Policy]:
    """Return every published version, newest first."""
    rows = PolicyVersion.objects.order_by("-number")
    return [Policy(row.number, row.source, row.created) for row in rows]


def recent_postings(actor: Actor, thread: int, site: SiteInfo) -> Recent:
    """Return how many postings the last minute saw, each number up to the site's limit of it.

    One query, none where nothing is limited: it costs the limits, not the flood.
    """
    limits = (site.limit_address, site.limit_account, site.limit_thread)
    if not any(limits):
        return Recent()
    since = clock.now() - timedelta(seconds=WINDOW_SECONDS)
    whose = (address_digest(actor.address), actor.person, thread)
    values = [(one, since, limit) for one, limit in zip(whose, limits, strict=True)]
    return Recent(*(first(_RECENT, *chain.from_iterable(values)) or ()))


def decisions_on(comment: str) -> list[Verdict]:
    """Return what was decided on a comment, newest first."""
    rows = Decision.objects.filter(subject=comment).order_by("-id")
    return [Verdict(*values) for values in rows.values_list(*_FIELDS)]


def latest_decisions(limit: int = 50, *, skip: int = 0) -> list[tuple[str, Verdict]]:
    """Return (subject, decision) of the newest decisions, for the staff's screens."""
    rows = Decision.objects.order_by("-id")[skip : skip + limit]
    return [(str(first), Verdict(*rest)) for first, *rest in rows.values_list("subject", *_FIELDS)]


def newest_decisions_on(comments: Iterable[str]) -> dict[str, Verdict]:
    """Return the newest decision on each of these comments that has one (one query)."""
    rows = Decision.objects.filter(subject__in=set(comments)).order_by("id")
    return {str(first): Verdict(*rest) for first, *rest in rows.values_list("subject", *_FIELDS)}


def subjects_decided_since(moment: datetime) -> list[str]:
    """Return the comments and threads (public ids) on which somebody decided since (one query)."""
    rows = Decision.objects.filter(created__gte=moment)
    return sorted(set(rows.values_list("subject", flat=True)))
