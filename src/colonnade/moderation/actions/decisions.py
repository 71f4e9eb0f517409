"""Keep what was decided, and add it to the public log."""

from datetime import datetime

from django.db import transaction

from colonnade.kit import clock, ids
from colonnade.moderation.log.keeping import append, number_of
from colonnade.moderation.models import Decision
from colonnade.moderation.ruling import Ruling
from colonnade.moderation.table import is_logged
from colonnade.people.reading import Actor


@transaction.atomic
def keep_decision(
    *, actor: Actor, ruling: Ruling, moment: datetime | None = None, sample: int | None = None
) -> str:
    """Record what was decided, add it to the public log, and return the record's public id.

    `moment` is when it was decided, now unless told. What is `sample` content stands in no log, and
    its id is the one for this number, the same each time the sample is made.
    """
    created, ground = moment or clock.now(), ruling.ground
    row = Decision.objects.create(
        public_id=ids.new_id() if sample is None else ids.id_from(sample),
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
        batch=ruling.batch,
        person=actor.person,
        name=actor.name,
        role=actor.role,
        created=created,
    )
    if sample is None and is_logged(ruling.act):
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
