"""How much somebody posted lately."""

from datetime import timedelta
from itertools import chain

from colonnade.kit import clock
from colonnade.moderation.actions.traces import address_digest
from colonnade.moderation.gates import WINDOW_SECONDS, Recent
from colonnade.outbox.rows import first
from colonnade.people.reading import Actor
from colonnade.sites.reading import SiteInfo

_COUNT = (
    "(SELECT COUNT(*) FROM (SELECT 1 FROM moderation_trace"
    " WHERE {} = %s AND created > %s LIMIT %s) AS counted)"
)
_RECENT = f"SELECT {', '.join(map(_COUNT.format, ('address', 'person', 'thread')))}"


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
