"""Pure questions about standing and measures: what somebody has earned here, what bears on her."""

from dataclasses import dataclass
from datetime import datetime

from colonnade.kit.refusals import Kind, Refusal

GUEST, NEW, KNOWN, TRUSTED = "guest", "new", "known", "trusted"
LEVELS = (GUEST, NEW, KNOWN, TRUSTED)

WARN, SLOW, HOLD_ALL, SUSPEND, BAN = "warn", "slow", "hold_all", "suspend", "ban"
MEASURES = (WARN, SLOW, HOLD_ALL, SUSPEND, BAN)
# What ends what somebody may do here, not only how.
BARRING = (SUSPEND, BAN)


@dataclass(frozen=True, slots=True)
class Bearing:
    """What bears on somebody who writes: her level, and the measures in force where she writes.

    `holds_all`: a moderator sees her comments first. `slow_seconds`: so long she waits after each
    comment of hers, 0 for no such measure. `suspended_until` is in the future or None; `banned`
    has no end that is known.
    """

    level: str = GUEST
    holds_all: bool = False
    slow_seconds: int = 0
    suspended_until: datetime | None = None
    banned: bool = False

    @property
    def is_barred(self) -> bool:
        """Return whether she may write nothing at all here."""
        return self.banned or self.suspended_until is not None


def insist_unbarred(bearing: Bearing) -> None:
    """Raise Refusal banned, or suspended with `until` as a day, where she may write nothing."""
    if bearing.banned:
        raise Refusal("banned", Kind.DENIED)
    if bearing.suspended_until is not None:
        raise Refusal("suspended", Kind.DENIED, until=f"{bearing.suspended_until:%Y-%m-%d %H:%M}")
