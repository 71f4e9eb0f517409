"""How much somebody posted lately."""

from datetime import UTC, datetime, timedelta
from itertools import chain

from colonnade.kit import clock
from colonnade.moderation.actions.traces import address_digest
from colonnade.moderation.gates import WINDOW_SECONDS, Recent
from colonnade.moderation.models import Trace
from colonnade.outbox.rows import first
from colonnade.people.reading import Actor
from colonnade.sites.reading import SiteInfo

# A trace is kept in the transaction of its comment.
_NEAR = timedelta(seconds=5)
_COUNT = (
    "(SELECT COUNT(*) FROM (SELECT 1 FROM moderation_trace"
    " WHERE {} = %s AND created > %s LIMIT %s) AS counted)"
)
_LATELY = (
    f"SELECT {', '.join(map(_COUNT.format, ('address', 'person', 'thread')))},"  # noqa: S608 - our own words
    " (SELECT MAX(created) FROM moderation_trace WHERE {whose} = %s),"
    " (SELECT CAST(data AS text) FROM moderation_gatechoices WHERE id = 1)"
)
_BY_PERSON, _BY_ADDRESS = _LATELY.format(whose="person"), _LATELY.format(whose="address")


def lately(actor: Actor, thread: int, site: SiteInfo) -> tuple[Recent, str]:
    """Return how many postings the last minute saw, each number up to the site's limit of it,
    and the stamp of what the gates go by (see `reading.gates`).

    One statement: it costs the limits, not the flood. A guest's last posting is that of her
    address.
    """
    limits = (site.limit_address, site.limit_account, site.limit_thread)
    now = clock.now()
    since, digest = now - timedelta(seconds=WINDOW_SECONDS), address_digest(actor.address)
    whose = (digest, actor.person, thread)
    values = [(one, since, limit) for one, limit in zip(whose, limits, strict=True)]
    sql, key = (_BY_PERSON, actor.person) if actor.is_member else (_BY_ADDRESS, digest)
    row = first(sql, *chain.from_iterable(values), key)
    address, account, here, last, stamp = row or (0, 0, 0, None, None)
    return Recent(address, account, here, _seconds_since(last, now)), str(stamp or "")


def _seconds_since(raw: object, now: datetime) -> int | None:
    """Return how long ago a moment is, as a driver gives it: SQLite's as words, in UTC."""
    found = datetime.fromisoformat(raw) if isinstance(raw, str) else raw
    if not isinstance(found, datetime):
        return None
    moment = found if found.tzinfo else found.replace(tzinfo=UTC)
    return max(0, int((now - moment).total_seconds()))


def traces_of(person: int, moment: datetime) -> list[dict[str, str]]:
    """Return what is still kept of the addresses from which a member posted around a moment."""
    near = (moment - _NEAR, moment + _NEAR)
    rows = Trace.objects.filter(person=person, created__range=near).order_by("pk")
    return [
        {"digest": digest, "time": created.isoformat()}
        for digest, created in rows.values_list("address", "created")
    ]
