"""Orders of authorities and what is kept for them: for those who have the law desk."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from colonnade.kit import clock
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.models import Access, LawDuty, Order, Sealed
from colonnade.moderation.seals import Label, Locked, own_key, unlock
from colonnade.people.policy import may_moderate, may_own
from colonnade.people.reading import Actor

ORDERS_SIZE = 50


@dataclass(frozen=True, slots=True)
class OrderSeen:
    """An order. `kept_until` is when its sealed copy ends, None where there is none (any more)."""

    id: str
    authority: str
    reference: str
    kind: str
    subject: str
    law: str
    words: str
    received: datetime
    deadline: datetime
    acknowledged: datetime | None
    acted: datetime | None
    aside: bool
    answer: str
    silent_until: datetime | None
    told: datetime | None
    decision: str
    sealed: str
    name: str
    kept_until: datetime | None

    @property
    def is_open(self) -> bool:
        """Return whether it is neither carried out nor set aside."""
        return self.acted is None

    def is_late(self, now: datetime) -> bool:
        """Return whether it should have been carried out by now."""
        return self.is_open and self.deadline <= now


@dataclass(frozen=True, slots=True)
class Look:
    """That somebody looked at a sealed copy, and why."""

    name: str
    why: str
    created: datetime


@dataclass(frozen=True, slots=True)
class SealedStates:
    """How many sealed copies open with the site's secret, how many with one that it had before.

    And the orders (public ids) whose copies open with neither, or are not what was sealed.
    """

    own: int
    former: int
    foreign: list[str]
    broken: list[str]


_ORDER = (
    *("public_id", "authority", "reference", "kind", "subject", "law", "words", "received"),
    *("deadline", "acknowledged", "acted", "aside", "answer", "silent_until", "told"),
    *("decision", "sealed", "name", "copy__until"),
)


def is_held(comment: str) -> bool:
    """Return whether a comment (public id) is kept under the law, whoever erases it (two queries).

    A sealed copy of it is there whose time is not over, or an order about it is still to be
    carried out.
    """
    kept = Sealed.objects.filter(subject=comment, until__gt=clock.now())
    return kept.exists() or Order.objects.filter(subject=comment, acted=None).exists()


def has_law_desk(actor: Actor) -> bool:
    """Return whether the actor has the law desk: owners, and staff to whom one gave it.

    One query, none for owners and for whoever is not of the staff.
    """
    if may_own(actor):
        return True
    if actor.person is None or not may_moderate(actor):
        return False
    return LawDuty.objects.filter(person=actor.person).exists()


def insist_law_desk(actor: Actor) -> None:
    """Raise Refusal law_desk_only where the actor does not have the law desk."""
    if not has_law_desk(actor):
        raise Refusal("law_desk_only", Kind.DENIED)


def law_duties() -> frozenset[int]:
    """Return who has the law desk besides the owners (one query)."""
    return frozenset(LawDuty.objects.values_list("person", flat=True))


def order_named(public_id: str) -> OrderSeen | None:
    """Return an order, or None (one query)."""
    return next(iter(_seen(Order.objects.filter(public_id=public_id))), None)


def open_orders() -> list[OrderSeen]:
    """Return what is to be carried out, the one due first first (one query)."""
    return _seen(Order.objects.filter(acted=None).order_by("deadline", "pk"))


def settled_orders(page: int = 1) -> list[OrderSeen]:
    """Return a page of what is settled, newest first; one more than a page holds (one query)."""
    skip = (page - 1) * ORDERS_SIZE
    rows = Order.objects.exclude(acted=None).order_by("-acted", "-pk")
    return _seen(rows[skip : skip + ORDERS_SIZE + 1])


def overdue_orders() -> list[OrderSeen]:
    """Return what should have been carried out by now, the longest due first (one query)."""
    rows = Order.objects.filter(acted=None, deadline__lte=clock.now())
    return _seen(rows.order_by("deadline", "pk"))


def alarms_due() -> list[str]:
    """Return the orders (public ids) of which somebody must be told again now (one query)."""
    rows = Order.objects.filter(acted=None, alarm__lte=clock.now())
    return list(rows.order_by("alarm", "pk").values_list("public_id", flat=True))


def orders_about(comment: str) -> list[OrderSeen]:
    """Return the orders about a comment, newest first (one query)."""
    return _seen(Order.objects.filter(subject=comment).order_by("-pk"))


def silences_over() -> list[OrderSeen]:
    """Return the orders whose writers may be told from now on, and are not yet (one query)."""
    rows = Order.objects.filter(told=None, silent_until__lte=clock.now()).exclude(decision="")
    return _seen(rows.order_by("pk"))


def looks_at(order: str) -> list[Look]:
    """Return who looked at an order's sealed copy, newest first (one query)."""
    rows = Access.objects.filter(order__public_id=order).order_by("-pk")
    return [Look(*values) for values in rows.values_list("name", "why", "created")]


def sealed_body(order: str) -> str | None:
    """Return a sealed copy, opened, None where there is none. Raises as `seals.unlock`.

    For `flows.unseal`, which shows it to nobody before it wrote down who looks, and for
    `flows.obey`, which seals it anew.
    """
    rows = Sealed.objects.filter(order__public_id=order, until__gt=clock.now())
    found = rows.values_list("key", "body", "subject", "digest").first()
    if found is None:
        return None
    key, body, subject, digest = found
    return unlock(Locked(key, body), Label(order, subject, digest))


def sealed_states() -> SealedStates:
    """Return how the sealed copies are: each is opened, and nobody sees it (one query)."""
    states: dict[str, list[str]] = {"": [], "former": [], "sealed_key": [], "sealed_broken": []}
    own = own_key()
    rows = Sealed.objects.order_by("pk")
    for order, *locked, subject, digest in rows.values_list(
        "order__public_id", "key", "body", "subject", "digest"
    ):
        state = "" if locked[0] == own else "former"
        try:
            unlock(Locked(*locked), Label(order, subject, digest))
        except Refusal as refusal:
            state = refusal.code
        states[state].append(order)
    return SealedStates(
        own=len(states[""]),
        former=len(states["former"]),
        foreign=states["sealed_key"],
        broken=states["sealed_broken"],
    )


def _seen(rows: "QuerySet[Order]") -> list[OrderSeen]:
    return [OrderSeen(*values) for values in rows.values_list(*_ORDER)]
