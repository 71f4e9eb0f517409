"""What forms about persons and comments ask, read from what was typed."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from colonnade.discussion.actions import Seen
from colonnade.flows.measure import Why
from colonnade.kit import clock
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.citing import words_of
from colonnade.moderation.ruling import REASON_LIMIT, Ground
from colonnade.staff.pages import number_from

_MOST_DAYS = 3650
_LAW_LIMIT = 200


def why_from(typed: Mapping[str, str]) -> Why:
    """Return the reason, and the rule (a number) or the law that it rests on."""
    return Why(typed.get("reason", ""), ground_from(typed))


def ground_from(typed: Mapping[str, str]) -> Ground:
    """Return the rule (a number) or the law that was chosen; the law counts where both are."""
    law = typed.get("law", "").replace("\0", "").strip()[:_LAW_LIMIT]
    return Ground(rule=0 if law else number_from(typed.get("rule", "")), law=law)


def worded(reason: str, ground: Ground) -> str:
    """Return what readers are told: the rule by its title, and what was typed besides."""
    title = words_of(ground) if ground.rule else ""
    both = f"{title} – {reason}" if title and reason else title or reason
    return both if len(both) <= REASON_LIMIT else reason


def seen_from(typed: Mapping[str, str]) -> Seen | None:
    """Return what the form says that the moderator looked at, if it says anything."""
    state = typed.get("state", "")
    return Seen(state, number_from(typed.get("revision", ""))) if state else None


def end_from(days: str) -> datetime | None:
    """Return the moment so many days (or parts like 0.5) from now, None for an empty field.

    Raises Refusal measure_until.
    """
    word = days.strip().replace(",", ".")
    if not word:
        return None
    return clock.now() + _days(word)


def since_from(days: str) -> datetime:
    """Return the moment so many days ago; raises Refusal measure_until."""
    return clock.now() - _days(days.strip().replace(",", "."))


def _days(word: str) -> timedelta:
    whole, _, part = word.partition(".")
    fits = word.isascii() and (whole + part).isdigit() and len(word) <= len("3650.99")
    number = float(word) if fits else 0.0
    if not 0 < number <= _MOST_DAYS:
        raise Refusal("measure_days", Kind.INVALID, most=_MOST_DAYS)
    return timedelta(days=number)
