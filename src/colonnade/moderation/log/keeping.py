"""Add to the log; nothing else writes to it but what takes old detail away."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction

from colonnade.kit.keys import LOG
from colonnade.moderation.log.chain import BEGINNING, head_after, leaf_of
from colonnade.moderation.models import LogEntry, LogHead
from colonnade.outbox.actions import spoil

Detail = Mapping[str, str | int | bool]


def append(*, detail: Detail, moment: datetime, decision: str = "") -> int:
    """Add an entry in the transaction now open and return its number.

    Its time is kept to the hour: the log does not tell when exactly somebody was at work. Raises
    RuntimeError outside a transaction: an entry without its decision would be a rumor.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an entry is added in the transaction of its decision")
    last = lock_log()
    number, salt = last.number + 1, secrets.token_hex(16)
    hour = moment.replace(minute=0, second=0, microsecond=0)
    whole = {**detail, "number": number, "hour": hour.strftime("%Y-%m-%dT%HZ")}
    leaf = leaf_of(whole, salt)
    head = head_after(last.head, number, leaf)
    LogEntry.objects.create(
        number=number,
        hour=hour,
        act=str(detail["act"]),
        rule=int(detail.get("rule", 0)),
        began=_began(detail),
        count=int(detail.get("count", 1)),
        detail=whole,
        salt=salt,
        leaf=leaf,
        head=head,
        decision=decision,
    )
    LogHead.objects.filter(pk=1).update(number=number, head=head)
    spoil(LOG)
    return number


def lock_log() -> LogHead:
    """Lock the log's one head until the transaction ends, and return it.

    Everybody who adds waits for it: entries have numbers without gaps. Before it come persons and
    threads, after it what a decision settles (cases, claims, appeals, switches).
    """
    LogHead.objects.get_or_create(pk=1, defaults={"number": 0, "head": BEGINNING})
    return LogHead.objects.select_for_update().get(pk=1)


@transaction.atomic
def fade(*, before: datetime) -> int:
    """Take the detail from entries older than `before`; their digests stay. Return how many.

    In the order of the log: no entry has none while an older one has.
    """
    last = LogEntry.objects.filter(hour__lt=before).order_by("-hour", "-number").first()
    if last is None or not last.salt:
        return 0
    young = LogEntry.objects.filter(hour__gte=before).order_by("number").values_list("number")
    first = young.first()
    old = LogEntry.objects.exclude(salt="")
    old = old.filter(number__lt=first[0]) if first else old
    count = old.update(detail=None, salt="")
    if count:
        spoil(LOG)
    return count


def _began(detail: Detail) -> str:
    """Return from what a decision came: nobody's word, a reader's, or the staff's own finding."""
    return "automated" if detail.get("by") == "automation" else str(detail.get("from", "own"))


def number_of(decision: str) -> int:
    """Return the number of a decision's entry, 0 where it has none."""
    rows = LogEntry.objects.filter(decision=decision) if decision else LogEntry.objects.none()
    return rows.values_list("number", flat=True).first() or 0


def keep_mailed(*, number: int, moment: datetime) -> None:
    """Keep that the owners were told of the head of this number."""
    LogHead.objects.filter(pk=1).update(mailed_number=number, mailed=moment)
