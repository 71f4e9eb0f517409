"""Threads, found and listed. Hidden ones are there for the staff's eyes only."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any
from urllib.parse import unquote

from django.db.models import F, QuerySet
from django.utils.encoding import iri_to_uri

from colonnade.discussion.blocks import Start, start_from, start_of
from colonnade.discussion.models import Thread
from colonnade.discussion.paths import own_path, path_of
from colonnade.discussion.policy import is_closed
from colonnade.discussion.reading.shown import READER, shown_to
from colonnade.discussion.values import ThreadInfo
from colonnade.discussion.viewing import Axis, Viewing
from colonnade.kit import clock
from colonnade.kit.ids import PUBLIC_ID
from colonnade.outbox.prepared import Prepared, PreparedAmong
from colonnade.people.reading import Actor
from colonnade.sites.reading import SiteInfo, public_address

# A thread, and where a page of it begins; None where that is not known.
Opened = tuple[ThreadInfo, Start | None]
_THREAD = (
    "pk",
    "public_id",
    "key",
    "url",
    "title",
    "section",
    "commenting",
    "closure__pk",
    "total",
    "visible",
    "held",
    "gone",
    "places",
    "created",
    "last_comment",
    "hidden",
    "closes",
    "noindex",
)


def thread_of(site: SiteInfo, public_id: str, actor: Actor = READER) -> ThreadInfo | None:
    """Return the thread with this public id, None where the actor sees none (one query)."""
    if not PUBLIC_ID.fullmatch(public_id):
        return None
    if actor == READER:
        found = _readers_thread().rows(site.id, public_id)
        return _info(found[0], site) if found else None
    rows = _threads(site, actor).filter(public_id=public_id)
    return next(_infos(rows, site), None)


def thread_opened(
    site: SiteInfo, viewing: Viewing, page: int, *, public_id: str = "", key: str = ""
) -> Opened | None:
    """Return the thread with this public id or key, hidden or not, and where a page of it begins
    (None: nowhere), or None (one query).
    """
    offset = (page - 1) * viewing.size
    name = "public_id" if public_id else "key"
    if offset:
        query = _opening_query(name, viewing.axis, viewing.descending)
        found = query.rows(offset, site.id, public_id or key)
    else:
        found = _thread_query(name).rows(site.id, public_id or key)
    if not found:
        return None
    *values, start = found[0] if offset else (*found[0], None)
    return _info(tuple(values), site), start_from(start, offset) if offset else Start(None, 0)


@cache
def _readers_thread() -> Prepared:
    def thread(site: int, public_id: str) -> "QuerySet[Thread, tuple]":  # type: ignore[type-arg]
        rows = Thread.objects.filter(shown_to(READER, thread=""), site=site, public_id=public_id)
        return rows.values_list(*_THREAD)

    return Prepared(thread, int, str)


@cache
def _thread_query(name: str) -> Prepared:
    def thread(site: int, value: str) -> "QuerySet[Thread, tuple]":  # type: ignore[type-arg]
        return Thread.objects.filter(site=site, **{name: value}).values_list(*_THREAD)

    return Prepared(thread, int, str)


@cache
def _opening_query(name: str, axis: Axis, descending: bool) -> Prepared:  # noqa: FBT001 - a key
    def thread(offset: int, site: int, value: str) -> "QuerySet[Thread, tuple]":  # type: ignore[type-arg]
        rows = Thread.objects.filter(site=site, **{name: value})
        return rows.values_list(*_THREAD, start_of(axis, offset, descending=descending))

    return Prepared(thread, int, int, str)


def thread_at(
    site: SiteInfo, *, url: str = "", key: str = "", actor: Actor = READER
) -> ThreadInfo | None:
    """Return the thread that hangs on this url or key, or None (one query).

    An article of ours is found by its full address and by its path alike.
    """
    rows = _threads(site, actor)
    rows = rows.filter(key=key) if key else rows.filter(url__in=_spellings(url))
    return next(_infos(rows.order_by("pk")[:1], site), None)


def threads_on(site: SiteInfo, keys: Iterable[str]) -> dict[str, ThreadInfo]:
    """Return by key the threads that readers see on these subjects (one query)."""
    found = _KEYED.rows(site.id, among=sorted(set(keys)))
    return {thread.key: thread for thread in (_info(values, site) for values in found)}


def paths_left_out(site: SiteInfo) -> frozenset[str]:
    """Return where readers meet the discussions that search engines are to leave out (one query).

    Articles among them, by their paths.
    """
    rows = Thread.objects.filter(site=site.id, noindex=True)
    return frozenset(path_of(*row) for row in rows.values_list("url", "public_id"))


def latest_threads(site: SiteInfo, *, limit: int = 20, skip: int = 0) -> list[ThreadInfo]:
    """Return the threads with the newest comments first (one query)."""
    return [_info(values, site) for values in _latest_query(limit).rows(site.id, skip)]


def count_threads(site: SiteInfo) -> int:
    """Return how many threads `latest_threads` can list (one query)."""
    return _spoken_in(site).count()


def find_threads(
    site: SiteInfo, *, like: str = "", limit: int = 50, skip: int = 0
) -> list[ThreadInfo]:
    """Return threads whose title holds `like`, silent ones last (one query): for staff."""
    rows = Thread.objects.filter(site=site.id, title__icontains=like)
    ordered = rows.order_by(F("last_comment").desc(nulls_last=True), "-pk")
    return list(_infos(ordered[skip : skip + limit], site))


def commenting_of(thread: ThreadInfo) -> str:
    """Return the thread's own rule of who may comment, '' where the site's holds (one query)."""
    return Thread.objects.values_list("commenting", flat=True).get(pk=thread.id)


def liveliest_threads(site: SiteInfo, *, limit: int = 8) -> list[ThreadInfo]:
    """Return the threads with most visible comments first (one query)."""
    return [_info(values, site) for values in _liveliest_query(limit).rows(site.id)]


def _on(site: int, keys: list[str]) -> "QuerySet[Thread, tuple]":  # type: ignore[type-arg]
    return _shown_on(site).filter(key__in=keys).values_list(*_THREAD)


_KEYED = PreparedAmong(_on, int, among=str)


@lru_cache(maxsize=16)
def _latest_query(limit: int) -> Prepared:
    def latest(site: int, skip: int) -> "QuerySet[Thread, tuple]":  # type: ignore[type-arg]
        rows = _shown_on(site).filter(last_comment__isnull=False)
        ordered = rows.order_by("-last_comment", "-pk").values_list(*_THREAD)
        return ordered[skip : skip + limit]

    return Prepared(latest, int, int)


@lru_cache(maxsize=16)
def _liveliest_query(limit: int) -> Prepared:
    def liveliest(site: int) -> "QuerySet[Thread, tuple]":  # type: ignore[type-arg]
        rows = _shown_on(site).filter(visible__gt=0).order_by("-visible")
        return rows.values_list(*_THREAD)[:limit]

    return Prepared(liveliest, int)


def _shown_on(site: int) -> "QuerySet[Thread]":
    return Thread.objects.filter(shown_to(READER, thread=""), site=site)


def _threads(site: SiteInfo, actor: Actor) -> "QuerySet[Thread]":
    return Thread.objects.filter(shown_to(actor, thread=""), site=site.id)


def _spoken_in(site: SiteInfo) -> "QuerySet[Thread]":
    return _threads(site, READER).filter(last_comment__isnull=False)


def _spellings(url: str) -> set[str]:
    """Return how the subject at this address may be kept: as given, or as a path of ours."""
    path = url.removeprefix(public_address("")).partition("#")[0].partition("?")[0]
    spellings = {path, unquote(path), iri_to_uri(path)}
    return {url, *filter(own_path, spellings)}


def _infos(rows: "QuerySet[Thread]", site: SiteInfo) -> Iterator[ThreadInfo]:
    return (_info(values, site) for values in rows.values_list(*_THREAD))


def _address(url: str) -> str:
    """Return the subject's full address, '' where there is none that may become a link.

    Whatever an import or a host page gave: only the web's own schemes do.
    """
    if own_path(url):
        return public_address(url)
    return url if url.lower().startswith(("https://", "http://")) else ""


def _info(values: tuple[Any, ...], site: SiteInfo) -> ThreadInfo:
    pk, public_id, key, url, title, section, commenting, closure, *rest = values
    total, visible, held, gone, places, created, last_comment, hidden, closes, noindex = rest
    return ThreadInfo(
        id=pk,
        public_id=public_id,
        site=site.id,
        key=key,
        url=_address(url),
        title=title,
        section=section,
        commenting=commenting or site.commenting,
        closed=is_closed(has_closure=closure is not None, closes=closes, now=clock.now()),
        total=total,
        visible=visible,
        held=held,
        gone=gone,
        places=places,
        created=created,
        last_comment=last_comment,
        hidden=hidden,
        closes=closes,
        noindex=noindex,
        path=path_of(url, public_id),
    )
