"""Comments that wait, each with all that a moderator needs to decide on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from colonnade.discussion.reading import (
    Detail,
    Source,
    Writer,
    comments_among,
    fates_of,
    sources_for,
)
from colonnade.flows.waiting_words import holding_sentence, what_caught_it
from colonnade.kit import clock
from colonnade.moderation.desk import Item
from colonnade.moderation.reading import (
    CaseSeen,
    NoteSeen,
    ScoreShown,
    Verdict,
    bearings_on,
    cases_of,
    newest_decisions_on,
    notes_on,
    scores_of,
    why_held,
)
from colonnade.moderation.standing import Bearing
from colonnade.people.reading import Actor


@dataclass(frozen=True, slots=True)
class Record:
    """A writer in one line: her level, how her comments fared, what bears on her."""

    level: str
    visible: int
    removed: int
    bearing: Bearing


@dataclass(frozen=True, slots=True)
class Card:
    """A comment that waits, in its context.

    `held` is the colleague's decision that put it here, if one did; `gate` what a gate said, and
    `caught` what it found. `after` is the comment that follows, '' behind the last.
    """

    comment: Detail
    item: Item
    parent: Detail | None
    source: Source | None
    held: Verdict | None
    gate: str
    caught: str
    case: CaseSeen | None
    score: ScoreShown | None
    notes: list[NoteSeen]
    record: Record
    waits: str
    after: str


def cards_for(actor: Actor, items: Sequence[Item]) -> list[Card]:
    """Return these with their context; those that are gone or decided meanwhile are left out.

    Ten queries, however many there are.
    """
    ids = [one.comment for one in items]
    cases = cases_of(ids)
    found = comments_among(actor, ids).items()
    rows = {one: row for one, row in found if _waits(row, cases.get(one))}
    shown = [one for one in items if one.comment in rows]
    parents = comments_among(actor, {row.parent for row in rows.values() if row.parent})
    sources, decided, why = sources_for(rows.values()), newest_decisions_on(ids), why_held(ids)
    scores, notes = scores_of(ids), notes_on(ids)
    records = _records(list(rows.values()), shown)
    following = [later.comment for _one, later in pairwise(shown)] + [""]
    cards = []
    for item, after in zip(shown, following, strict=False):
        row, verdict = rows[item.comment], decided.get(item.comment)
        held = verdict if verdict is not None and verdict.after == "held" else None
        gate = why.get(row.id) if held is None and row.visibility == "held" else None
        cards.append(
            Card(
                comment=row,
                item=item,
                parent=parents.get(row.parent),
                source=sources.get(row.id),
                held=held,
                gate=holding_sentence(gate) if gate else "",
                caught=what_caught_it(gate) if gate else "",
                case=cases.get(row.id),
                score=scores.get(row.id),
                notes=notes.get(row.id, []),
                record=records[row.id],
                waits=how_long(max(item.since, held.created) if held else item.since),
                after=after,
            )
        )
    return cards


def _waits(row: Detail, case: CaseSeen | None) -> bool:
    """Return whether nobody decided while it was being taken in hand."""
    return row.visibility == "held" or (case is not None and case.state == "open")


def _records(rows: Sequence[Detail], items: Sequence[Item]) -> dict[str, Record]:
    levels = {one.comment: one.level for one in items}
    writers = {row.id: _writer(row) for row in rows}
    fates, bearings = fates_of(writers.values()), bearings_on(writers.values())
    found = {}
    for comment, writer in writers.items():
        fate, bearing = fates.get(writer, {}), bearings.get(writer, Bearing())
        visible, removed = fate.get("visible", 0), fate.get("removed", 0)
        found[comment] = Record(levels[comment], visible, removed, bearing)
    return found


def _writer(row: Detail) -> Writer:
    return Writer.of(row.person, row.guest)


def how_long(since: datetime) -> str:
    """Return how long ago a moment is, in words."""
    now = clock.now()
    if (now - since).total_seconds() < 60:  # noqa: PLR2004 - a minute
        return _("less than a minute")
    return timesince(since, now, depth=1)
