"""From what a program asks for to the flow that does it."""

from collections.abc import Callable

from colonnade.api.process.typed import LAW_LIMIT, Act, Once
from colonnade.discussion.actions import Seen
from colonnade.flows.cut_out import cut_out
from colonnade.flows.decide import decide
from colonnade.flows.once import once
from colonnade.flows.post_comment import key_from
from colonnade.flows.settle_case import SeenCase, keep_comment
from colonnade.kit.text import accept_text
from colonnade.moderation.reading import latest_ruling
from colonnade.moderation.ruling import Ground
from colonnade.people.reading import Actor


def act_once(*, actor: Actor, asked: str, given: Once, act: Callable[[], str]) -> str:
    """Carry out `act`, once for its key: `asked` names the act and its subject, `given` the rest.

    Returns the public id of what came of it, or ''. Raises Refusal key_invalid, and as `once`.
    """
    asked = f"{asked} {given.model_dump_json()}"
    return once(actor=actor, key=key_from(given.key), asked=asked, act=act)


def act_on(actor: Actor, comment: str, given: Act) -> str:
    """Do it, and return the public id of the decision; raises what the flows raise."""
    ground, reason = ground_of(given.rule, given.law), given.reason or ""
    seen = Seen(given.state, given.revision or 0) if given.state else None
    if given.act == "keep":
        case = None
        if given.revision is not None and given.notices is not None:
            case = SeenCase(given.revision, given.notices)
        return keep_comment(actor=actor, comment=comment, reason=reason, seen=case)
    if given.act == "cut":
        pieces = [number for number in given.pieces or [] if number >= 0]
        return cut_out(
            actor=actor, comment=comment, pieces=pieces, ground=ground, reason=reason, seen=seen
        )
    decide(actor=actor, comment=comment, act=given.act, reason=reason, ground=ground, seen=seen)
    return latest_ruling(comment)


def ground_of(rule: int | None, law: str | None) -> Ground:
    """Return the rule or the law that was named; the law counts where both are.

    Raises Refusal text_too_long.
    """
    words = law.strip() if law else ""
    if words:
        return Ground(law=accept_text(words, field="law", limit=LAW_LIMIT))
    return Ground(rule=rule or 0)
