"""Cut a part out of a comment, leaving a mark that readers see."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from colonnade.discussion.actions import Seen
from colonnade.discussion.actions import cut_out as keep_cut
from colonnade.discussion.pieces import is_words, pieces_of, without
from colonnade.discussion.reading import source_for
from colonnade.flows.decidable import decidable_now
from colonnade.flows.on_record import put_on_record
from colonnade.flows.settle_case import dealing_with, settle_after
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions import release
from colonnade.moderation.citing import cite, words_of
from colonnade.moderation.ruling import Ground, Ruling, accept_reason
from colonnade.people.reading import Actor


@transaction.atomic
def cut_out(
    *,
    actor: Actor,
    comment: str,
    pieces: Iterable[int],
    ground: Ground,
    reason: str = "",
    seen: Seen | None = None,
) -> str:
    """Cut pieces (by their numbers in `pieces_of`) out of a comment; return the decision's id.

    The text as it was stays, for the staff alone, and `decide` with "uncut" puts it back exactly.
    Raises Refusal moderators_only, comment_missing, ground_missing, rule_missing, cut_nothing,
    cut_all, act_impossible, comment_changed, comment_reworded.
    """
    found = decidable_now(actor, comment)
    if not ground.is_named:
        raise Refusal("ground_missing", Kind.INVALID)
    cited = cite(ground)
    words = accept_reason(reason)
    parts = pieces_of(source_for(found).source)
    cut = {number for number in pieces if number < len(parts) and is_words(parts[number])}
    if not cut:
        raise Refusal("cut_nothing", Kind.INVALID)
    if cut == {number for number, part in enumerate(parts) if is_words(part)}:
        raise Refusal("cut_all", Kind.INVALID)
    looked_at = seen or Seen(found.visibility, found.revision)
    number = keep_cut(comment=found.pk, source=without(parts, cut, mark_of(cited)), seen=looked_at)
    dealt = dealing_with(cited, comment)
    state = found.visibility
    ruling = Ruling(
        comment,
        "cut",
        state,
        state,
        reason=words or words_of(cited),
        ground=dealt,
        section=found.thread_section,
    )
    decision = put_on_record(actor=actor, ruling=ruling, person=found.person, guest=found.guest)
    if state == "visible":
        release(comment=comment)
    settle_after(comment=comment, act="cut", ground=dealt, decision=decision, revision=number)
    return decision


def mark_of(ground: Ground) -> str:
    """Return what stands in the place of what was cut, in the site's language."""
    if ground.rule:
        return _("[cut by a moderator: rule %(number)s]") % {"number": ground.rule}
    return _("[cut by a moderator]")
