"""What is decided, before it is kept: plain values."""

from dataclasses import dataclass
from datetime import datetime

from colonnade.kit.text import accept_text

# Characters of the reason of a decision in words.
REASON_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Ground:
    """Why: `rule` of the version `policy` of the moderation policy, or a `law`.

    `facts` is what was found, in words; `notice` the case of reports it came from, empty where
    the staff found it themselves; `automated` where no person decided.
    """

    rule: int = 0
    policy: int = 0
    law: str = ""
    facts: str = ""
    notice: str = ""
    automated: bool = False

    @property
    def is_named(self) -> bool:
        """Return whether a rule or a law is named."""
        return bool(self.rule or self.law)


NO_GROUND = Ground()


@dataclass(frozen=True, slots=True)
class Ruling:
    """One act of `moderation.table` on one subject (its public id), from one state to another.

    `until` is when a measure ends by itself, `count` how many a batch stands for, `undoes` the
    public id of the decision that this one takes back. What is decided as one act has one `batch`.
    `silent`: an authority forbids telling whom it meets for now.
    """

    subject: str
    act: str
    before: str
    after: str
    kind: str = "comment"
    reason: str = ""
    ground: Ground = NO_GROUND
    section: str = ""
    until: datetime | None = None
    count: int = 1
    undoes: str = ""
    batch: str = ""
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What a decision belongs to: the `batch` that it is part of, the one that it `undoes`.

    `silent`: an authority forbids telling whom it meets for now; `flows.end_silence` tells her.
    """

    batch: str = ""
    undoes: str = ""
    silent: bool = False


ALONE = Part()


def accept_reason(raw: str) -> str:
    """Return a reason as it is kept, '' for a blank one; raises Refusal as `accept_text`."""
    return accept_text(raw, field="reason", limit=REASON_LIMIT) if raw.strip() else ""
