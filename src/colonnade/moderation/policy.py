"""Pure questions about rules and decisions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from colonnade.discussion.policy import act_between
from colonnade.moderation.reading.decisions import Verdict
from colonnade.moderation.ruling import NO_GROUND, Ground
from colonnade.moderation.table import aspect, ended_by

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
class Part:
    """A stretch of the policy (Markdown): the text of a rule without its number, or what stands
    between rules, of number 0.
    """

    number: int
    source: str


@dataclass(frozen=True, slots=True)
class Undo:
    """The act that takes a decision back, and the reason and ground that then stand again.

    `state` is how the decision left the comment.
    """

    act: str
    reason: str
    state: str
    decision: str = ""
    ground: Ground = NO_GROUND


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


def parts_of(source: str) -> list[Part]:
    """Return the policy cut where its rules begin and end, in order; rules as in `rules_in`.

    A rule ends where the next one begins, or after an empty line where text begins at the margin.
    """
    parts: list[Part] = []
    seen: set[int] = set()
    number, lines = 0, list[str]()
    for line in source.splitlines():
        match = _RULE.fullmatch(line)
        begins = int(match[1]) if match and _title(match[2]) else 0
        if match and begins and begins not in seen:
            parts.append(Part(number, _unindented(lines)))
            seen.add(begins)
            number, lines = begins, [match[2]]
        elif number and _is_outside(line, lines):
            parts.append(Part(number, _unindented(lines)))
            number, lines = 0, [line]
        else:
            lines.append(line)
    parts.append(Part(number, _unindented(lines)))
    return [part for part in parts if part.source.strip()]


def _is_outside(line: str, lines: Sequence[str]) -> bool:
    """Return whether a line begins at the margin after an empty one: no part of a list's item."""
    return bool(line) and not line[0].isspace() and not (lines and lines[-1].strip())


def _unindented(lines: Sequence[str]) -> str:
    """Return lines of an item without the indent that makes them its part."""
    rest = [line for line in lines[1:] if line.strip()]
    indent = min((len(line) - len(line.lstrip(" ")) for line in rest), default=0)
    return "\n".join([*lines[:1], *(line[indent:] for line in lines[1:])])


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
    if aspect(newest.act) != "state":
        act = ended_by(newest.act)
    if act != "remove":
        return Undo(act, "", newest.after, newest.id) if act else None
    removals = (verdict for verdict in history[1:] if verdict.act == "remove")
    former = next(removals, None)
    if former is None or not former.reason:
        return None
    ground = Ground(rule=former.rule, policy=former.policy, law=former.law)
    return Undo(act, former.reason, newest.after, newest.id, ground)


def undoable(history: Sequence[Verdict], state: str) -> set[str]:
    """Return which decisions on a comment in this state can be taken back (newest first).

    Those that left it as it is now, and of those that changed no state the last of their kind.
    """
    undone = {one.undoes for one in history}
    found: set[str] = set()
    passed: set[str] = set()
    for at, one in enumerate(history):
        back = undo_of(history[at:])
        kept = aspect(one.act)
        if back is None or one.id in undone or kept in passed:
            continue
        passed |= {kept} - {"state"}
        if back.state == state or kept != "state":
            found.add(one.id)
    return found
