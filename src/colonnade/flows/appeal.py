"""Object to a decision: as the writer whom it meets, or as a reporter who was not heard."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from colonnade.kit import clock
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.moderation.actions import NewAppeal, keep_appeal
from colonnade.moderation.actions.outside import ask_outside_person
from colonnade.moderation.appeals import (
    MOST_A_DAY,
    REPORTER,
    WORDS_LIMIT,
    WRITER,
    days_to_object,
    end_of_objecting,
)
from colonnade.moderation.reading import (
    Told,
    appeal_named,
    appeal_of,
    count_appeals_since,
    decider_of,
    decision_told,
    joined_with,
    report_named,
    statement_for,
)
from colonnade.moderation.table import restricts
from colonnade.people.reading import Actor, duties, staff
from colonnade.sites.reading import current_site

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Objector:
    """Who objects: whom the decision meets (`actor`), or who sent the `report` (public id)."""

    actor: Actor
    report: str = ""

    @property
    def side(self) -> str:
        """Return `writer` or `reporter`."""
        return REPORTER if self.report else WRITER


@dataclass(frozen=True, slots=True)
class Chance:
    """Whether somebody may object: until when, and what is in the way, if anything."""

    until: datetime
    refusal: Refusal | None


@transaction.atomic
def appeal(*, by: Objector, decision: str, words: str) -> str:
    """Keep an objection and return its public id.

    Raises Refusal decision_missing, appeal_needless, appeal_made, appeal_late, appeal_alone (there
    is nobody else to decide), appeals_too_many, appeal_words_missing and those of `accept_text`.
    """
    told = told_to(by, decision)
    if told is None:
        raise Refusal("decision_missing", Kind.MISSING)
    chance = chance_of(by, told)
    if chance.refusal is not None:
        raise chance.refusal
    since = clock.now() - _DAY
    if count_appeals_since(since, by=by.actor, report=by.report) >= MOST_A_DAY:
        raise Refusal("appeals_too_many", Kind.TOO_FAST, limit=MOST_A_DAY, seconds=24 * 60 * 60)
    if not words.strip():
        raise Refusal("appeal_words_missing", Kind.INVALID, field="words")
    new = NewAppeal(
        decision,
        by.side,
        accept_text(words, field="words", limit=WORDS_LIMIT).strip(),
        person=by.actor.person,
        guest=by.actor.guest,
        report=by.report,
    )
    kept = keep_appeal(new=new)
    # Where others wait for the same answer, the outside person was asked already.
    made = appeal_named(kept)
    if made is not None and not _is_another(by, told) and not joined_with(made):
        ask_outside_person(appeal=kept)
    return kept


def told_to(by: Objector, decision: str) -> Told | None:
    """Return the decision if it was told to who objects, else None."""
    if by.side == WRITER:
        return statement_for(by.actor, decision)
    report = report_named(by.report)
    if report is None or not decision or report.decision != decision:
        return None
    return decision_told(decision)


def chance_of(by: Objector, told: Told) -> Chance:
    """Return whether this side may object to a decision now."""
    large = current_site().large_duties
    since = told.created if by.side == REPORTER else told.told or told.created
    until = end_of_objecting(since, large=large)
    refusal = _in_the_way(by, told)
    if refusal is None and until < clock.now():
        refusal = Refusal("appeal_late", Kind.CONFLICT, days=days_to_object(large=large))
    return Chance(until, refusal)


def _in_the_way(by: Objector, told: Told) -> Refusal | None:
    if appeal_of(told.id, by.side, by.report) is not None:
        return Refusal("appeal_made", Kind.CONFLICT)
    # A reader who reported objects to what was left as it is, a writer to what was not.
    is_met = restricts(told.act) if by.side == WRITER else not restricts(told.act)
    if told.undone_by or not is_met:
        return Refusal("appeal_needless", Kind.CONFLICT)
    if _is_another(by, told) or current_site().is_outside_named:
        return None
    return Refusal("appeal_alone", Kind.CONFLICT)


def _is_another(by: Objector, told: Told) -> bool:
    """Return whether somebody of the staff could decide it: not the first one, not who objects."""
    barred, bound = {decider_of(told.id), by.actor.person, told.person}, duties()
    return any(
        member.id not in barred
        and (member.role != "moderator" or told.section in bound.get(member.id, [told.section]))
        for member in staff()
    )
