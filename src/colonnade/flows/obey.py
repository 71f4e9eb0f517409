"""Carry out an order of an authority, or set it aside: on the record, with a sealed copy."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from colonnade.discussion.actions import Seen, lock_places
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import Detail, comment_for
from colonnade.flows.decide import decide
from colonnade.flows.sealing import sealed_copy, sealed_until
from colonnade.kit import clock
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.moderation.actions.orders import keep_sealed_until, seal, settle_order
from colonnade.moderation.orders import ANSWER_LIMIT, LAW_LIMIT, REMOVE
from colonnade.moderation.reading import latest_ruling
from colonnade.moderation.reading.orders import (
    OrderSeen,
    insist_law_desk,
    order_named,
    sealed_body,
)
from colonnade.moderation.ruling import Ground, Part
from colonnade.people.reading import Actor

_STANDING = ("visible", "held")


@dataclass(frozen=True, slots=True)
class Obeyed:
    """What an order came to: `decision` is the removal, '' where there was nothing to remove."""

    decision: str


@transaction.atomic
def obey(*, actor: Actor, order: str, answer: str = "", seen: Seen | None = None) -> Obeyed:
    """Carry an order out: remove the comment where that was ordered, and seal it as it was.

    The writer is told with reasons, unless the order forbids it for a time. A comment that is
    removed already, or erased, stays as it is: the order is settled all the same. `answer` is what
    was done or handed over, in words. Raises Refusal law_desk_only, order_missing, order_settled,
    comment_missing (its thread was deleted), comment_changed and comment_reworded.
    """
    insist_law_desk(actor)
    wanted = _open(order)
    words = _answer(answer)
    lock_places(comments=[wanted.subject])
    found = comment_for(STAFF, wanted.subject)
    if found is None:
        # What came with an import can be taken back whole: then the sealed copy is all there is.
        settle_order(order=order, answer=words or _("The comment is gone."), told=True)
        return Obeyed("")
    if seen is not None and seen.visibility != found.visibility:
        raise Refusal("comment_changed", Kind.CONFLICT, state=found.visibility)
    if found.visibility != "deleted":
        # One that its writer deleted since holds nothing any more: the first copy stays.
        _seal_anew(order, found)
    decision = ""
    if wanted.kind == REMOVE and found.visibility in _STANDING:
        decision = _remove(actor, wanted, found, seen)
    elif wanted.kind == REMOVE and not words:
        words = _("It was removed already.")
    silent = bool(decision) and _is_silent(wanted)
    settle_order(order=order, answer=words, decision=decision, told=not silent)
    return Obeyed(decision)


@transaction.atomic
def set_aside(*, actor: Actor, order: str, answer: str) -> None:
    """Settle an order without carrying it out, for a reason that is kept with it.

    Raises Refusal law_desk_only, order_missing, order_settled, order_answer.
    """
    insist_law_desk(actor)
    _open(order)
    if not answer.strip():
        raise Refusal("order_answer", Kind.INVALID)
    settle_order(order=order, answer=_answer(answer), aside=True, told=True)


def _seal_anew(order: str, found: Detail) -> None:
    """Seal the comment as it is now, with what the first copy holds.

    The law does not wait for one that cannot be opened now: it stays, as long as a new one would.
    """
    try:
        before = sealed_body(order)
    except Refusal:
        keep_sealed_until(order=order, until=sealed_until(clock.now()))
        return
    seal(order=order, copy=sealed_copy(found, since=clock.now(), before=before))


def _remove(actor: Actor, wanted: OrderSeen, found: Detail, seen: Seen | None) -> str:
    """Remove the comment in the one way of decisions; return the decision's public id."""
    silent = _is_silent(wanted)
    # Readers, and she who wrote it, see this in its place; it must not tell what may not be told.
    shown = _("It was removed by those who answer for this site.") if silent else ""
    decide(
        # Who has the law desk carries orders out whatever section they are about.
        actor=replace(actor, sections=frozenset()),
        comment=found.id,
        act="remove",
        reason=shown,
        ground=Ground(law=_law_of(wanted), facts=_facts_of(wanted)),
        seen=seen or Seen(found.visibility, found.revision),
        part=Part(silent=silent),
    )
    return latest_ruling(found.id)


def _law_of(wanted: OrderSeen) -> str:
    named = wanted.law or _("Order of an authority: %(authority)s") % {
        "authority": wanted.authority
    }
    return named[:LAW_LIMIT]


def _facts_of(wanted: OrderSeen) -> str:
    facts = _("An authority ordered it: %(authority)s.") % {"authority": wanted.authority}
    if wanted.reference:
        facts += " " + _("Its reference: %(reference)s.") % {"reference": wanted.reference}
    return facts


def _is_silent(wanted: OrderSeen) -> bool:
    return wanted.silent_until is not None and wanted.silent_until > clock.now()


def _open(order: str) -> OrderSeen:
    found = order_named(order)
    if found is None:
        raise Refusal("order_missing", Kind.MISSING)
    if not found.is_open:
        raise Refusal("order_settled", Kind.CONFLICT)
    return found


def _answer(raw: str) -> str:
    return accept_text(raw, field="answer", limit=ANSWER_LIMIT).strip() if raw.strip() else ""
