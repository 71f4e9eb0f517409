"""Record what the gates refused for what it said: one decision for each gate and day."""

from django.db import transaction

from colonnade.kit import clock
from colonnade.moderation.actions import keep_decision, mark_refused
from colonnade.moderation.reading import unsettled_refusals
from colonnade.moderation.ruling import Ground, Ruling
from colonnade.moderation.table import BATCH
from colonnade.people.reading import Actor


@transaction.atomic
def settle_refused() -> int:
    """Record the refusals of the days that are over, as automated ones; return how many records.

    Nobody is told by mail: each was told at once, and kept her text.
    """
    found = unsettled_refusals(before=clock.now().date())
    for one in found:
        day = f"{one.day:%Y-%m-%d}"
        ground = Ground(facts=f"{one.gate}, {day}", automated=True)
        ruling = Ruling(
            day, "refuse", "typed", "refused", kind=BATCH, count=one.count, ground=ground
        )
        decision = keep_decision(actor=Actor(), ruling=ruling)
        mark_refused(day=one.day, gate=one.gate, decision=decision)
    return len(found)
