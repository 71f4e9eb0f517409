"""The one table of what the staff, and the house itself, may decide.

The policy page prints from it what can happen to a comment or to a person, the log what is public,
and a statement of reasons whether its reader may object. What is absent here cannot be decided.
"""

from dataclasses import dataclass

COMMENT, THREAD, PERSON, GUEST, BATCH = "comment", "thread", "person", "guest", "batch"
SITE = "site"


@dataclass(frozen=True, slots=True)
class Act:
    """What one act is.

    `on`: the kinds of subject it is done to. `restricts`: it takes something from whom it meets,
    so that it needs a ground, is told her with reasons, and may be appealed. `ends`: the acts that
    it takes back. `logged`: it stands in the public log.
    """

    on: tuple[str, ...]
    restricts: bool = False
    ends: tuple[str, ...] = ()
    logged: bool = False


_WRITERS = (PERSON, GUEST)

ACTS: dict[str, Act] = {
    # comments; the states they lead to stand in `discussion.policy.TRANSITIONS`
    "approve": Act((COMMENT,), ends=("hold",)),
    "hold": Act((COMMENT,), restricts=True, logged=True),
    "remove": Act((COMMENT,), restricts=True, logged=True),
    "restore": Act((COMMENT,), ends=("remove",), logged=True),
    "cut": Act((COMMENT,), restricts=True, logged=True),
    "uncut": Act((COMMENT,), ends=("cut",), logged=True),
    # search engines are asked to leave it out
    "noindex": Act((COMMENT, THREAD), restricts=True, logged=True),
    "index": Act((COMMENT, THREAD), ends=("noindex",), logged=True),
    "keep": Act((COMMENT,), logged=True),
    # what was refused before it was posted, and spam in bulk: counted, not told one by one
    "refuse": Act((BATCH,), restricts=True, logged=True),
    "readmit": Act((BATCH,), ends=("refuse",), logged=True),
    # discussions
    "close": Act((THREAD,), logged=True),
    "reopen": Act((THREAD,), ends=("close",), logged=True),
    # stricter gates for some hours, in one discussion or everywhere
    "raid": Act((THREAD, SITE), logged=True),
    "calm": Act((THREAD, SITE), ends=("raid",), logged=True),
    # those who write
    "warn": Act(_WRITERS, restricts=True, logged=True),
    "slow": Act(_WRITERS, restricts=True, logged=True),
    "hold_all": Act(_WRITERS, restricts=True, logged=True),
    "suspend": Act(_WRITERS, restricts=True, logged=True),
    "ban": Act(_WRITERS, restricts=True, logged=True),
    "lift": Act(_WRITERS, ends=("warn", "slow", "hold_all", "suspend", "ban"), logged=True),
    # at her own wish, which an owner was told of
    "erase": Act(_WRITERS, logged=True),
    # among the staff: no restriction, and nobody else's business
    "role": Act((PERSON,)),
}


# What changes a comment's text, or whether it is found: its state stays. What else is decided on
# it changes its state.
ON_TEXT = ("cut", "uncut")
ON_FINDING = ("noindex", "index")


def aspect(act: str) -> str:
    """Return what of a comment an act changes: its `text`, whether it is found, its `state`."""
    if act in ON_TEXT:
        return "text"
    return "finding" if act in ON_FINDING else "state"


def restricts(act: str) -> bool:
    """Return whether an act takes something from whom it meets."""
    return ACTS[act].restricts


def is_logged(act: str) -> bool:
    """Return whether an act stands in the public log."""
    return ACTS[act].logged


def ended_by(act: str) -> str:
    """Return the act that takes this one back, or '' where none does."""
    return next((name for name, other in ACTS.items() if act in other.ends), "")
