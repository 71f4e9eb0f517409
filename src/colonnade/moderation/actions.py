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
from colonnade.moderation.log.keeping import append, number_of
from colonnade.moderation.models import Decision, PolicyVersion, Trace
from colonnade.moderation.ruling import Ruling
from colonnade.moderation.table import is_logged
from colonnade.outbox.actions import spoil
from colonnade.outbox.rows import insert
from colonnade.people.reading import Actor

POLICY_LIMIT = 50_000
_BATCH = 5_000


@transaction.atomic
def keep_decision(
    *, actor: Actor, ruling: Ruling, moment: datetime | None = None, logged: bool = True
) -> str:
    """Record what was decided, add it to the public log, and return the record's public id.

    `moment` is when it was decided, now unless told. Sample content is not `logged`.
    """
    created, ground = moment or clock.now(), ruling.ground
    row = Decision.objects.create(
        kind=ruling.kind,
        subject=ruling.subject,
        act=ruling.act,
        before=ruling.before,
        after=ruling.after,
        reason=ruling.reason,
        rule=ground.rule,
        policy=ground.policy,
        law=ground.law,
        facts=ground.facts,
        notice=ground.notice,
        automated=ground.automated,
        section=ruling.section,
        until=ruling.until,
        count=ruling.count,
        undoes=ruling.undoes,
        person=actor.person,
        name=actor.name,
        role=actor.role,
        created=created,
    )
    if logged and is_logged(ruling.act):
        append(detail=_for_the_log(actor, ruling), moment=created, decision=row.public_id)
    return row.public_id


def _for_the_log(actor: Actor, ruling: Ruling) -> dict[str, str | int | bool]:
    """Return what the public may know: no name and nobody's words."""
    ground = ruling.ground
    return {
        "act": ruling.act,
        "on": ruling.kind,
        "rule": ground.rule,
        "policy": ground.policy,
        "law": ground.law,
        "by": "automation" if ground.automated else actor.role,
        "from": "report" if ground.notice else "own",
        "section": ruling.section,
        "until": ruling.until.strftime("%Y-%m-%d") if ruling.until else "",
        "count": ruling.count,
        "undoes": number_of(ruling.undoes),
    }


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
