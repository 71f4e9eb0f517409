"""What a finished page hangs on, for whoever keeps copies of it (docs/decisions/0020)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse

from colonnade.discussion.reading import Author, Row, ThreadInfo
from colonnade.discussion.viewing import names_options
from colonnade.kit import clock
from colonnade.kit.keys import PEOPLE, SITE, person_key, subject_key, thread_key
from colonnade.sites.reading import SiteInfo

# More members than this on a page are not named one by one: any of them changes seldom.
_MOST_PEOPLE = 100


@dataclass(frozen=True, slots=True)
class Keeping:
    """What spoils a kept copy: a write to one of `keys`, or the moment `until`.

    `leads`: a reader with saved viewing options is led on from this address.
    """

    keys: tuple[str, ...] = ()
    until: datetime | None = None
    leads: bool = False

    def also(self, *keys: str) -> "Keeping":
        """Return the same with more keys."""
        return replace(self, keys=(*self.keys, *keys))


# Every page carries what the owner sets for the whole site.
AS_SITE = Keeping()


def tell(response: HttpResponse, keeping: Keeping) -> None:
    """Say it in headers that the edge takes off before anybody sees them."""
    keys = " ".join(_few([SITE, *dict.fromkeys(keeping.keys)]))
    response.headers["X-Colonnade-Keys"] = keys
    if keeping.until is not None:
        response.headers["X-Colonnade-Until"] = str(int(keeping.until.timestamp()))
    if keeping.leads:
        response.headers["X-Colonnade-Leads"] = "viewing"


def discussed(request: HttpRequest, thread: ThreadInfo, rows: Iterable[Row]) -> Keeping:
    """Return what a page hangs on that shows these comments of a thread."""
    return Keeping(
        keys=(thread_key(thread.public_id), *people_in(rows)),
        until=closing([thread]),
        leads=is_bare(request),
    )


def is_bare(request: HttpRequest) -> bool:
    """Return whether an address of a discussion names neither viewing options nor a page."""
    query = request.GET.dict()
    return not (names_options(query) or "page" in query)


def people_in(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the keys of the members that these comments name."""
    for row in rows:
        for author in (row.author, row.parent_author):
            yield from _person(author)


def counted(subjects: Iterable[str], talks: Mapping[str, ThreadInfo]) -> Iterator[str]:
    """Yield the keys of a list that tells how many comments each of its subjects has."""
    for subject in subjects:
        found = talks.get(subject)
        yield subject_key(subject) if found is None else thread_key(found.public_id)


def closing(threads: Iterable[ThreadInfo]) -> datetime | None:
    """Return when the first of these threads that are open closes by the clock."""
    moments = [one.closes for one in threads if one.closes and not one.closed]
    return min(moments, default=None)


def tomorrow(site: SiteInfo) -> datetime:
    """Return when the next day begins where the site is."""
    zone = ZoneInfo(site.time_zone)
    day = clock.now().astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, time.min, tzinfo=zone)


def _person(author: Author | None) -> Iterator[str]:
    if author is not None and author.handle:
        yield person_key(author.handle)


def _few(keys: list[str]) -> list[str]:
    """Return the keys, those of many members as the one of all."""
    start = person_key("")
    people = [key for key in keys if key.startswith(start)]
    if len(people) <= _MOST_PEOPLE:
        return keys
    return [*(key for key in keys if not key.startswith(start)), PEOPLE]
