"""Pure questions about rules and decisions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from colonnade.discussion.policy import act_between
from colonnade.moderation.reading import Verdict

_RULE = re.compile(r"^ {0,3}(\d{1,3})[.)][ \t]+(.+)$", re.MULTILINE)
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_MARKS = re.compile(r"[*_`]")
_TITLE_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Rule:
    """One numbered point of the policy: what a reason cites."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Undo:
    """The act that takes a decision back, and the reason that then stands again."""

    act: str
    reason: str
    state: str


def rules_in(source: str) -> list[Rule]:
    """Return the numbered points of a policy (Markdown), each by its bold words or its first ones.

    A number that comes again (in an example, say) counts once.
    """
    rules: dict[int, Rule] = {}
    for match in _RULE.finditer(source):
        number = int(match[1])
        title = _title(match[2])
        if title:
            rules.setdefault(number, Rule(number, title))
    return list(rules.values())


def _title(line: str) -> str:
    bold = _BOLD.match(line)
    words = bold[1] if bold else re.split(r"(?<=[.!?。])\s", line)[0]
    return _MARKS.sub("", words).strip().rstrip(".。")[:_TITLE_LIMIT]


def undo_of(history: Sequence[Verdict]) -> Undo | None:
    """Return what takes back the newest of these decisions on one comment (newest first).

    None where there is none, or where the reason that would stand again is not known.
    """
    if not history:
        return None
    newest = history[0]
    act = act_between(newest.after, newest.before)
    if act != "remove":
        return Undo(act, "", newest.after) if act else None
    reasons = (verdict.reason for verdict in history[1:] if verdict.act == "remove")
    reason = next(reasons, "")
    return Undo(act, reason, newest.after) if reason else None
