"""Close or reopen a discussion, and say who may comment there."""

from django.db import transaction

from colonnade.discussion.actions import close_thread, reopen_thread, set_closes, set_commenting
from colonnade.flows.decidable import decidable_thread_now
from colonnade.kit import clock
from colonnade.moderation.actions import keep_decision
from colonnade.moderation.ruling import Ruling
from colonnade.moderation.table import THREAD
from colonnade.people.reading import Actor

_STATES = {True: "closed", False: "open"}


@transaction.atomic
def manage_thread(*, actor: Actor, thread: str, closed: bool, commenting: str) -> None:
    """Leave the discussion closed or open, under this rule (empty: the site's own).

    Closing and reopening are recorded as decisions; a date that closed it is forgotten when it
    is reopened. Raises Refusal moderators_only, thread_missing or setting_invalid.
    """
    found = decidable_thread_now(actor, thread)
    set_commenting(thread=found.id, commenting=commenting)
    if closed == found.closed:
        return
    act, change = ("close", close_thread) if closed else ("reopen", reopen_thread)
    change(thread=found.id)
    if not closed and found.closes is not None and found.closes <= clock.now():
        set_closes(thread=found.id, closes=None)
    before, after = _STATES[found.closed], _STATES[closed]
    keep_decision(actor=actor, ruling=Ruling(thread, act, before, after, kind=THREAD))
