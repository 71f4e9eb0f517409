"""Whom a comment answers, where its header says so by name.

- One comment of that name stands where an answered one can stand, and none of unknown writers:
  the parent, a fact.
- Several: hints, the nearest first; surer where it stands right above, or where it alone is on the
  way from the comment above to the top of the thread.
- The name is on the page, but only where an answered comment cannot stand: a faint hint.
- The name is nowhere: `answers`. The page itself says that such a comment was there.

An answered comment *can stand* above (below, on a page whose dates show the newest first), and is
not dated after its answer. What the text itself says of it is `hints`, never asked here.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from colonnade.transfer.readers.capture import headers
from colonnade.transfer.readers.capture.draft import Draft
from colonnade.transfer.readers.capture.lines import fold
from colonnade.transfer.records import Hint

_LAST_CANDIDATES = 3
_RIGHT_ABOVE, _ON_THE_WAY = 0.8, 0.75
_NEAREST = (0.6, 0.25, 0.1)
_MISPLACED = 0.2
_OTHERS_UNKNOWN = 0.7
_WEEKDAY = 0.4


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of the comment answered; all empty: at the top, or nothing is said."""

    parent: str = ""
    answers: str = ""
    hints: tuple[Hint, ...] = ()

    @property
    def open(self) -> bool:
        """Whether nothing is said."""
        return not (self.parent or self.answers or self.hints)


@dataclass(slots=True)
class Thread:
    """The comments of a page, by name; answers are found in their order."""

    drafts: Sequence[Draft]
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    parents: dict[int, int] = field(default_factory=dict)
    newest_first: bool = False
    first_unknown: int = -1

    def __post_init__(self) -> None:
        for index, draft in enumerate(self.drafts):
            if draft.name:
                self.by_name[fold(draft.name)].append(index)
            elif self.first_unknown < 0:
                self.first_unknown = index
        dates = [draft.created for draft in self.drafts if draft.created]
        falling = [one >= two for one, two in pairwise(dates)]
        self.newest_first = len(dates) > 2 and all(falling) and dates[0] > dates[-1]  # noqa: PLR2004

    def answer(self, index: int) -> Answer:
        """What the header of comment `index` says of the one it answers. Ask in order."""
        border = self.drafts[index].border
        if border is None:
            return Answer()
        if not border.answers:
            return self._by_weekday(index)
        bearers = self._bearers(border.answers, index)
        if not bearers:
            return Answer(answers=border.answers)
        fitting = [other for other in bearers if self._can_stand(other, index)]
        if not fitting:
            nearest = min(bearers, key=lambda other: abs(other - index))
            return Answer(hints=(self.hint(nearest, _MISPLACED, border.answers),))
        if len(fitting) > 1:
            return Answer(hints=self._ranked(fitting, index, border.answers))
        if 0 <= self.first_unknown < index:
            return Answer(hints=(self.hint(fitting[0], _OTHERS_UNKNOWN, border.answers),))
        self.parents[index] = fitting[0]
        return Answer(parent=self.drafts[fitting[0]].source)

    def nearest(self, name: str, index: int) -> list[int]:
        """The comments of `name` that comment `index` may answer, the nearest first; three."""
        found: list[int] = []
        own = self.by_name.get(name, [])
        for other in own if self.newest_first else reversed(own):
            if self._can_stand(other, index):
                found.append(other)
            if len(found) == _LAST_CANDIDATES:
                break
        return found

    def _bearers(self, name: str, index: int) -> list[int]:
        own = self.by_name.get(fold(name))
        if own is None and name.endswith(("...", "\u2026")):
            own = [
                other
                for known, others in self.by_name.items()
                if headers.same_name(name, known)
                for other in others
            ]
        return [other for other in sorted(own or []) if other != index]

    def _can_stand(self, other: int, index: int) -> bool:
        if other == index or (other > index) is not self.newest_first:
            return False
        one, two = self.drafts[other].created, self.drafts[index].created
        return one is None or two is None or one <= two

    def _ranked(self, fitting: list[int], index: int, words: str) -> tuple[Hint, ...]:
        near = sorted(fitting, key=lambda other: abs(other - index))[:_LAST_CANDIDATES]
        sure = list(_NEAREST)
        way = self._way(index - 1)
        if near[0] == index - 1:
            sure[0] = _RIGHT_ABOVE
        elif near[0] in way and len(way.intersection(near)) == 1:
            sure[0] = _ON_THE_WAY
        return tuple(self.hint(o, s, words) for o, s in zip(near, sure, strict=False))

    def _way(self, index: int) -> set[int]:
        """The comment and those above it in its thread, as far as they are facts."""
        way: set[int] = set()
        while index >= 0 and index not in way and len(way) < 100:  # noqa: PLR2004
            way.add(index)
            index = self.parents.get(index, -1)
        return way

    def _by_weekday(self, index: int) -> Answer:
        """In "NAME Sun Feb 7, 2016" the day may be PARENT, where somebody is called Sun."""
        border = self.drafts[index].border
        word = border.date.split(" ")[0].rstrip(",") if border and border.date else ""
        near = self.nearest(fold(word), index) if word.isalpha() else []
        return Answer(hints=tuple(self.hint(other, _WEEKDAY, word) for other in near[:1]))

    def hint(self, other: int, sure: float, words: str) -> Hint:
        """A hint to comment `other`."""
        return Hint(parent=self.drafts[other].source, confidence=sure, words=words)
