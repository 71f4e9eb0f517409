"""Take an order of an authority in, seal what it is about, and acknowledge it."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from colonnade.discussion.actions import lock_places
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import Detail, comment_for
from colonnade.flows.alarm_desk import at_the_desk
from colonnade.flows.sealing import sealed_copy
from colonnade.kit import clock
from colonnade.kit.ids import PUBLIC_ID
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.moderation import orders
from colonnade.moderation.actions.orders import (
    keep_order,
    mark_acknowledged,
    seal,
    tell_pressing,
)
from colonnade.moderation.orders import (
    DUE,
    KINDS,
    LONGEST,
    NewOrder,
    is_pressing,
    last_alarm,
)
from colonnade.moderation.reading.orders import insist_law_desk, order_named
from colonnade.people.reading import Actor

_KIND = 20


@transaction.atomic
def take_order(*, actor: Actor, new: NewOrder) -> str:
    """Keep an order and lay a sealed copy of its comment away at once; return its public id.

    A deadline that is over already is kept: the order is overdue. Raises Refusal law_desk_only,
    order_kind, order_authority, comment_missing, order_received, order_deadline, order_silence
    and those of `accept_text`. One that presses is told at once to those who have the desk.
    """
    insist_law_desk(actor)
    if new.kind not in KINDS:
        raise Refusal("order_kind", Kind.INVALID, kind=new.kind[:_KIND])
    if not new.authority.strip():
        raise Refusal("order_authority", Kind.INVALID)
    found = _found_now(new.comment)
    now = clock.now()
    received, deadline = _times(new, now)
    tidy = replace(
        new,
        authority=_words(new.authority, "authority", orders.AUTHORITY_LIMIT),
        reference=_words(new.reference, "reference", orders.REFERENCE_LIMIT),
        law=_words(new.law, "law", orders.LAW_LIMIT),
        words=_words(new.words, "words", orders.WORDS_LIMIT),
    )
    alarm = last_alarm(received=received, deadline=deadline, now=now)
    order = keep_order(actor=actor, new=tidy, received=received, deadline=deadline, alarm=alarm)
    if is_pressing(received=received, deadline=deadline, now=now):
        tell_pressing(order=order, people=at_the_desk())
    seal(order=order, copy=sealed_copy(found, since=clock.now()))
    return order


@transaction.atomic
def acknowledge_order(*, actor: Actor, order: str) -> None:
    """Keep that the authority was told its order arrived; raises law_desk_only, order_missing."""
    insist_law_desk(actor)
    if order_named(order) is None:
        raise Refusal("order_missing", Kind.MISSING)
    mark_acknowledged(order=order)


def _found_now(comment: str) -> Detail:
    """Return the comment, its thread locked until the transaction ends: it is sealed as it is."""
    if PUBLIC_ID.fullmatch(comment):
        lock_places(comments=[comment])
    found = comment_for(STAFF, comment)
    if found is None:
        raise Refusal("comment_missing", Kind.MISSING)
    return found


def _times(new: NewOrder, now: datetime) -> tuple[datetime, datetime]:
    """Return when it was received and by when it is due; raises as `take_order`."""
    received = new.received or now
    if not now - LONGEST < received <= now:
        raise Refusal("order_received", Kind.INVALID)
    deadline = new.deadline or received + DUE[new.kind]
    if not received < deadline < now + LONGEST:
        raise Refusal("order_deadline", Kind.INVALID)
    silent = new.silent_until
    if silent is not None and not now < silent < now + LONGEST:
        raise Refusal("order_silence", Kind.INVALID)
    return received, deadline


def _words(raw: str, field: str, limit: int) -> str:
    return accept_text(raw, field=field, limit=limit).strip() if raw.strip() else ""
