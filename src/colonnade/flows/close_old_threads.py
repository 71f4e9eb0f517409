"""Close discussions that are as old as the owner lets them grow."""

from datetime import timedelta

from django.db import transaction

from colonnade.discussion.actions import set_closes
from colonnade.discussion.reading.past import old_open_threads
from colonnade.kit import clock
from colonnade.moderation.actions import keep_decision
from colonnade.moderation.reading import choices_now
from colonnade.moderation.reading.gates import reopened_among
from colonnade.moderation.ruling import Ground, Ruling
from colonnade.moderation.table import THREAD
from colonnade.people.reading import Actor

_AT_ONCE = 500


def close_old_threads() -> int:
    """Close what began longer ago than the owner's choice of days, each as an automated decision;
    return how many.

    What somebody of the staff has reopened stays open.
    """
    days = choices_now().close_days
    if not days:
        return 0
    old = old_open_threads(clock.now() - timedelta(days=days), limit=_AT_ONCE)
    reopened = reopened_among([public_id for _, public_id in old])
    due = [one for one in old if one[1] not in reopened]
    for thread, public_id in due:
        _close(thread, public_id, days)
    return len(due)


@transaction.atomic
def _close(thread: int, public_id: str, days: int) -> None:
    set_closes(thread=thread, closes=clock.now())
    ground = Ground(facts=f"{days} days old", automated=True)
    ruling = Ruling(public_id, "close", "open", "closed", kind=THREAD, ground=ground)
    keep_decision(actor=Actor(), ruling=ruling)
