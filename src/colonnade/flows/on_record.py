"""Keep a decision about somebody and tell her: one act, so that neither is without the other."""

from colonnade.flows.state_reasons import state_reasons
from colonnade.moderation.actions import keep_decision, turn_case
from colonnade.moderation.ruling import Ruling
from colonnade.people.reading import Actor


def put_on_record(*, actor: Actor, ruling: Ruling, person: int | None, guest: int | None) -> str:
    """Keep the decision, state its reasons to the one it meets, and return its public id.

    Who reported what it takes back is told, too, but while an authority forbids that.

    Raises RuntimeError outside a transaction.
    """
    decision = keep_decision(actor=actor, ruling=ruling)
    state_reasons(decision=decision, ruling=ruling, person=person, guest=guest)
    if ruling.undoes and not ruling.silent:
        turn_case(decision=ruling.undoes, ruling=decision)
    return decision
