"""Ask for an erasure, by oneself or for somebody, and undo it within the day."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from colonnade.kit import clock
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.moderation.ruling import REASON_LIMIT
from colonnade.people.actions.erasing import (
    Wish,
    drop_erasure,
    keep_erasure,
    keep_marked_erasure,
)
from colonnade.people.erasures import Pending, erasure_behind, erasure_marked, erasure_of
from colonnade.people.policy import may_own
from colonnade.people.reading import Actor
from colonnade.people.whom import Whom, whom_of

HOURS = 24
# The record holds names of so many characters.
_NAME = 60


@transaction.atomic
def ask_erase(*, actor: Actor, texts: bool) -> str:
    """Keep that somebody wants to be erased in 24 hours; return the wish's public id.

    `texts`: what she wrote goes too, else her name alone. Raises Refusal sign_in_first,
    erasure_asked or owner_last.
    """
    whom = myself(actor)
    return keep_erasure(whom=whom, wish=Wish(texts=texts, due=_due()))


@transaction.atomic
def ask_erase_for(
    *, actor: Actor, whom: Whom, texts: bool, reason: str, at_once: bool = False
) -> str:
    """Keep that an owner has somebody erased, and why; return the wish's public id.

    She is told by mail, and may undo it within the 24 hours unless it is `at_once`. Raises Refusal
    owners_only, own_account, person_missing, erasure_reason, erasure_asked or owner_last.
    """
    if not may_own(actor):
        raise Refusal("owners_only", Kind.DENIED)
    if whom.sample:
        raise Refusal("person_missing", Kind.MISSING, name=whom.name)
    if actor.person is not None and actor.person == whom.person:
        raise Refusal("own_account", Kind.DENIED)
    wish = _wish_of(actor, texts=texts, reason=reason, at_once=at_once)
    return keep_erasure(whom=whom, wish=wish)


@transaction.atomic
def ask_erase_imported(
    *, actor: Actor, marks: Collection[str], texts: bool, reason: str, at_once: bool = False
) -> str:
    """Keep that an owner has somebody erased whose comments an import brought; return the word.

    `marks` are what says which comments are hers (`people.models.Erasure`). Nobody is told: her
    address of then may be somebody else's by now. Raises Refusal owners_only, erasure_nothing,
    erasure_reason, erasure_asked.
    """
    if not may_own(actor):
        raise Refusal("owners_only", Kind.DENIED)
    if not marks:
        raise Refusal("erasure_nothing", Kind.INVALID)
    wish = _wish_of(actor, texts=texts, reason=reason, at_once=at_once)
    if erasure_marked(marks) is not None:
        raise Refusal("erasure_asked", Kind.CONFLICT)
    return keep_marked_erasure(marks=marks, wish=wish)


def keep_after_all(*, actor: Actor, word: str) -> None:
    """Undo a wish: she herself, or an owner. Raises Refusal erasure_missing, owners_only."""
    found = erasure_of(word)
    if not may_own(actor) and (found is None or myself(actor).word != word):
        raise Refusal("owners_only", Kind.DENIED)
    _drop(found)


def keep_after_all_by_link(*, erasure: str, secret: str) -> None:
    """Undo a wish by the link of the mail; raises Refusal erasure_missing."""
    _drop(erasure_behind(erasure, secret))


def myself(actor: Actor) -> Whom:
    """Return who acts; raises Refusal sign_in_first where it is nobody."""
    found = whom_of(person=actor.person, guest=actor.guest)
    if found is None:
        raise Refusal("sign_in_first", Kind.DENIED)
    return found


def _wish_of(actor: Actor, *, texts: bool, reason: str, at_once: bool) -> Wish:
    if not reason.strip():
        raise Refusal("erasure_reason", Kind.INVALID)
    return Wish(
        texts=texts,
        due=clock.now() if at_once else _due(),
        by=actor.person,
        name=actor.name[:_NAME],
        reason=accept_text(reason, field="reason", limit=REASON_LIMIT),
    )


def _drop(found: Pending | None) -> None:
    if found is None or not drop_erasure(erasure=found.id):
        raise Refusal("erasure_missing", Kind.MISSING)


def _due() -> datetime:
    return clock.now() + timedelta(hours=HOURS)
