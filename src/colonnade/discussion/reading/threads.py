"""Threads, found and listed."""

from django.db.models import F, QuerySet

from colonnade.discussion.models import Thread
from colonnade.discussion.rows import ThreadInfo
from colonnade.sites.reading import SiteInfo


def thread_of(site: SiteInfo, public_id: str) -> ThreadInfo | None:
    """Return the thread with this public id on this site, or None (one query)."""
    rows = Thread.objects.filter(site=site.id, public_id=public_id).select_related("closure")
    return next((_info(row, site) for row in rows), None)


def thread_at(site: SiteInfo, *, url: str = "", key: str = "") -> ThreadInfo | None:
    """Return the thread that hangs on this url or key, or None (one query)."""
    rows = Thread.objects.filter(site=site.id).select_related("closure")
    rows = rows.filter(key=key) if key else rows.filter(url=url)
    return next((_info(row, site) for row in rows.order_by("pk")[:1]), None)


def latest_threads(site: SiteInfo, *, limit: int = 20, skip: int = 0) -> list[ThreadInfo]:
    """Return the threads with the newest comments first (one query)."""
    rows = _spoken_in(site).select_related("closure").order_by("-last_comment", "-pk")
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
    rows = Thread.objects.filter(site=site.id, visible__gt=0).select_related("closure")
    return [_info(row, site) for row in rows.order_by("-visible")[:limit]]


def _spoken_in(site: SiteInfo) -> "QuerySet[Thread]":
    return Thread.objects.filter(site=site.id, last_comment__isnull=False)


def _info(row: Thread, site: SiteInfo) -> ThreadInfo:
    return ThreadInfo(
        id=row.pk,
        public_id=row.public_id,
        site=site.id,
        key=row.key,
        # Whatever an import or a host page gave: only the web's own schemes become a link.
        url=row.url if row.url.lower().startswith(("https://", "http://")) else "",
        title=row.title,
        section=row.section,
        commenting=row.commenting or site.commenting,
        closed=hasattr(row, "closure"),
        total=row.total,
        visible=row.visible,
        held=row.held,
        gone=row.gone,
        places=row.places,
        created=row.created,
        last_comment=row.last_comment,
    )
