"""The gates before posting: an ordered list of pure functions, each with its reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.policy import is_held_first, may_comment, may_moderate
from colonnade.people.reading import Actor
from colonnade.sites.reading import SiteInfo

WINDOW_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """What a gate may look at. `recent` counts postings of the last minute."""

    actor: Actor
    site: SiteInfo
    commenting: str
    closed: bool
    recent: "Recent"


@dataclass(frozen=True, slots=True)
class Recent:
    """How many postings the last minute saw from this address, by this account, in this thread."""

    address: int = 0
    account: int = 0
    thread: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a gate says: `pass`, `hold` or `refuse`; a refusal with the code of its sentence."""

    outcome: str
    code: str = ""
    kind: Kind = Kind.DENIED
    data: dict[str, str | int] = field(default_factory=dict)


Gate = Callable[[Draft], Verdict | None]
PASS = Verdict("pass")


def thread_closed(draft: Draft) -> Verdict | None:
    """Refuse where the discussion takes no more comments."""
    return Verdict("refuse", "thread_closed") if draft.closed else None


def members_only(draft: Draft) -> Verdict | None:
    """Refuse a guest where only members may write."""
    if may_comment(draft.actor, draft.commenting):
        return None
    return Verdict("refuse", "members_only")


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


def guests_wait(draft: Draft) -> Verdict | None:
    """Hold what a guest writes where the rule says so."""
    if is_held_first(draft.actor, draft.commenting) and not may_moderate(draft.actor):
        return Verdict("hold", "guests_wait")
    return None


GATES: Sequence[Gate] = (
    thread_closed,  # first: nothing else matters then
    members_only,  # who may write at all
    too_fast,  # floods, before anything costly looks at the text
    guests_wait,  # last: only what would otherwise appear is held
)


def screen(draft: Draft, gates: Sequence[Gate] = GATES) -> Verdict:
    """Return the first refusal, else the first hold, else `PASS`."""
    held: Verdict | None = None
    for gate in gates:
        verdict = gate(draft)
        if verdict is not None and verdict.outcome == "refuse":
            return verdict
        held = held or verdict
    return held or PASS


def insist(verdict: Verdict) -> bool:
    """Return whether a draft is held; raise the Refusal of a refusing verdict."""
    if verdict.outcome == "refuse":
        raise Refusal(verdict.code, verdict.kind, **verdict.data)
    return verdict.outcome == "hold"
