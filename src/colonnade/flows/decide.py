"""Decide on a comment as a moderator."""

from django.db import transaction

from colonnade.discussion.actions import Seen, change_visibility, leave_out, put_back_cut
from colonnade.discussion.reading import Detail
from colonnade.flows.decidable import decidable_now
from colonnade.flows.earn_standing import reassess_writer
from colonnade.flows.on_record import put_on_record
from colonnade.flows.settle_case import dealing_with, settle_after
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions import release
from colonnade.moderation.citing import cite, words_of
from colonnade.moderation.reading import taken_back_by
from colonnade.moderation.ruling import ALONE, NO_GROUND, Ground, Part, Ruling, accept_reason
from colonnade.moderation.table import ON_FINDING
from colonnade.people.reading import Actor


@transaction.atomic
def decide(
    *,
    actor: Actor,
    comment: str,
    act: str,
    reason: str = "",
    ground: Ground = NO_GROUND,
    seen: Seen | None = None,
    part: Part = ALONE,
) -> str:
    """Carry out an act on a comment but `cut` and `keep`; record it; return the state after it.

    Removing, and `noindex`, need a ground, a rule or a law; readers see the reason in the place of
    what is removed, or else the rule. `seen` is what the moderator looked at. Raises Refusal
    moderators_only, comment_missing, ground_missing, reason_missing, rule_missing, cut_missing,
    undo_impossible, act_impossible, comment_changed or comment_reworded: of two moderators the
    first decides.
    """
    found = decidable_now(actor, comment)
    words = accept_reason(reason)
    cited = ground if part.undoes else cite(ground)
    if act == "remove":
        words = _why(words, cited, part)
    undoes = part.undoes or taken_back_by(comment, act)
    _insist_possible(found, act, cited, undoes)
    # Whatever was not said to be seen is what was just read: the record must not err.
    looked_at = seen or Seen(found.visibility)
    after = _carry_out(found, act, words, looked_at)
    cited = dealing_with(cited, comment)
    before = after if act == "uncut" else looked_at.visibility
    ruling = Ruling(
        comment,
        act,
        before,
        after,
        reason=words,
        ground=cited,
        section=found.thread_section,
        undoes=undoes,
        batch=part.batch,
        silent=part.silent,
    )
    decision = put_on_record(actor=actor, ruling=ruling, person=found.person, guest=found.guest)
    release(comment=comment)
    settle_after(comment=comment, act=act, ground=cited, decision=decision, revision=found.revision)
    # What standing she lost would tell what may not be told: the worker looks later.
    if act in {"remove", "restore"} and not part.silent:
        reassess_writer(person=found.person, guest=found.guest, decision=decision)
    return after


def _insist_possible(found: Detail, act: str, ground: Ground, undoes: str) -> None:
    if act == "delete":
        raise Refusal("act_impossible", Kind.CONFLICT, state=found.visibility, act=act)
    if act == "noindex" and not ground.is_named:
        raise Refusal("ground_missing", Kind.INVALID)
    if act == "uncut" and undoes != taken_back_by(found.id, act):
        # Of several cuts the last goes first: another text would come back than the record says.
        raise Refusal("undo_impossible", Kind.CONFLICT)


def _carry_out(found: Detail, act: str, words: str, seen: Seen) -> str:
    if act == "uncut":
        return put_back_cut(comment=found.pk)
    if act in ON_FINDING:
        return leave_out(comment=found.pk, on=act == "noindex", seen=seen)
    shown = words if act == "remove" else ""
    return change_visibility(comment=found.pk, act=act, note=shown, seen=seen)


def _why(words: str, ground: Ground, part: Part) -> str:
    """Return what readers see in the comment's place: the words, or the rule's own."""
    if not ground.is_named and not part.undoes:
        raise Refusal("ground_missing", Kind.INVALID)
    found = words or words_of(ground)
    if not found:
        raise Refusal("reason_missing", Kind.INVALID)
    return found
