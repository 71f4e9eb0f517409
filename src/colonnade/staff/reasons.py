"""Standard reasons for a removal, one press each."""

from collections.abc import Iterable
from dataclasses import dataclass

from colonnade.moderation.citing import titled
from colonnade.moderation.policy import rules_in
from colonnade.moderation.reading import policy

# One for each digit key.
_MOST = 9


@dataclass(frozen=True, slots=True)
class Standard:
    """A rule of the policy as a reason: `words` is what readers see."""

    number: int
    title: str
    words: str


def standard_reasons() -> list[Standard]:
    """Return the rules of the policy that holds, as reasons (one query)."""
    current = policy()
    rules = rules_in(current.source) if current else []
    return [Standard(rule.number, rule.title, titled(rule)) for rule in rules[:_MOST]]


def joined(reasons: Iterable[str]) -> str:
    """Return what was typed and the standard reason that was pressed as one, the latter first."""
    given = [reason for reason in reasons if reason.strip()]
    return " – ".join(reversed(given))
