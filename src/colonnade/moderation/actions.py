"""Keep decisions, policy versions and traces of postings."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from colonnade.kit import clock, ids
from colonnade.kit.keys import POLICY
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.moderation.models import Decision, PolicyVersion, Trace
from colonnade.outbox.actions import spoil
from colonnade.outbox.rows import insert
from colonnade.people.reading import Actor

POLICY_LIMIT = 50_000
_BATCH = 5_000


def keep_decision(
    *,
    actor: Actor,
    subject: str,
    act: str,
    states: tuple[str, str],
    reason: str,
    moment: datetime | None = None,
) -> None:
    """Record one act on a comment (`subject` is its public id), from one state to another.

    `moment` is when it was decided, now unless told.
    """
    Decision.objects.create(
        subject=subject,
        act=act,
        before=states[0],
        after=states[1],
        reason=reason,
        person=actor.person,
        name=actor.name,
        role=actor.role,
        created=moment or clock.now(),
    )


@transaction.atomic
def publish_policy(*, source: str, author: str, after: int | None = None) -> int:
    """Publish a new version of the moderation policy (Markdown) and return its number.

    `after` is the version it was written from. Raises Refusal policy_elsewhere where another
    one came in between.
    """
    text = accept_text(source, field="policy", limit=POLICY_LIMIT)
    last = PolicyVersion.objects.aggregate(last=Max("number"))["last"] or 0
    if after not in {None, last}:
        raise Refusal("policy_elsewhere", Kind.CONFLICT, number=last)
    try:
        with transaction.atomic():
            row = PolicyVersion.objects.create(number=last + 1, source=text, author=author)
            spoil(POLICY)
    except IntegrityError as error:
        raise Refusal("policy_elsewhere", Kind.CONFLICT, number=last + 1) from error
    return row.number


def keep_trace(*, actor: Actor, thread: int) -> None:
    """Remember that somebody posted, for the limits; the address only as a keyed digest."""
    digest = address_digest(actor.address)
    insert(Trace, address=digest, person=actor.person, thread=thread, created=clock.now())


def address_digest(address: str) -> str:
    """Return what is kept of a visitor's address: a digest that only this site can make."""
    return ids.token_from(str(settings.SECRET_KEY), "address", address)


def sweep_traces() -> None:
    """Forget traces older than an hour."""
    Trace.objects.filter(created__lt=clock.now() - timedelta(hours=1)).delete()


@transaction.atomic
def forget_subjects(*, subjects: Sequence[str], threads: Sequence[int]) -> None:
    """Forget all decisions on these comments and threads (public ids), and traces in `threads`
    (primary keys): only for sample content, of which nobody needs a record.
    """
    for start in range(0, len(subjects), _BATCH):
        Decision.objects.filter(subject__in=subjects[start : start + _BATCH]).delete()
    Trace.objects.filter(thread__in=threads).delete()
