"""Gates that look at what is written, and how well its writer is known."""

from colonnade.moderation.gates.choices import OFF
from colonnade.moderation.gates.draft import Draft, Verdict
from colonnade.moderation.lists.accepting import REFUSE
from colonnade.moderation.lists.compiled import ReadyList
from colonnade.moderation.lists.facts import are_near
from colonnade.moderation.standing import KNOWN, TRUSTED
from colonnade.people.policy import is_held_first, may_moderate


def listed(draft: Draft) -> Verdict | None:
    """Refuse or hold what a list of words or patterns finds; a list that refuses speaks first."""
    if may_moderate(draft.actor):
        return None
    found = next((verdict for one in draft.rules.refusing if (verdict := _said(one, draft))), None)
    if found is not None or _is_let_pass(draft):
        return found
    return next((verdict for one in draft.rules.holding if (verdict := _said(one, draft))), None)


def _said(one: ReadyList, draft: Draft) -> Verdict | None:
    entry = one.find(draft.facts)
    if not entry:
        return None
    data: dict[str, str | int] = {"words": one.plan.sentence} if one.plan.sentence else {}
    if one.plan.effect != REFUSE:
        code = "list_holds_because" if data else "list_holds"
        return Verdict("hold", code, data=data, list=one.id, entry=entry)
    if data:
        return Verdict("refuse", "list_refuses_because", data=data, list=one.id, entry=entry)
    return Verdict("refuse", "list_refuses", list=one.id, entry=entry)


def repeated(draft: Draft) -> Verdict | None:
    """Hold, or refuse, a text that is the same or nearly the same as one of the last days."""
    effect = draft.rules.choices.repeats
    if effect == OFF or _is_let_pass(draft) or not _is_near(draft, removed=False):
        return None
    return (
        Verdict("refuse", "repeat_refused") if effect == REFUSE else Verdict("hold", "repeat_waits")
    )


def like_removed(draft: Draft) -> Verdict | None:
    """Hold a text that is nearly the same as one that a moderator removed lately."""
    if draft.rules.choices.like_removed == OFF or may_moderate(draft.actor):
        return None
    return Verdict("hold", "like_removed_waits") if _is_near(draft, removed=True) else None


def first_posts(draft: Draft) -> Verdict | None:
    """Hold the first comments of somebody new, until so many of hers were accepted."""
    wanted = draft.rules.choices.first_posts
    is_known = draft.bearing.level in {KNOWN, TRUSTED} or may_moderate(draft.actor)
    if is_known or draft.accepted >= wanted:
        return None
    return Verdict("hold", "first_posts_wait")


def links(draft: Draft) -> Verdict | None:
    """Hold a text with more links than its writer's standing bears."""
    most = draft.rules.choices.links_for(draft.bearing.level)
    if most is None or may_moderate(draft.actor) or len(draft.facts.links) <= most:
        return None
    return Verdict("hold", "links_wait", data={"most": most})


def guests_wait(draft: Draft) -> Verdict | None:
    """Hold what a guest writes where the rule says so."""
    if is_held_first(draft.actor, draft.commenting) and not may_moderate(draft.actor):
        return Verdict("hold", "guests_wait")
    return None


def _is_let_pass(draft: Draft) -> bool:
    """Return whether somebody is trusted not to be held for what she writes."""
    trusted = draft.rules.choices.trusted_pass and draft.bearing.level == TRUSTED
    return trusted or may_moderate(draft.actor)


def _is_near(draft: Draft, *, removed: bool) -> bool:
    digest = draft.facts.digest if draft.past else None
    return digest is not None and any(
        past.removed == removed and are_near(past.digest, digest) for past in draft.past
    )
