"""The titles of threads, for lists that name many of them."""

from collections.abc import Iterable

from colonnade.discussion.models import Thread
from colonnade.discussion.reading.shown import shown_to
from colonnade.people.reading import Actor
from colonnade.sites.reading import SiteInfo


def titles_of(site: SiteInfo, threads: Iterable[str], actor: Actor) -> dict[str, str]:
    """Return by public id the titles of those of these threads that the actor sees (one query)."""
    rows = Thread.objects.filter(shown_to(actor, thread=""), site=site.id)
    return dict(rows.filter(public_id__in=set(threads)).values_list("public_id", "title"))
