"""The search form: what was typed, read and explained."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext as _

from colonnade.discussion.viewing import page_from
from colonnade.search.query import parse
from colonnade.search.reading import Wanted

_LIMIT = 200
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEARS = range(1900, 2200)
_FIELDS = ("q", "kind", "section", "person", "since", "until", "order")
# In addresses; `from` is no name in Python.
_NAMES = {"since": "from", "until": "to"}


@dataclass(frozen=True, slots=True)
class Form:
    """What the form holds, as it was typed."""

    q: str = ""
    kind: str = ""
    section: str = ""
    person: str = ""
    since: str = ""
    until: str = ""
    order: str = ""
    page: int = 1

    def address(self, **other: object) -> str:
        """Return the query of the same search with other values, with its question mark."""
        changed = replace(self, **{"page": 1, **other})  # type: ignore[arg-type]
        pairs = [(_NAMES.get(name, name), getattr(changed, name)) for name in _FIELDS]
        if changed.page > 1:
            pairs.append(("page", str(changed.page)))
        return "?" + urlencode([pair for pair in pairs if pair[1]], errors="replace")


def form_from(query: QueryDict) -> Form:
    """Return what an address says; unknown kinds and orders are left out."""
    typed = {
        name: query.get(_NAMES.get(name, name), "").replace("\x00", "").strip()[:_LIMIT]
        for name in _FIELDS
    }
    if typed["kind"] not in {"article", "comment"}:
        typed["kind"] = ""
    if typed["order"] != "best":
        typed["order"] = ""
    return Form(**typed, page=page_from({"page": query.get("page", "")}))


def troubles_in(form: Form) -> dict[str, str]:
    """Return by field why the search cannot be done, in words."""
    found = {}
    days = {name: day_from(getattr(form, name)) for name in ("since", "until")}
    for name, day in days.items():
        if getattr(form, name) and day is None:
            found[name] = _("This is no date. Write it like 2026-03-01.")
    if days["since"] and days["until"] and days["since"] > days["until"]:
        found["until"] = _("This day is before the first one.")
    if form.q and not parse(form.q):
        found["q"] = _("There is no word in this query.")
    if form.person and not form.person.startswith("@") and not parse(form.person):
        found["person"] = _("There is no name in this field.")
    return found


def day_from(typed: str) -> date | None:
    """Return the day that was typed, None for nothing or nonsense."""
    if not _DAY.fullmatch(typed):
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def wanted_by(form: Form, zone: str) -> Wanted:
    """Return what to look for; the days are those of this zone, both included."""
    since, until = day_from(form.since), day_from(form.until)
    return Wanted(
        words=form.q,
        kind=form.kind,  # type: ignore[arg-type]
        section=form.section,
        person=form.person,
        since=_midnight(since, zone) if since else None,
        until=_midnight(until + timedelta(days=1), zone) if until else None,
        order="best" if form.order else "newest",
    )


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(zone))
