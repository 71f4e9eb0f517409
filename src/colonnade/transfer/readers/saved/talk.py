"""Comments with their ids, moments and parents settled."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from colonnade.kit.markup import Format
from colonnade.transfer.readers.date_words import plain
from colonnade.transfer.readers.naming import digest
from colonnade.transfer.readers.saved.containers import key_in
from colonnade.transfer.readers.saved.kinship import Answered
from colonnade.transfer.readers.saved.linked import Linked, LinkedComment
from colonnade.transfer.readers.saved.moments import Calendar
from colonnade.transfer.readers.saved.scene import Scene, Seen
from colonnade.transfer.readers.saved.units import Unit
from colonnade.transfer.records import Hint, Kind, SourceComment, SourceRefused, State

_TAG = re.compile(r"<[a-zA-Z/!]|&(?:[a-z]{2,8}|#\d{1,7});")
_SURE = 0.9


@dataclass(slots=True)
class Spoken:
    """A comment, all but its place among the records."""

    source: str
    line: int
    text: str
    format: Format = Format.HTML
    parent: str = ""
    answers: str = ""
    name: str = ""
    website: str = ""
    title: str = ""
    account: bool = False
    ping: bool = False
    created: datetime | None = None
    edited: datetime | None = None
    hints: tuple[Hint, ...] = ()


def told(spoken: Spoken, *, subject: str) -> SourceComment | SourceRefused:
    """Return the record of a comment; one without any text is refused."""
    if not spoken.text.strip():
        return SourceRefused(
            kind=Kind.COMMENT,
            source=spoken.source,
            line=spoken.line,
            reason="text_empty",
            detail=spoken.name,
        )
    return SourceComment(
        source=spoken.source,
        line=spoken.line,
        subject=subject,
        parent=spoken.parent,
        answers=spoken.answers,
        ping=spoken.ping,
        name=spoken.name,
        website=spoken.website,
        account=spoken.account,
        title=spoken.title,
        text=spoken.text,
        format=spoken.format,
        created=spoken.created,
        edited=spoken.edited,
        state=State.UNKNOWN,
        hints=spoken.hints,
    )


def from_seen(scene: Scene, seen: list[Seen], *, paged: bool) -> list[Spoken]:
    """Return the comments that the page shows; one shown twice counts once."""
    ids = _Ids()
    sources: dict[Unit, str] = {}
    places: dict[str, str] = {}
    kept: list[Seen] = []
    for one in seen:
        key = one.unit.key
        if key and key in places:
            sources[one.unit] = key
            continue
        source = key or ids.of(one.name, one.times[0] if one.times else "", one.text)
        sources[one.unit] = source
        places[source] = source
        for address in one.addresses:
            places.setdefault(address, source)
        kept.append(one)
    names = Counter(plain(one.name) for one in kept)
    firsts = {plain(one.name): sources[one.unit] for one in reversed(kept) if one.name}
    page = _Known(places, names, firsts, paged=paged)
    return [_spoken(scene, one, sources, page) for one in kept]


class _Ids:
    """Ids for comments that have none: from what they hold, the same in every later copy."""

    def __init__(self) -> None:
        self.used: Counter[str] = Counter()

    def of(self, *parts: str) -> str:
        made = digest("\0".join(parts))
        self.used[made] += 1
        return made if self.used[made] == 1 else f"{made}-{self.used[made]}"


class _Known:
    """What can be answered on this page."""

    def __init__(
        self, places: dict[str, str], names: Counter[str], firsts: dict[str, str], *, paged: bool
    ) -> None:
        self.places = places
        self.names = names
        self.firsts = firsts
        self.paged = paged

    def settle(self, said: Answered, nested: str) -> tuple[str, str, tuple[Hint, ...]]:
        """Return parent, name of an absent one, hints."""
        if said.top:
            return "", "", ()
        for place in (said.key, said.url):
            if place and place in self.places:
                return self.places[place], "", ()
        if nested:
            return nested, "", ()
        if said.key and (self.paged or not said.name):
            return said.key, "", ()  # on another page, perhaps
        if said.key or not said.name:
            return "", said.name, ()
        return self._by_name(said.name)

    def _by_name(self, name: str) -> tuple[str, str, tuple[Hint, ...]]:
        known = self.names[plain(name)]
        if not known:
            return "", name, ()
        hint = Hint(parent=self.firsts[plain(name)], confidence=_SURE / known, words=name)
        return "", "", (hint,)


def _spoken(scene: Scene, one: Seen, sources: dict[Unit, str], page: _Known) -> Spoken:
    source = sources[one.unit]
    above = one.unit.parent
    while above is not None and above not in sources:
        above = above.parent
    parent, answers, hints = page.settle(one.answered, sources[above] if above else "")
    moments = (scene.calendar.read(text) for text in one.times)
    return Spoken(
        source=source,
        line=scene.tree.line(one.unit.start),
        text=one.text,
        parent=parent if parent != source else "",
        answers=answers,
        name=one.name,
        website=one.website,
        title=one.title,
        account=one.account,
        ping=one.ping,
        created=next((moment for moment in moments if moment), None),
        edited=scene.calendar.read(one.edited) if one.edited else None,
        hints=tuple(hint for hint in hints if hint.parent != source),
    )


def from_linked(calendar: Calendar, linked: Linked) -> list[Spoken]:
    """Return the comments that JSON-LD holds."""
    ids = _Ids()
    sources: dict[str, str] = {}
    kept: list[tuple[str, LinkedComment]] = []
    for one in linked.comments:
        if one.key not in sources:
            own = "" if one.key.startswith("?") else key_in(one.key) or one.key
            source = own if len(own) <= 200 else ""  # noqa: PLR2004
            sources[one.key] = source or ids.of(one.name, one.created, one.text)
            kept.append((sources[one.key], one))
    return [
        Spoken(
            source=source,
            line=1,
            text=one.text,
            format=Format.HTML if _TAG.search(one.text) else Format.TEXT,
            parent=sources.get(one.parent, "") or key_in(one.parent),
            name=one.name,
            website=one.website if one.website.startswith(("http://", "https://")) else "",
            created=calendar.read(one.created) if one.created else None,
            edited=calendar.read(one.edited) if one.edited != one.created else None,
        )
        for source, one in kept
    ]
