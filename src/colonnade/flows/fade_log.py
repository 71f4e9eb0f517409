"""Take old detail from the public log, as the owner has set."""

from datetime import timedelta

from colonnade.kit import clock
from colonnade.moderation.log.keeping import fade
from colonnade.sites.reading import current_site


def fade_log() -> int:
    """Take the detail from entries older than the site's `log_days`; return how many (0: for ever).

    What is counted of them stays: hour, act, rule, and what began them.
    """
    days = current_site().log_days
    return fade(before=clock.now() - timedelta(days=days)) if days else 0
