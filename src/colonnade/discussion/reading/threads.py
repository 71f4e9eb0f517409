"""Threads, found and listed. Hidden ones are there for the staff's eyes only."""

from collections.abc import Iterable
from urllib.parse import unquote

from django.db.models import F, QuerySet
from django.utils.encoding import iri_to_uri

from colonnade.discussion.models import Thread
from colonnade.discussion.paths import own_path, path_of
from colonnade.discussion.policy import is_closed
from colonnade.discussion.reading.shown import READER, shown_to
from colonnade.discussion.rows import ThreadInfo
from colonnade.kit import clock
from colonnade.people.reading import Actor
from colonnade.sites.reading import SiteInfo, public_address


def thread_of(site: SiteInfo, public_id: str, actor: Actor = READER) -> ThreadInfo | None:
    """Return the thread with this public id, None where the actor sees none (one query)."""
    rows = _threads(site, actor).filter(public_id=public_id)
    return next((_info(row, site) for row in rows), None)


def thread_at(
    site: SiteInfo, *, url: str = "", key: str = "", actor: Actor = READER
) -> ThreadInfo | None:
    """Return the thread that hangs on this url or key, or None (one query).

    An article of ours is found by its full address and by its path alike.
    """
    rows = _threads(site, actor)
    rows = rows.filter(key=key) if key else rows.filter(url__in=_spellings(url))
    return next((_info(row, site) for row in rows.order_by("pk")[:1]), None)


def threads_on(site: SiteInfo, keys: Iterable[str]) -> dict[str, ThreadInfo]:
    """Return by key the threads that readers see on these subjects (one query)."""
    rows = _threads(site, READER).filter(key__in=set(keys))
    return {row.key: _info(row, site) for row in rows}


def latest_threads(site: SiteInfo, *, limit: int = 20, skip: int = 0) -> list[ThreadInfo]:
    """Return the threads with the newest comments first (one query)."""
    rows = _spoken_in(site).order_by("-last_comment", "-pk")
    return [_info(row, site) for row in rows[skip : skip + limit]]


def count_threads(site: SiteInfo) -> int:
    """Return how many threads `latest_threads` can list (one query)."""
    return _spoken_in(site).count()


def find_threads(
    site: SiteInfo, *, like: str = "", limit: int = 50, skip: int = 0
) -> list[ThreadInfo]:
    """Return threads whose title holds `like`, silent ones last (one query): for staff."""
    rows = Thread.objects.filter(site=site.id, title__icontains=like).select_related("closure")
    ordered = rows.order_by(F("last_comment").desc(nulls_last=True), "-pk")
    return [_info(row, site) for row in ordered[skip : skip + limit]]


def commenting_of(thread: ThreadInfo) -> str:
    """Return the thread's own rule of who may comment, '' where the site's holds (one query)."""
    return Thread.objects.values_list("commenting", flat=True).get(pk=thread.id)


def liveliest_threads(site: SiteInfo, *, limit: int = 8) -> list[ThreadInfo]:
    """Return the threads with most visible comments first (one query)."""
    rows = _threads(site, READER).filter(visible__gt=0)
    return [_info(row, site) for row in rows.order_by("-visible")[:limit]]


def _threads(site: SiteInfo, actor: Actor) -> "QuerySet[Thread]":
    rows = Thread.objects.filter(shown_to(actor, thread=""), site=site.id)
    return rows.select_related("closure")


def _spoken_in(site: SiteInfo) -> "QuerySet[Thread]":
    return _threads(site, READER).filter(last_comment__isnull=False)


def _spellings(url: str) -> set[str]:
    """Return how the subject at this address may be kept: as given, or as a path of ours."""
    path = url.removeprefix(public_address("")).partition("#")[0].partition("?")[0]
    spellings = {path, unquote(path), iri_to_uri(path)}
    return {url, *filter(own_path, spellings)}


def _address(row: Thread) -> str:
    """Return the subject's full address, '' where there is none that may become a link.

    Whatever an import or a host page gave: only the web's own schemes do.
    """
    if own_path(row.url):
        return public_address(row.url)
    return row.url if row.url.lower().startswith(("https://", "http://")) else ""


def _info(row: Thread, site: SiteInfo) -> ThreadInfo:
    has_closure = hasattr(row, "closure")
    return ThreadInfo(
        id=row.pk,
        public_id=row.public_id,
        site=site.id,
        key=row.key,
        url=_address(row),
        title=row.title,
        section=row.section,
        commenting=row.commenting or site.commenting,
        closed=is_closed(has_closure=has_closure, closes=row.closes, now=clock.now()),
        total=row.total,
        visible=row.visible,
        held=row.held,
        gone=row.gone,
        places=row.places,
        created=row.created,
        last_comment=row.last_comment,
        hidden=row.hidden,
        closes=row.closes,
        path=path_of(row.url, row.public_id),
    )
