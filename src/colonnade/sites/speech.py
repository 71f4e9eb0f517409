"""The language and the time zone in which a site speaks, for as long as a block lasts."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone, translation

from colonnade.sites.reading import SiteInfo, current_site, remembering_site


@contextmanager
def site_speech(version: int | None = None) -> Iterator[None]:
    """Speak the site's language in the site's zone (one query; asking for the site costs none).

    `version`: of the site, as `remembering_site` takes it; then often no query either.
    Where the database cannot be asked, the block speaks the language of the settings.
    """
    with ExitStack() as stack:
        stack.enter_context(remembering_site(version))
        try:
            site = current_site()
        except DatabaseError:
            if connection.in_atomic_block:
                raise
        else:
            stack.enter_context(translation.override(_language(site)))
            stack.enter_context(timezone.override(ZoneInfo(site.time_zone)))
        yield


def in_site_speech(handler: Callable[[Any], object]) -> Callable[[Any], object]:
    """Return a handler of events that speaks the site's language; its name stays."""

    @wraps(handler)
    def speaking(event: object) -> object:
        with site_speech():
            return handler(event)

    return speaking


def _language(site: SiteInfo) -> str:
    """Return the site's language, or the settings' own where its translation has gone."""
    return site.language if site.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
