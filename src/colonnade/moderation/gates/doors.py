"""Gates that look at who writes, where and when."""

from colonnade.kit.refusals import Kind
from colonnade.moderation.gates.draft import WINDOW_SECONDS, Draft, Verdict
from colonnade.people.policy import may_comment, may_moderate


def thread_closed(draft: Draft) -> Verdict | None:
    """Refuse where the discussion takes no more comments."""
    return Verdict("refuse", "thread_closed") if draft.closed else None


def barred(draft: Draft) -> Verdict | None:
    """Refuse who is banned, or suspended for a time."""
    bearing, until = draft.bearing, draft.bearing.suspended_until
    if bearing.banned:
        here = Verdict("refuse", "banned_here")
        return here if bearing.through_member else Verdict("refuse", "banned")
    if until is None:
        return None
    end: dict[str, str | int] = {"until": f"{until:%Y-%m-%d %H:%M}"}
    here = Verdict("refuse", "suspended_here", Kind.DENIED, end)
    return here if bearing.through_member else Verdict("refuse", "suspended", Kind.DENIED, end)


def members_only(draft: Draft) -> Verdict | None:
    """Refuse a guest where only members may write."""
    if may_comment(draft.actor, draft.commenting):
        return None
    return Verdict("refuse", "members_only")


def raid_keeps_out(draft: Draft) -> Verdict | None:
    """Refuse a guest as long as a raid switch leaves the discussion to members."""
    if draft.actor.is_member or not draft.raid.members_only:
        return None
    return Verdict("refuse", "raid_members_only")


def too_fast(draft: Draft) -> Verdict | None:
    """Refuse when an address, an account or a thread has had its number of comments a minute."""
    limits = (
        (draft.recent.address, draft.site.limit_address),
        (draft.recent.account, draft.site.limit_account),
        (draft.recent.thread, draft.site.limit_thread),
    )
    if any(limit and count >= limit for count, limit in limits):
        return Verdict("refuse", "too_fast", Kind.TOO_FAST, {"seconds": WINDOW_SECONDS})
    return None


def slowed(draft: Draft) -> Verdict | None:
    """Refuse who has to wait between two comments, by a measure or by a raid switch."""
    pause = max(draft.bearing.slow_seconds, draft.raid.slow_seconds)
    waited = draft.recent.waited
    if not pause or waited is None or waited >= pause or may_moderate(draft.actor):
        return None
    return Verdict("refuse", "slowed", Kind.TOO_FAST, {"seconds": pause - waited})


def watched(draft: Draft) -> Verdict | None:
    """Hold all that somebody writes, by a measure; or all that anybody does, during a raid."""
    if draft.bearing.holds_all:
        return Verdict("hold", "measure_holds")
    if draft.raid.hold_all and not may_moderate(draft.actor):
        return Verdict("hold", "raid_holds")
    return None
