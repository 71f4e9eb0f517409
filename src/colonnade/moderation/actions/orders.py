"""Keep orders of authorities, what is sealed for them, and who looked at it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from colonnade.kit import clock
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.events import OrderPressing
from colonnade.moderation.models import Access, LawDuty, Order, Sealed
from colonnade.moderation.orders import Copy, NewOrder
from colonnade.moderation.seals import Label, Locked, lock, own_key, unlock
from colonnade.outbox.actions import record
from colonnade.people.reading import Actor


def keep_order(
    *,
    actor: Actor,
    new: NewOrder,
    received: datetime,
    deadline: datetime,
    alarm: datetime | None = None,
) -> str:
    """Keep an order that came in, and return its public id; `alarm`: see the model."""
    row = Order.objects.create(
        authority=new.authority,
        reference=new.reference,
        kind=new.kind,
        subject=new.comment,
        law=new.law,
        words=new.words,
        received=received,
        deadline=deadline,
        alarm=alarm,
        silent_until=new.silent_until,
        person=actor.person,
        name=actor.name,
    )
    return row.public_id


def tell_pressing(*, order: str, people: Iterable[int]) -> None:
    """Have each of these told by mail, once, that an order presses: in the transaction now open."""
    for person in people:
        record(OrderPressing(order, person))


@transaction.atomic
def ring_again(*, order: str, people: Iterable[int]) -> bool:
    """Have them told for the last time; return whether that was still to be done."""
    due = Order.objects.filter(public_id=order, acted=None, alarm__lte=clock.now())
    if not due.update(alarm=None):
        return False
    tell_pressing(order=order, people=people)
    return True


def mark_acknowledged(*, order: str) -> None:
    """Keep that the authority was told its order arrived; the first time counts."""
    Order.objects.filter(public_id=order, acknowledged=None).update(acknowledged=clock.now())


@transaction.atomic
def settle_order(
    *, order: str, answer: str, decision: str = "", aside: bool = False, told: bool = False
) -> None:
    """Keep that an order was carried out or set aside; raises Refusal order_settled: once.

    `decision` is what it came to, `told`: there is nobody left to be told of it.
    """
    now = clock.now()
    changed = Order.objects.filter(public_id=order, acted=None).update(
        acted=now, answer=answer, decision=decision, aside=aside, told=now if told else None
    )
    if not changed:
        raise Refusal("order_settled", Kind.CONFLICT)
    mark_acknowledged(order=order)


def mark_order_told(*, order: str) -> None:
    """Keep that the writer was told of what an order came to."""
    Order.objects.filter(public_id=order, told=None).update(told=clock.now())


@transaction.atomic
def seal(*, order: str, copy: Copy) -> None:
    """Lock a copy away for an order, in the place of the one before."""
    row = Order.objects.select_for_update().get(public_id=order)
    locked = lock(copy.body, Label(order, row.subject, copy.digest))
    values = {"key": locked.key, "body": locked.body, "digest": copy.digest, "until": copy.until}
    fixed = {"subject": row.subject, "created": clock.now()}
    Sealed.objects.update_or_create(order=row, defaults=values | fixed)
    Order.objects.filter(pk=row.pk).update(sealed=copy.digest)


def keep_sealed_until(*, order: str, until: datetime) -> None:
    """Let an order's sealed copy be kept until then, as it is."""
    Sealed.objects.filter(order__public_id=order).update(until=until)


def seal_anew() -> int:
    """Lock under the site's secret what one that it had before still opens; return how many.

    What opens with none of them stays as it is.
    """
    others = Sealed.objects.exclude(key=own_key()).select_related("order")
    return sum(_seal_anew(row) for row in list(others))


def _seal_anew(row: Sealed) -> int:
    label = Label(row.order.public_id, row.subject, row.digest)
    try:
        locked = lock(unlock(Locked(row.key, row.body), label), label)
    except Refusal:
        return 0
    # Only as it was read: `seal` may have laid another in its place meanwhile.
    same = Sealed.objects.filter(pk=row.pk, key=row.key, digest=row.digest)
    return same.update(key=locked.key, body=locked.body)


def end_sealed() -> int:
    """Delete the sealed copies whose time is over; return how many."""
    gone, _ = Sealed.objects.filter(until__lte=clock.now()).delete()
    return gone


@transaction.atomic
def break_seal(*, actor: Actor, order: str, why: str) -> None:
    """Write down who looks at a sealed copy, and why; raises Refusal sealed_missing."""
    copy = Sealed.objects.filter(order__public_id=order, until__gt=clock.now()).first()
    if copy is None or actor.person is None:
        raise Refusal("sealed_missing", Kind.MISSING)
    Access.objects.create(order_id=copy.order_id, person=actor.person, name=actor.name, why=why)


def set_law_duty(*, person: int, on: bool) -> None:
    """Give one of the staff the law desk, or take it from her."""
    if on:
        LawDuty.objects.get_or_create(person=person)
    else:
        LawDuty.objects.filter(person=person).delete()
