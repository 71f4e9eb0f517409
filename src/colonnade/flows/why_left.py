"""Why an act on many comments left some of them as they are, told of each by itself."""

from collections.abc import Iterable, Mapping, Sequence

from colonnade.discussion.actions import Seen
from colonnade.discussion.policy import TRANSITIONS
from colonnade.discussion.reading import Detail, comments_among
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.reading import PartOf
from colonnade.people.policy import answers_for
from colonnade.people.reading import Actor

_MISSING = Refusal("comment_missing", Kind.MISSING)


def hers_among(actor: Actor, comments: Iterable[str]) -> dict[str, Detail]:
    """Return by public id those of these comments that the actor decides on (one query)."""
    rows = comments_among(actor, comments)
    return {name: row for name, row in rows.items() if answers_for(actor, row.thread_section)}


def why_left(actor: Actor, seen: Mapping[str, Seen], act: str) -> dict[str, Refusal]:
    """Return by public id what speaks against the act, as these comments are now (one query).

    The codes are those of `decide`: comment_missing, also where somebody else answers for it,
    comment_reworded, comment_changed, act_impossible.
    """
    rows = hers_among(actor, seen)
    return {name: _why_not(rows.get(name), looked_at, act) for name, looked_at in seen.items()}


def why_kept(actor: Actor, parts: Sequence[PartOf]) -> dict[str, Refusal]:
    """Return by public id why these parts of a batch were not taken back (one query).

    The codes are comment_missing, also where somebody else answers for it, comment_changed, and
    undo_impossible.
    """
    rows = hers_among(actor, [one.subject for one in parts])
    return {one.subject: _why_stays(rows.get(one.subject), one) for one in parts}


def _why_not(row: Detail | None, looked_at: Seen, act: str) -> Refusal:
    if row is None:
        return _MISSING
    is_same = row.visibility == looked_at.visibility
    if is_same and row.revision != looked_at.revision:
        return Refusal("comment_reworded", Kind.CONFLICT)
    if is_same and (row.visibility, act) not in TRANSITIONS:
        return Refusal("act_impossible", Kind.CONFLICT, state=row.visibility, act=act)
    # Also where it has become again what was looked at: it was something else meanwhile.
    return Refusal("comment_changed", Kind.CONFLICT, state=row.visibility)


def _why_stays(row: Detail | None, part: PartOf) -> Refusal:
    if row is None:
        return _MISSING
    if row.visibility != part.after:
        return Refusal("comment_changed", Kind.CONFLICT, state=row.visibility)
    return Refusal("undo_impossible", Kind.CONFLICT)
