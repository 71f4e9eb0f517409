"""Comments of a source as the discussion takes them, and what is kept of them beside it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext

from colonnade.discussion.actions import LoadedText, LoadedWording, Shape
from colonnade.discussion.bulk import insert_many
from colonnade.discussion.marks import ABSENT, ACCOUNT, UNDATED, UNKNOWN, stored
from colonnade.kit.markup import Format
from colonnade.transfer import names
from colonnade.transfer.models import Finding, Known, Offer
from colonnade.transfer.order import ERASED, Place
from colonnade.transfer.records import SourceComment, State
from colonnade.transfer.staged import NAME_LIMIT, moment_of
from colonnade.transfer.writing.making import Made
from colonnade.transfer.writing.units import Spoken

ADDRESS_LIMIT = 2000  # of Comment.website
_BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all comments of one thread share; `fallback` is the time of those that have none."""

    namespace: str
    origin: int
    run: int
    publish: bool
    subject: str
    thread: str
    fallback: datetime
    imported: datetime


def visibility_of(state: str, *, publish: bool) -> str:
    """Return who may see a comment of this state at its source."""
    if state == State.PUBLIC or (state == State.UNKNOWN and publish):
        return "visible"
    return "removed" if state in {State.SPAM, State.TRASH} else "held"


def shape_of(places: Iterable[Place], setting: Setting) -> Shape:
    """Return the tree of a thread to be made."""
    shape = Shape()
    for place in places:
        state = "deleted"
        if place.item is not None:
            state = visibility_of(place.item.state, publish=setting.publish)
        shape.add(place.parent, state, _when(place, setting))
    return shape


def absent_source(subject: str, source: str) -> str:
    """Return under which source a placeholder is known: one for each thread."""
    whole = f"{subject}>{source}"
    return whole if len(whole) <= names.SOURCE else names.short(whole)


def placeholder(place: Place, setting: Setting) -> LoadedText:
    """Return the empty place of somebody who is answered and not there."""
    known = absent_source(setting.subject, place.source)
    moment = _when(place, setting)
    return LoadedText(
        public_id=names.public_id(setting.namespace, "absent", known),
        key=names.key_of(setting.namespace, f"absent:{known}"),
        created=moment,
        edited=None,
        excerpt="",
        wordings=(LoadedWording("", Format.TEXT, "", moment, shown=False),),
        guest_name="" if place.name.startswith(ERASED) else place.name[:NAME_LIMIT],
        marks=ABSENT,
    )


def text_of(record: SourceComment, made: Made, setting: Setting) -> LoadedText:
    """Return a comment as it is to stand in its thread."""
    created = record.created or setting.fallback
    state = visibility_of(record.state, publish=setting.publish)
    return LoadedText(
        public_id=names.public_id(setting.namespace, "comment", record.source),
        key=names.key_of(setting.namespace, record.source),
        created=created,
        edited=record.edited,
        excerpt=made.excerpt,
        wordings=tuple(_wordings(record, made, created, setting, shown=state == "visible")),
        guest_name=record.name[:NAME_LIMIT],
        note=_note(record.state),
        kind="ping" if record.ping else "",
        website=record.website if record.ping and len(record.website) <= ADDRESS_LIMIT else "",
        marks=_marks(record, made),
    )


def _marks(record: SourceComment, made: Made) -> str:
    found = set(made.marks)
    if record.account:
        found.add(ACCOUNT)
    if record.created is None:
        found.add(UNDATED)
    if record.cuts:
        found.add(UNKNOWN)
    return stored(found)


def _wordings(
    record: SourceComment, made: Made, created: datetime, setting: Setting, *, shown: bool
) -> Iterator[LoadedWording]:
    """Yield the text byte for byte as it came and, where it was repaired, what is shown instead."""
    repaired = bool(made.repaired)
    yield LoadedWording(record.text, record.format, made.html, created, shown and not repaired)
    if repaired:
        yield LoadedWording(
            made.repaired, record.format, made.repaired_html, setting.imported, shown
        )


def _note(state: State) -> str:
    if state is State.SPAM:
        return gettext("It was marked as spam where it comes from.")
    if state is State.TRASH:
        return gettext("It was in the trash where it comes from.")
    return ""


def _when(place: Place, setting: Setting) -> datetime:
    return setting.fallback if place.moment is None else moment_of(place.moment)


@dataclass(slots=True)
class Beside:
    """Rows beside the comments, written in batches in the same transaction."""

    setting: Setting
    known: list[tuple[object, ...]] = field(default_factory=list)
    findings: list[tuple[object, ...]] = field(default_factory=list)
    offers: list[tuple[object, ...]] = field(default_factory=list)

    def keep(self, spoken: Spoken, made: Made, comment: str) -> None:
        """Note what there is to know of a comment."""
        record, its = spoken.record, self.setting
        self.known.append(
            (
                its.origin,
                "comment",
                record.source,
                spoken.fingerprint,
                comment,
                its.run,
                kept_of(record),
            )
        )
        self.findings += finding_rows(its, comment, made)
        self._offer(record, comment)
        self.flush(_BATCH)

    def keep_absent(self, source: str, comment: str) -> None:
        """Note a placeholder."""
        its = self.setting
        known = absent_source(its.subject, source)
        self.known.append((its.origin, "absent", known, "", comment, its.run, None))

    def flush(self, least: int = 1) -> None:
        """Write what waits where that is so much."""
        if len(self.known) >= least:
            insert_many(Known, _KNOWN, self.known)
            self.known.clear()
        if len(self.findings) >= least:
            insert_many(Finding, FINDING, self.findings)
            self.findings.clear()
        if len(self.offers) >= least:
            insert_many(Offer, _OFFER, self.offers)
            self.offers.clear()

    def _offer(self, record: SourceComment, comment: str) -> None:
        its = self.setting
        for hint in record.hints:
            parent = names.public_id(its.namespace, "comment", hint.parent)
            value = json.dumps({"parent": parent})
            row = (its.run, "parent", its.thread, comment, value, hint.words, hint.confidence)
            self.offers.append(row)
        if record.cuts:
            cuts = [[one.start, one.end, one.author, one.confidence] for one in record.cuts]
            value = json.dumps({"cuts": cuts})
            self.offers.append((its.run, "cut", its.thread, comment, value, "", 0.0))


_KNOWN = ("origin", "kind", "source", "fingerprint", "target", "run", "data")
FINDING = ("run", "comment", "kind", "certainty", "start", "before", "after")
_OFFER = ("run", "kind", "thread", "comment", "value", "words", "confidence")


def kept_of(record: SourceComment) -> str | None:
    """Return what has no place of its own, as JSON; never a network address."""
    kept = {
        "email": record.email,
        "website": record.website,
        "title": record.title,
        "user": record.user,
    }
    if len(record.name) > NAME_LIMIT:
        kept["name"] = record.name
    found = {name: value for name, value in kept.items() if value}
    return json.dumps(found) if found else None


def finding_rows(setting: Setting, comment: str, made: Made) -> list[tuple[object, ...]]:
    """Return the values of the fields `FINDING` for what is wrong with a comment's text."""
    return [
        (
            setting.run,
            comment,
            one.kind[:16],
            one.certainty,
            one.start,
            one.before[:300],
            one.after[:300],
        )
        for one in made.faults
    ]
