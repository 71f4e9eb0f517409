"""Reads the hand-written discussions: text that an editor can change with any editor.

A file opens with lines "key: ...", "title: ...", "url: ...", "section: ...", "commenting: ..." and,
if so, "closed: yes". Each comment follows under a line

    @@ LEVEL AUTHOR WHEN [held | removed | deleted | quiet]

LEVEL is 1 for a comment with no parent; a reply answers the last comment one level up. AUTHOR is a
person's key, or a guest's name in double quotes. WHEN is minutes before now, or "+N": minutes after
the parent. "quiet" keeps the generator out of this branch. A line "@reason ..." straight under it
gives the reason of a removal; a line "@was" after the body is followed by the earlier wording.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from colonnade.cli.sample.model import GUEST, SampleComment, State

HEAD = re.compile(
    r'@@ (?P<level>\d+) (?:"(?P<guest>[^"]+)"|(?P<person>[a-z]+)) (?P<when>\+?\d+)'
    r"(?: (?P<mark>held|removed|deleted|quiet))?$"
)
STATES: dict[str | None, State] = {
    "held": "held",
    "removed": "removed",
    "deleted": "deleted",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A discussion as written: its heading, its comments, and the refs of the quiet branches."""

    heading: dict[str, str]
    comments: tuple[SampleComment, ...]
    quiet: frozenset[str]


def parse(text: str) -> Draft:
    """The discussion in `text`. Raises ValueError with the line that cannot be read."""
    opening, *blocks = re.split(r"^(?=@@ )", text, flags=re.MULTILINE)
    heading = dict(line.split(": ", 1) for line in opening.splitlines() if line)
    comments: list[SampleComment] = []
    quiet: set[str] = set()
    branch: list[SampleComment] = []
    for number, (head, body) in enumerate(_blocks(blocks), start=1):
        del branch[int(head["level"]) - 1 :]
        if len(branch) != int(head["level"]) - 1:
            raise ValueError(f"No parent on the level above: {head[0]!r}")
        parent = branch[-1] if branch else None
        comment = _comment(f"{heading['key']}-{number:03}", parent, head, body)
        if head["mark"] == "quiet" or (parent and parent.ref in quiet):
            quiet.add(comment.ref)
        comments.append(comment)
        branch.append(comment)
    return Draft(heading, tuple(comments), frozenset(quiet))


def _blocks(blocks: Iterable[str]) -> Iterator[tuple[re.Match[str], str]]:
    for block in blocks:
        first, _, body = block.partition("\n")
        head = HEAD.match(first)
        if not head:
            raise ValueError(f"Not the head of a comment: {first!r}")
        yield head, body.strip()


def _comment(
    ref: str, parent: SampleComment | None, head: re.Match[str], body: str
) -> SampleComment:
    reason = ""
    if body.startswith("@reason "):
        reason, _, body = body.removeprefix("@reason ").partition("\n")
    body, _, earlier = body.partition("\n@was\n")
    return SampleComment(
        ref=ref,
        parent=parent.ref if parent else None,
        author=head["person"] or GUEST + head["guest"],
        minutes=_minutes(head["when"], parent),
        body=body.strip(),
        state=STATES.get(head["mark"], "visible"),
        reason=reason.strip(),
        edited=earlier.strip() or None,
    )


def _minutes(when: str, parent: SampleComment | None) -> int:
    if not when.startswith("+"):
        return int(when)
    if parent is None:
        raise ValueError(f"{when} minutes after what? There is no parent.")
    return parent.minutes - int(when)
