"""Look at a sealed copy: not before it is written down who does, and why."""

from django.db import transaction

from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.moderation.actions.orders import break_seal
from colonnade.moderation.orders import WHY_LIMIT
from colonnade.moderation.reading.orders import insist_law_desk, sealed_body
from colonnade.people.reading import Actor


def unseal(*, actor: Actor, order: str, why: str) -> str:
    """Return a sealed copy (JSON), after an access with name and reason is kept for good.

    Raises Refusal law_desk_only, unseal_why, sealed_missing (none, or its time is over), sealed_key
    and sealed_broken: what cannot be opened was looked at by nobody.
    """
    insist_law_desk(actor)
    if not why.strip():
        raise Refusal("unseal_why", Kind.INVALID)
    words = accept_text(why, field="why", limit=WHY_LIMIT).strip()
    with transaction.atomic():
        body = sealed_body(order)
        if body is None:
            raise Refusal("sealed_missing", Kind.MISSING)
        break_seal(actor=actor, order=order, why=words)
    return body
