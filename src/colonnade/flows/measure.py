"""Impose a measure on a person or a guest, and lift it: the only way to restrict somebody."""

from dataclasses import dataclass

from django.db import transaction

from colonnade.flows.earn_standing import reassess
from colonnade.flows.on_record import put_on_record
from colonnade.kit import clock
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.moderation.actions import Terms, end_measure, keep_measure
from colonnade.moderation.citing import cite
from colonnade.moderation.reading import Imposed, measure_of, measures_in_force
from colonnade.moderation.ruling import NO_GROUND, Ground, Ruling, accept_reason
from colonnade.moderation.standing import BAN, BARRING, MEASURES, SLOW, SUSPEND
from colonnade.moderation.table import GUEST, PERSON
from colonnade.people.actions import shut_out, unbar
from colonnade.people.actions.barring import lock_with_owners
from colonnade.people.policy import duty_of, insist_may_moderate, may_moderate, may_own
from colonnade.people.reading import Actor
from colonnade.people.whom import Whom, whom_of

MOST_SECONDS = 86_400
FREE = "free"
# As many characters as a thread's section may have, and a refusal repeats.
_SECTION, _KIND = 80, 20


@dataclass(frozen=True, slots=True)
class Why:
    """What she is told: the reason in words, and the rule or law that it rests on."""

    reason: str = ""
    ground: Ground = NO_GROUND


@transaction.atomic
def impose(*, actor: Actor, whom: Whom, terms: Terms, why: Why) -> str:
    """Impose a measure, record the decision and return its public id; it holds at once.

    A suspension or ban of a member that holds everywhere ends her sessions and links. Raises
    Refusal moderators_only, section_elsewhere, own_account, above_you, owner_last, person_missing,
    measure_unknown, measure_until, measure_seconds, measure_reason, measure_ground, rule_missing.
    """
    _insist_may_judge(actor, whom, terms.section)
    _check_terms(terms)
    if not why.reason.strip():
        raise Refusal("measure_reason", Kind.INVALID)
    if not why.ground.is_named:
        raise Refusal("measure_ground", Kind.INVALID)
    ruling = Ruling(
        whom.word,
        terms.kind,
        FREE,
        terms.kind,
        kind=_kind(whom),
        reason=accept_reason(why.reason),
        ground=cite(why.ground),
        section=terms.section,
        until=terms.until,
    )
    _hold(whom)
    decision = _record(actor, whom, ruling)
    keep_measure(person=whom.person, guest=whom.guest, terms=terms, decision=decision)
    _open_or_shut(whom)
    reassess(whom, decision=decision)
    return decision


@transaction.atomic
def lift(*, actor: Actor, measure: str, why: Why, ended: bool = False) -> str:
    """End a measure before its time, record it and return the decision's public id.

    `ended`: one whose time is over, too, so that it counts no more against her standing. Raises
    Refusal measure_missing, measure_reason and those of `impose` about who may.
    """
    found = measure_of(measure)
    whom = whom_of(person=found.person, guest=found.guest) if found else None
    if found is None or whom is None:
        raise Refusal("measure_missing", Kind.MISSING)
    _insist_may_judge(actor, whom, found.section)
    if not why.reason.strip():
        raise Refusal("measure_reason", Kind.INVALID)
    _hold(whom)
    holds = ended or found.is_in_force(clock.now())
    if not (holds and end_measure(measure=measure)):
        raise Refusal("measure_missing", Kind.MISSING)
    _open_or_shut(whom)
    decision = _record_lifting(actor, whom, found, why)
    reassess(whom, decision=decision)
    return decision


@transaction.atomic
def let_in(*, actor: Actor, whom: Whom, why: Why) -> list[str]:
    """Lift all that shuts a member or guest out of the whole site; return the decisions' ids.

    Raises Refusal measure_missing where nothing does, and like `lift`.
    """
    _insist_may_judge(actor, whom, "")
    _hold(whom)
    found = _shutting(whom)
    if found or not whom.barred:
        if not found:
            raise Refusal("measure_missing", Kind.MISSING)
        return [lift(actor=actor, measure=one.id, why=why) for one in found]
    # She was shut out before such acts were kept as measures.
    unbar(person=whom.person or 0)
    ruling = Ruling(whom.word, "lift", SUSPEND, FREE, kind=_kind(whom), reason=why.reason)
    return [_record(actor, whom, ruling)]


def _record_lifting(actor: Actor, whom: Whom, found: Imposed, why: Why) -> str:
    ruling = Ruling(
        whom.word,
        "lift",
        found.kind,
        FREE,
        kind=_kind(whom),
        reason=accept_reason(why.reason),
        ground=cite(why.ground),
        section=found.section,
        undoes=found.decision,
    )
    return _record(actor, whom, ruling)


def _record(actor: Actor, whom: Whom, ruling: Ruling) -> str:
    return put_on_record(actor=actor, ruling=ruling, person=whom.person, guest=whom.guest)


def _hold(whom: Whom) -> None:
    """Lock her account before the log, in which others wait who may have her account locked."""
    if whom.person is not None:
        lock_with_owners(whom.person)


def _open_or_shut(whom: Whom) -> None:
    """Let the account follow from the measures in force; a guest's key asks them each time."""
    if whom.person is None:
        return
    ends = [one.until for one in _shutting(whom)]
    if ends:
        known = [end for end in ends if end is not None]
        shut_out(person=whom.person, until=max(known) if len(known) == len(ends) else None)
    elif whom.barred:
        unbar(person=whom.person)


def _shutting(whom: Whom) -> list[Imposed]:
    found = measures_in_force(person=whom.person, guest=whom.guest)
    return [one for one in found if one.kind in BARRING and not one.section]


def may_judge(actor: Actor, whom: Whom) -> bool:
    """Return whether the actor may impose anything on her at all."""
    if not may_moderate(actor) or whom.sample or actor.person == whom.person is not None:
        return False
    return may_own(actor) or not whom.is_staff


def _insist_may_judge(actor: Actor, whom: Whom, section: str) -> None:
    insist_may_moderate(actor)
    duty = duty_of(actor)
    if duty is not None and section not in duty:
        raise Refusal("section_elsewhere", Kind.DENIED)
    if whom.sample:
        raise Refusal("person_missing", Kind.MISSING, name=whom.name)
    if actor.person is not None and actor.person == whom.person:
        raise Refusal("own_account", Kind.DENIED)
    if not may_judge(actor, whom):
        raise Refusal("above_you", Kind.DENIED)


def _check_terms(terms: Terms) -> None:
    if terms.kind not in MEASURES:
        raise Refusal("measure_unknown", Kind.INVALID, kind=terms.kind[:_KIND])
    if terms.section:
        accept_text(terms.section, field="section", limit=_SECTION)
    if terms.kind == SLOW and not 0 < terms.seconds <= MOST_SECONDS:
        raise Refusal("measure_seconds", Kind.INVALID, most=MOST_SECONDS)
    late = terms.until is not None and terms.until <= clock.now()
    if late or (terms.kind == SUSPEND and terms.until is None):
        raise Refusal("measure_until", Kind.INVALID)
    if terms.kind == BAN and terms.until is not None:
        raise Refusal("measure_until", Kind.INVALID)


def _kind(whom: Whom) -> str:
    return GUEST if whom.person is None else PERSON
