"""Decide on record about comments that a gate held and nobody looked at for too long."""

from datetime import timedelta

from django.db import transaction

from colonnade.discussion.actions import lock_places
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import Detail, comment_for, held_comments
from colonnade.flows.on_record import put_on_record
from colonnade.flows.waiting_words import holding_sentence
from colonnade.kit import clock
from colonnade.moderation.reading import Held, newest_decisions_on, why_held
from colonnade.moderation.ruling import Ground, Ruling
from colonnade.people.whom import whom_of
from colonnade.sites.reading import current_site

# So many at once: the next round comes soon, the longest waiting first.
_MOST = 2000


def hold_on_record() -> int:
    """Keep an automated decision on each comment held for longer than the owner lets it; how many.

    Its writer is told with reasons, and may object.
    """
    hours = current_site().hold_hours
    if not hours:
        return 0
    before = clock.now() - timedelta(hours=hours)
    held = held_comments(limit=_MOST)
    waiting = [row for row in held if max(row.created, row.edited or row.created) < before]
    known = newest_decisions_on(row.id for row in waiting)
    new = [row for row in waiting if row.id not in known or known[row.id].act != "hold"]
    why = why_held([row.id for row in new])
    return sum(_keep(row, why.get(row.id)) for row in new)


@transaction.atomic
def _keep(row: Detail, why: Held | None) -> bool:
    lock_places(comments=[row.id])
    now = comment_for(STAFF, row.id)
    if now is None or now.visibility != "held":
        return False
    whom = whom_of(person=now.person, guest=now.guest)
    if whom is None or whom.sample:
        return False
    facts = holding_sentence(why) if why else ""
    ruling = Ruling(
        row.id,
        "hold",
        "held",
        "held",
        ground=Ground(facts=facts[:1000], automated=True),
        section=row.thread_section,
    )
    put_on_record(actor=STAFF, ruling=ruling, person=now.person, guest=now.guest)
    return True
