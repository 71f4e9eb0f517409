"""Keep statements of reasons, and requests to decide again."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import Case, Q, When

from colonnade.kit import clock
from colonnade.kit.keys import LOG
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.appeals import GONE, OPEN, due_of
from colonnade.moderation.events import AppealDecided, ReasonsStated
from colonnade.moderation.models import Appeal, Statement
from colonnade.outbox.actions import record, spoil
from colonnade.people.reading import Actor
from colonnade.people.whom import whose


def keep_statement(*, decision: str, person: int | None, guest: int | None, mail: bool) -> None:
    """Keep, in the decision's transaction, that it is told to whom it meets; `mail`: by mail too.

    Raises RuntimeError outside a transaction: nobody is restricted without being told.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a statement is kept in the transaction of its decision")
    Statement.objects.create(decision=decision, person=person, guest=guest)
    if mail and person is not None:
        record(ReasonsStated(decision))


def mark_seen(*, decision: str) -> None:
    """Keep when she opened it first."""
    Statement.objects.filter(decision=decision, seen=None).update(seen=clock.now())


def mark_mailed(*, decision: str) -> None:
    """Keep that the mail went."""
    Statement.objects.filter(decision=decision).update(mailed=clock.now())


@dataclass(frozen=True, slots=True)
class NewAppeal:
    """Who objects, to what, and in which words; `by` is one of `appeals.SIDES`."""

    decision: str
    by: str
    words: str
    person: int | None = None
    guest: int | None = None
    report: str = ""


def keep_appeal(*, new: NewAppeal) -> str:
    """Keep an appeal and return its public id; raises Refusal appeal_made where there is one."""
    now = clock.now()
    try:
        with transaction.atomic():
            row = Appeal.objects.create(
                decision=new.decision,
                by=new.by,
                person=new.person,
                guest=new.guest,
                report=new.report,
                words=new.words,
                created=now,
                due=due_of(now),
            )
            spoil(LOG)  # its numbers of the year
    except IntegrityError as error:
        raise Refusal("appeal_made", Kind.CONFLICT) from error
    return row.public_id


def end_appeals(*, decision: str, ruling: str) -> None:
    """Settle what was open about a decision that another one, `ruling`, has taken back."""
    found = Appeal.objects.filter(decision=decision, state=OPEN)
    found.update(state=GONE, decided=clock.now(), ruling=ruling)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an appeal: `upheld` or `reversed`, why, and the minutes that it took.

    `ruling` is the decision that carried a reversal out.
    """

    verdict: str
    reasons: str
    minutes: int = 0
    ruling: str = ""


@transaction.atomic
def settle_appeal(*, appeal: str, actor: Actor, answer: Answer) -> datetime:
    """Keep the answer and tell who objected; raises Refusal appeal_decided: the first one counts.

    One that its own reversal has just ended is open to this answer. Others of the same side on the
    same decision are one case with it: they get the same answer; its minutes count once.
    """
    now = clock.now()
    waiting = Q(state=OPEN)
    if answer.ruling:
        waiting |= Q(state=GONE, ruling=answer.ruling)
    found = Appeal.objects.filter(waiting, public_id=appeal).values("decision", "by").first()
    if found is None:
        raise Refusal("appeal_decided", Kind.CONFLICT)
    rows = Appeal.objects.select_for_update().filter(waiting, **found).order_by("pk")
    joined = list(rows.values_list("public_id", flat=True))
    changed = Appeal.objects.filter(waiting, public_id__in=joined).update(
        state=answer.verdict,
        decided=now,
        decider=actor.person,
        decider_name=actor.name,
        decider_role=actor.role,
        reasons=answer.reasons,
        minutes=Case(When(public_id=appeal, then=answer.minutes), default=0),
        ruling=answer.ruling,
    )
    # Somebody else may have been faster meanwhile: all or none are hers.
    if changed != len(joined):
        raise Refusal("appeal_decided", Kind.CONFLICT)
    for one in joined:
        record(AppealDecided(one), spoils=(LOG,))
    return now


def forget_appellant(*, person: int | None = None, guest: int | None = None) -> None:
    """Take somebody's words and her id from appeals, and her id from statements; counts stay."""
    hers = whose(person, guest)
    Appeal.objects.filter(hers).update(person=None, guest=None, words="")
    Statement.objects.filter(hers).update(person=None, guest=None)
