"""The site that speaks, as a frozen value."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from colonnade.sites.look import Slot, slots_from
from colonnade.sites.models import Site
from colonnade.sites.settings import SETTINGS

MAIN = "main"


@dataclass(frozen=True, slots=True)
class SiteInfo:
    """All that doors and rooms need to know of a site."""

    id: int
    key: str
    title: str
    tagline: str
    language: str
    time_zone: str
    commenting: str
    edit_minutes: int
    limit_address: int
    limit_account: int
    limit_thread: int
    staff_mail: bool
    public_url: str
    accent: str
    menu: str
    footer: str
    css: str
    logo: str
    logo_alone: bool
    slots: tuple[Slot, ...]
    begun: bool


# While something is remembered: nothing yet, or the site.
_memory: ContextVar[list[SiteInfo] | None] = ContextVar("site", default=None)


def current_site() -> SiteInfo:
    """Return the site of this server, made with its defaults if there is none yet.

    One query, or none where `remembering_site` holds and it was asked for before.
    """
    memory = _memory.get()
    if memory:
        return memory[0]
    row = Site.objects.filter(key=MAIN).first()
    if row is None:
        row, _ = Site.objects.get_or_create(key=MAIN, defaults={"title": "Colonnade"})
    site = _info(row)
    if memory is not None:
        memory.append(site)
    return site


@contextmanager
def remembering_site() -> Iterator[None]:
    """Ask the database for the site once in this block: one request, or one event's handler."""
    token = _memory.set([])
    try:
        yield
    finally:
        _memory.reset(token)


def forget_site() -> None:
    """Ask anew next time: a setting has changed."""
    memory = _memory.get()
    if memory is not None:
        memory.clear()


def settings_of(site: SiteInfo) -> dict[str, str]:
    """Return every setting as the words that `colonnade site set` would take."""
    values = {name: getattr(site, name) for name in SETTINGS}
    words = {True: "on", False: "off"}
    return {
        name: words[value] if isinstance(value, bool) else str(value)
        for name, value in values.items()
    }


def _info(row: Site) -> SiteInfo:
    values = {name: getattr(row, name) for name in SiteInfo.__slots__}
    return SiteInfo(**values | {"slots": slots_from(row.slots)})


def public_address(path: str) -> str:
    """Return the full address of a path as readers see it, for print and mail.

    The operator's word holds, then the owner's, then where the server was started.
    """
    base = settings.PUBLIC_URL or current_site().public_url
    served = os.environ.get("COLONNADE_SERVED_URL", "http://127.0.0.1:8000")
    return (base or served).rstrip("/") + path


def mail_sender() -> str:
    """Return from which address mails come: the operator's, else one at the public address."""
    host = urlsplit(current_site().public_url).hostname
    if settings.CONFIG.email_from or settings.PUBLIC_URL or not host:
        return str(settings.DEFAULT_FROM_EMAIL)
    return f"noreply@{host}"


def way_from_afar() -> str:
    """Return the command that brings a browser on another machine here, "" where none is needed.

    The start leaves it where only this machine reaches the server and somebody came by ssh.
    """
    return os.environ.get("COLONNADE_WAY_FROM_AFAR", "")
