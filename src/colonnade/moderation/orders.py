"""Orders of authorities: what they may ask, and by when they are due. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

REMOVE, INFORM, PRESERVE = "remove", "inform", "preserve"
KINDS = (REMOVE, INFORM, PRESERVE)
# By when an order is due that names no time itself.
DUE = {REMOVE: timedelta(hours=1), INFORM: timedelta(days=1), PRESERVE: timedelta(days=1)}
# An order that is due within less is told by mail to those who have the desk.
PRESSING = timedelta(days=1)
# They are told again when so small a part of its time is left.
LAST_PART = 4
# No order is older than this, or due later.
LONGEST = timedelta(days=3_650)

AUTHORITY_LIMIT = 200
REFERENCE_LIMIT = 100
LAW_LIMIT = 200
WORDS_LIMIT = 4000
ANSWER_LIMIT = 1000
WHY_LIMIT = 300


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An order as it is entered; `comment` is a public id.

    `received` None: now; `deadline` None: what `DUE` says from then on. `silent_until`: it forbids
    telling the writer until then.
    """

    authority: str
    kind: str
    comment: str
    reference: str = ""
    law: str = ""
    words: str = ""
    received: datetime | None = None
    deadline: datetime | None = None
    silent_until: datetime | None = None


def is_pressing(*, received: datetime, deadline: datetime, now: datetime) -> bool:
    """Return whether it gave less than a day, or was entered when half a day was left of more."""
    return deadline - received < PRESSING or deadline - now < PRESSING / 2


def last_alarm(*, received: datetime, deadline: datetime, now: datetime) -> datetime | None:
    """Return when a quarter of a pressing order's time is left; None where that is over."""
    moment = deadline - (deadline - received) / LAST_PART
    pressing = is_pressing(received=received, deadline=deadline, now=now)
    return moment if pressing and moment > now else None


@dataclass(frozen=True, slots=True)
class Copy:
    """What is laid away under seal: JSON, its digest (SHA-256), and until when."""

    body: str
    digest: str
    until: datetime
