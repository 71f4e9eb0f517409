"""What a gate looks at, and what it may say."""

from collections.abc import Callable
from dataclasses import dataclass, field

from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.gates.rules import CALM, NO_RULES, Rules, Strictness
from colonnade.moderation.lists.facts import Facts
from colonnade.moderation.standing import Bearing
from colonnade.people.reading import Actor
from colonnade.sites.reading import SiteInfo

WINDOW_SECONDS = 60
NO_TEXT = Facts()


@dataclass(frozen=True, slots=True)
class Recent:
    """How many postings the last minute saw from this address, by this account, in this thread.

    `waited`: whole seconds since the writer's last posting, None where none is known.
    """

    address: int = 0
    account: int = 0
    thread: int = 0
    waited: int | None = None


@dataclass(frozen=True, slots=True)
class PastText:
    """What an earlier text was like; `removed`: a moderator removed it."""

    digest: int
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What a gate may look at. `recent` counts postings of the last minute.

    `facts` is the text, empty where only its writer is looked at; `accepted` how many of her
    comments stand, as far as it matters; `past` what was said, and removed, lately.
    """

    actor: Actor
    site: SiteInfo
    commenting: str
    closed: bool
    recent: Recent
    facts: Facts = NO_TEXT
    bearing: Bearing = field(default_factory=Bearing)
    rules: Rules = NO_RULES
    raid: Strictness = CALM
    accepted: int = 0
    past: tuple[PastText, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a gate says: `pass`, `hold` or `refuse`, with the code of its sentence.

    Where a list found something: the `list` (public id) and its `entry`.
    """

    outcome: str
    code: str = ""
    kind: Kind = Kind.DENIED
    data: dict[str, str | int] = field(default_factory=dict)
    list: str = ""
    entry: str = ""


Gate = Callable[[Draft], Verdict | None]
PASS = Verdict("pass")


def insist(verdict: Verdict) -> bool:
    """Return whether a draft is held; raise the Refusal of a refusing verdict."""
    if verdict.outcome == "refuse":
        raise Refusal(verdict.code, verdict.kind, **verdict.data)
    return verdict.outcome == "hold"
