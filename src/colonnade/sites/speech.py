"""The language and the time zone in which a site speaks, for as long as a block lasts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
    with remembering_site(version):
        site = _known_site()
        if site is None:
            yield
        else:
            zone = ZoneInfo(site.time_zone)
            with translation.override(_language(site)), timezone.override(zone):
                yield


def in_site_speech(handler: Callable[[Any], object]) -> Callable[[Any], object]:
    """Return a handler of events that speaks the site's language; its name stays."""

    @wraps(handler)
    def speaking(event: object) -> object:
        with site_speech():
            return handler(event)

    return speaking


def _known_site() -> SiteInfo | None:
    """Return the site, None where the database cannot be asked now."""
    try:
        return current_site()
    except DatabaseError:
        if connection.in_atomic_block:
            raise
        return None


def _language(site: SiteInfo) -> str:
    """Return the site's language, or the settings' own where its translation has gone."""
    known = any(site.language == language for language, _ in settings.LANGUAGES)
    return site.language if known else settings.LANGUAGE_CODE
