"""Do what a client asks for once, however often she sends it: her key tells."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from colonnade.moderation.actions import begin_once, end_once
from colonnade.people.reading import Actor


@transaction.atomic
def once(*, actor: Actor, key: UUID, asked: str, act: Callable[[], str]) -> str:
    """Carry out `act` and return what it returned (a public id, or ''); not a second time.

    `asked` is the whole of what was asked for, in one form. Raises Refusal key_taken where it is
    something else than before, and what the act raises: then nothing was done, and the key is free.
    """
    before = begin_once(actor=actor, key=str(key), asked=asked)
    if before is not None:
        return before
    answer = act()
    end_once(actor=actor, key=str(key), answer=answer)
    return answer
