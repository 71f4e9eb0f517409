"""Say yes or no to what an import only guesses, and take the word back."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from colonnade.discussion.actions import (
    RevisedComment,
    difference,
    lock_places,
    lock_threads,
    move,
    put_back,
    revise_loaded,
    standing_of,
)
from colonnade.discussion.marks import INFERRED, marks_from, stored
from colonnade.discussion.reading import comment_for, commenting_of
from colonnade.discussion.reading.loaded import marks_and_parent
from colonnade.flows.decidable import decidable_thread
from colonnade.flows.manage_thread import manage_thread
from colonnade.kit import clock
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.policy import insist_may_moderate
from colonnade.people.reading import Actor
from colonnade.transfer.cutting import Piece, cut, join
from colonnade.transfer.models import Known, Offer


@transaction.atomic
def take_offer(*, actor: Actor, offer: int) -> None:
    """Let an offer hold: set the rule, hang the comment there, or cut the text as proposed.

    Raises Refusal moderators_only, offer_missing, offer_decided and those of the act itself.
    """
    row = _open(actor, offer)
    if row.kind == "commenting":
        _set_rule(actor, row, str(row.value["commenting"]))
    elif row.kind == "parent":
        _hang(actor, row)
    else:
        pieces = [(start, end, author) for start, end, author, _ in row.value["cuts"]]
        row.value["done"] = _cut(row.comment, pieces)
    _decide(actor, row, "taken")


@transaction.atomic
def decline_offer(*, actor: Actor, offer: int) -> None:
    """Say no to an offer; raises Refusal moderators_only, offer_missing, offer_decided."""
    _decide(actor, _open(actor, offer), "declined")


@transaction.atomic
def reopen_offer(*, actor: Actor, offer: int) -> None:
    """Take back what was said to an offer, and what followed from it.

    Raises Refusal moderators_only, offer_missing, offer_open, and cut_answered where something
    has happened to the comments that a text was cut into.
    """
    row = _found(actor, offer)
    if row.state == "open":
        raise Refusal("offer_open", Kind.CONFLICT)
    if row.state == "taken":
        _take_back(actor, row)
    row.value.pop("done", None)
    row.state, row.person_id, row.decided = "open", None, None
    row.save()


@transaction.atomic
def cut_text(*, actor: Actor, comment: str, pieces: Sequence[tuple[int, int, str]]) -> list[str]:
    """Make of a text whose authors and borders were unknown one comment for each piece.

    A piece is text[start:end] and its author's name, "" where that stays unknown. Return the
    public ids. The whole stays, removed, so that it can be had again. Raises Refusal
    moderators_only, comment_missing, cut_invalid, name_too_long.
    """
    row = _cut_offer(actor, comment)
    if row.state == "taken":
        raise Refusal("offer_decided", Kind.CONFLICT)
    row.value["done"] = _cut(comment, pieces)
    _decide(actor, row, "taken")
    return list(row.value["done"]["pieces"])


@transaction.atomic
def uncut_text(*, actor: Actor, comment: str) -> None:
    """Make one text again of what was cut; raises as `reopen_offer`, and comment_missing."""
    reopen_offer(actor=actor, offer=_cut_offer(actor, comment).pk)


def _found(actor: Actor, offer: int) -> Offer:
    insist_may_moderate(actor)
    # Its discussion first, as undoing the run does, and others who guess about the same comment.
    lock_threads(threads=list(Offer.objects.filter(pk=offer).values_list("thread", flat=True)))
    row = Offer.objects.select_for_update().filter(pk=offer).first()
    if row is None:
        raise Refusal("offer_missing", Kind.MISSING)
    return row


def _open(actor: Actor, offer: int) -> Offer:
    row = _found(actor, offer)
    if row.state != "open":
        raise Refusal("offer_decided", Kind.CONFLICT)
    return row


def _decide(actor: Actor, row: Offer, state: str) -> None:
    row.state, row.person_id, row.decided = state, actor.person, clock.now()
    row.save()


def _take_back(actor: Actor, row: Offer) -> None:
    done = row.value["done"]
    if row.kind == "commenting":
        _set_rule(actor, row, done["before"])
    elif row.kind == "cut":
        join(comment=row.comment, done=done)
    elif standing_of(row.thread).digest == done["after"]:
        revise_loaded(comment=row.comment, revised=RevisedComment(marks=done["marks"]))
        put_back(thread=row.thread, before=done["standing"])
    else:
        move(comment=row.comment, parent=done["parent"], marks=done["marks"])


def _set_rule(actor: Actor, row: Offer, commenting: str) -> None:
    found = decidable_thread(actor, row.thread)
    row.value["done"] = {"before": commenting_of(found)}
    manage_thread(actor=actor, thread=row.thread, closed=found.closed, commenting=commenting)


def _hang(actor: Actor, row: Offer) -> None:
    """Hang a comment where it seems to belong; another guess about it that held before does not."""
    others = Offer.objects.filter(kind="parent", comment=row.comment, state="taken")
    for other in others.exclude(pk=row.pk):
        _take_back(actor, other)
        other.value.pop("done")
        _decide(actor, other, "declined")
    before = standing_of(row.thread)
    marks, parent = marks_and_parent(row.comment)
    inferred = stored([*marks_from(marks), INFERRED])
    move(comment=row.comment, parent=str(row.value["parent"]), marks=inferred)
    after = standing_of(row.thread)
    row.value["done"] = {
        "parent": parent,
        "marks": marks,
        "standing": difference(before, after),
        "after": after.digest,
    }


def _cut_offer(actor: Actor, comment: str) -> Offer:
    """Return the offer to cut this text, made where the source proposed nothing."""
    insist_may_moderate(actor)
    lock_places(comments=[comment])
    rows = Offer.objects.select_for_update().filter(kind="cut", comment=comment)
    row = rows.order_by("-pk").first()
    if row is not None:
        return row
    known = Known.objects.filter(kind="comment", target=comment).first()
    whole = comment_for(actor, comment)
    if known is None or whole is None:
        raise Refusal("comment_missing", Kind.MISSING)
    return Offer(
        run=known.run, kind="cut", comment=comment, value={"cuts": []}, thread=whole.thread
    )


def _cut(comment: str, pieces: Sequence[tuple[int, int, str]]) -> dict[str, Any]:
    note = gettext("Its text was cut into the comments that it held.")
    return cut(comment=comment, pieces=[Piece(*piece) for piece in pieces], note=note)
