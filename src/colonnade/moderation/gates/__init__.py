"""The gates before posting: an ordered list of pure functions, each with its reason."""

from collections.abc import Sequence

from colonnade.moderation.gates.content import (
    first_posts,
    guests_wait,
    like_removed,
    links,
    listed,
    repeated,
)
from colonnade.moderation.gates.doors import (
    barred,
    members_only,
    raid_keeps_out,
    slowed,
    thread_closed,
    too_fast,
    watched,
)
from colonnade.moderation.gates.draft import (
    NO_TEXT,
    PASS,
    WINDOW_SECONDS,
    Draft,
    Gate,
    Recent,
    Verdict,
    insist,
)
from colonnade.moderation.lists.facts import Facts

__all__ = [
    "EDIT_GATES",
    "GATES",
    "NO_TEXT",
    "PASS",
    "TEXT_GATES",
    "WINDOW_SECONDS",
    "Draft",
    "Facts",
    "Gate",
    "Recent",
    "Verdict",
    "insist",
    "screen",
    "thread_closed",
    "too_fast",
]

GATES: Sequence[Gate] = (
    thread_closed,  # first: nothing else matters then
    barred,  # who may write nothing here at present
    members_only,  # who may write at all
    raid_keeps_out,  # the same, for some hours
    too_fast,  # floods, before anything costly looks at the text
    slowed,  # who has to wait between two comments
    listed,  # what the text holds: a list may refuse, so it comes before all that only hold
    repeated,
    watched,  # a moderator sees all of hers first, or everything during a raid
    first_posts,
    links,
    like_removed,
    guests_wait,  # last: only what would otherwise appear is held
)
# What a change of a comment's wording passes.
EDIT_GATES: Sequence[Gate] = (thread_closed, barred, too_fast, listed, watched, links)
# Those that look at what is said: they can be tried on past comments.
TEXT_GATES: Sequence[Gate] = (listed, repeated, first_posts, links, like_removed)


def screen(draft: Draft, gates: Sequence[Gate] = GATES) -> Verdict:
    """Return the first refusal, else the first hold, else `PASS`."""
    held: Verdict | None = None
    for gate in gates:
        verdict = gate(draft)
        if verdict is not None and verdict.outcome == "refuse":
            return verdict
        held = held or verdict
    return held or PASS
