"""The site that speaks, as a frozen value."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from colonnade.sites.look import Slot, slots_from
from colonnade.sites.models import Site
from colonnade.sites.settings import SETTINGS

MAIN = "main"
T = TypeVar("T")


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
    daily_mail: bool
    public_url: str
    contact: str
    contact_authorities: str
    outside_name: str
    outside_mail: str
    log_days: int
    large_duties: bool
    hold_hours: int
    address_days: int
    sealed_days: int
    accent: str
    menu: str
    footer: str
    css: str
    logo: str
    logo_alone: bool
    slots: tuple[Slot, ...]
    begun: bool

    @property
    def is_outside_named(self) -> bool:
        """Tell whether an outside person decides what nobody of the staff may decide."""
        return bool(self.outside_name and self.outside_mail)


@dataclass(slots=True)
class _Memory:
    """The site as it was read, and what was read beside it that changes with it.

    `version`: a write to the site that its reader knew of; None where she knew of none.
    """

    version: int | None
    site: SiteInfo | None = None
    beside: dict[str, object] = field(default_factory=dict)


class _Process:
    """What this process keeps from one request to the next."""

    kept: _Memory | None = None


# While something is remembered.
_memory: ContextVar[_Memory | None] = ContextVar("site", default=None)


def current_site() -> SiteInfo:
    """Return the site of this server, made with its defaults if there is none yet.

    One query, or none where `remembering_site` holds and it was asked for before.
    """
    memory = _memory.get()
    if memory is not None and memory.site is not None:
        return memory.site
    row = Site.objects.filter(key=MAIN).first()
    if row is None:
        row, _ = Site.objects.get_or_create(key=MAIN, defaults={"title": "Colonnade"})
    site = _info(row)
    if memory is not None:
        memory.site = site
        # What a transaction sees may never come true.
        if memory.version is not None and not connection.in_atomic_block:
            _Process.kept = memory
    return site


def with_site(name: str, read: Callable[[], T]) -> T:
    """Return what `read` returns, which changes only with writes to the site (`kit.keys.SITE`).

    Where the site is remembered, it is read once for as long as the site is.
    """
    memory = _memory.get()
    if memory is None or connection.in_atomic_block:
        return read()
    if name not in memory.beside:
        memory.beside[name] = read()
    return memory.beside[name]  # type: ignore[return-value]


@contextmanager
def remembering_site(version: int | None = None) -> Iterator[None]:
    """Ask the database for the site once in this block: one request, or one event's handler.

    `version`: number of the newest write to the site that the caller has heard of. What this
    process has read since then serves without asking.
    """
    kept = _Process.kept
    is_new = kept is None or kept.version is None or version is None or kept.version < version
    token = _memory.set(_Memory(version) if is_new else kept)
    try:
        yield
    finally:
        _memory.reset(token)


def forget_site() -> None:
    """Ask anew next time: a setting has changed."""
    _Process.kept = None
    if _memory.get() is not None:
        _memory.set(_Memory(None))


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
