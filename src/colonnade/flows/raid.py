"""Make the gates stricter for some hours, in one discussion or everywhere."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from colonnade.flows.decidable import decidable_thread
from colonnade.kit import clock
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions import end_raid, keep_decision, keep_raid
from colonnade.moderation.gates.rules import CALM, Strictness
from colonnade.moderation.reading import raids_now
from colonnade.moderation.ruling import Ruling
from colonnade.moderation.table import SITE, THREAD
from colonnade.people.policy import duty_of, insist_may_moderate
from colonnade.people.reading import Actor
from colonnade.sites.reading import current_site

MOST_HOURS = 24 * 7
# The traces of postings are known for an hour.
MOST_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Subject:
    """What a switch is for: a thread, or (`thread` None) the site; `id` as a decision names it."""

    kind: str
    id: str
    thread: int | None


@transaction.atomic
def begin_raid(*, actor: Actor, thread: str, strictness: Strictness, hours: int) -> str:
    """Switch on what is stricter in a thread (public id), '' everywhere; return its public id.

    It ends by itself, and is recorded as a decision. Raises Refusal moderators_only,
    raid_everywhere, thread_missing, raid_empty, raid_hours or raid_seconds.
    """
    subject = _subject(actor, thread)
    if strictness == CALM:
        raise Refusal("raid_empty", Kind.INVALID)
    if not 1 <= hours <= MOST_HOURS:
        raise Refusal("raid_hours", Kind.INVALID, most=MOST_HOURS)
    if not 0 <= strictness.slow_seconds <= MOST_SECONDS:
        raise Refusal("raid_seconds", Kind.INVALID, most=MOST_SECONDS)
    until = clock.now() + timedelta(hours=hours)
    ruling = Ruling(subject.id, "raid", "calm", "raid", kind=subject.kind, until=until)
    decision = keep_decision(actor=actor, ruling=ruling)
    return keep_raid(thread=subject.thread, strictness=strictness, until=until, decision=decision)


@transaction.atomic
def calm_raid(*, actor: Actor, raid: str, thread: str) -> None:
    """Switch a raid switch off before its time; raises Refusal moderators_only,
    raid_everywhere, thread_missing or raid_missing.
    """
    subject = _subject(actor, thread)
    found = next((one for one in raids_now() if one.id == raid), None)
    if found is None or found.thread != subject.thread:
        raise Refusal("raid_missing", Kind.MISSING)
    ruling = Ruling(subject.id, "calm", "raid", "calm", kind=subject.kind, undoes=found.decision)
    # The log first, as where it began: two who waited for one another would be one too many.
    keep_decision(actor=actor, ruling=ruling)
    end_raid(public_id=raid)


def _subject(actor: Actor, thread: str) -> Subject:
    """Return what the actor may switch: one who answers for sections, only threads of these."""
    if thread:
        return Subject(THREAD, thread, decidable_thread(actor, thread).id)
    insist_may_moderate(actor)
    if duty_of(actor) is not None:
        raise Refusal("raid_everywhere", Kind.DENIED)
    return Subject(SITE, current_site().key, None)
