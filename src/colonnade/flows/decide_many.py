"""Decide on many comments as one act: everything somebody wrote since a moment, and back."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from colonnade.discussion.actions import Seen, lock_places
from colonnade.discussion.policy import act_between, acts_on
from colonnade.discussion.reading import Detail, Writer, all_by, comments_among
from colonnade.flows.decide import decide
from colonnade.kit import ids
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions.desk import lock_claims
from colonnade.moderation.reading import batch_of, taken_back_on
from colonnade.moderation.ruling import NO_GROUND, Ground, Part
from colonnade.people.policy import duty_of, insist_may_moderate
from colonnade.people.reading import Actor
from colonnade.people.whom import Whom

# Each takes some 25 ms: more at once would keep the one writer of a small database from everybody
# else for too long, and the edge waits 30 s for an answer.
MOST = 200


@dataclass(frozen=True, slots=True)
class Many:
    """What became of it: the word that all decisions share, and on how many comments it was done.

    `left` are those (public ids) that somebody else had changed meanwhile.
    """

    batch: str
    done: int
    left: tuple[str, ...] = ()


def written_since(*, actor: Actor, whom: Whom, act: str, since: datetime) -> list[Detail]:
    """Return on which comments of hers the act can be done, newest first, `MOST` at most.

    Of somebody who answers for some sections, those in them. Raises Refusal moderators_only,
    act_impossible.
    """
    insist_may_moderate(actor)
    if act not in {"hold", "remove"}:
        raise Refusal("act_impossible", Kind.CONFLICT, state="", act=act)
    states = tuple(state for state in ("visible", "held") if act in acts_on(state))
    writer = Writer(whom.person, whom.guest)
    return all_by(writer, since=since, states=states, limit=MOST, sections=duty_of(actor))


def as_seen(actor: Actor, seen: Mapping[str, Seen]) -> list[Detail]:
    """Return those of these comments (public ids) that are still what was looked at (one query)."""
    rows = comments_among(actor, seen)
    found = [(rows[name], looked_at) for name, looked_at in seen.items() if name in rows]
    return [row for row, looked_at in found if Seen(row.visibility, row.revision) == looked_at]


@transaction.atomic
def decide_many(
    *,
    actor: Actor,
    comments: Sequence[Detail],
    act: str,
    reason: str,
    ground: Ground = NO_GROUND,
) -> Many:
    """Do one act on many comments, with one reason; each gets a decision of its own.

    What was changed by somebody else since it was read is left as it is. Raises what `decide`
    raises of actor, reason and ground.
    """
    batch = ids.new_id()
    left: list[str] = []
    _lock([comment.id for comment in comments[:MOST]])
    for comment in comments[:MOST]:
        with _unless_overtaken(comment.id, left):
            decide(
                actor=actor,
                comment=comment.id,
                act=act,
                reason=reason,
                ground=ground,
                seen=Seen(comment.visibility, comment.revision),
                part=Part(batch=batch),
            )
    return Many(batch, len(comments[:MOST]) - len(left), tuple(left))


@transaction.atomic
def undo_many(*, actor: Actor, batch: str) -> Many:
    """Take a batch back as one act: each comment that still stands as the batch left it.

    What was taken back before is left: if it stands so again, somebody else decided that.

    Raises Refusal moderators_only, batch_missing, batch_undone.
    """
    insist_may_moderate(actor)
    found = batch_of(batch)
    if not found:
        raise Refusal("batch_missing", Kind.MISSING)
    _lock([one.subject for one in found])
    again = ids.new_id()
    left: list[str] = []
    standing = comments_among(actor, (one.subject for one in found))
    before = taken_back_on(one.subject for one in found)
    for one in found:
        comment = None if one.id in before else standing.get(one.subject)
        back = act_between(one.after, one.before)
        if comment is None or comment.visibility != one.after or not back or back == "remove":
            left.append(one.subject)
            continue
        seen = Seen(comment.visibility, comment.revision)
        part = Part(batch=again, undoes=one.id)
        with _unless_overtaken(one.subject, left):
            decide(actor=actor, comment=comment.id, act=back, seen=seen, part=part)
    done = len(found) - len(left)
    if not done:
        raise Refusal("batch_undone", Kind.CONFLICT)
    return Many(again, done, tuple(left))


def _lock(comments: Sequence[str]) -> None:
    """Lock all that is decided on before the first decision: one after the other would be a circle
    where somebody else goes the other way round.
    """
    lock_places(comments=comments)
    lock_claims(comments=comments)


@contextmanager
def _unless_overtaken(comment: str, left: list[str]) -> Iterator[None]:
    """Leave a comment that somebody else changed as it is, and note it among the `left`."""
    try:
        with transaction.atomic():
            yield
    except Refusal as refusal:
        if refusal.kind not in {Kind.CONFLICT, Kind.MISSING}:
            raise
        left.append(comment)
