"""Whom a comment answers, where its header says so by name.

- One comment of that name stands where an answered one can stand, and none of unknown writers:
  the parent, a fact.
- Several, or too many to look at: hints, the nearest first; surer where it stands right above, or
  where it alone is on the way from the comment above to the top of the thread.
- The name is on the page, but only where an answered comment cannot stand: a faint hint.
- The name is nowhere: `answers`. The page itself says that such a comment was there.

An answered comment *can stand* above (below, on a page whose dates show the newest first), and is
not dated after its answer. What the text itself says of it is `hints`, never asked here.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from colonnade.transfer.readers.capture.draft import Draft
from colonnade.transfer.readers.capture.lines import fold
from colonnade.transfer.records import Hint

_LAST_CANDIDATES = 3
_FAR = 200  # comments of one name looked at: time must not grow with their square
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
    sorted_names: list[str] = field(default_factory=list)
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
        bearers = self._bearers(border.answers)
        if bearers in ([], [index]):
            return Answer(answers=border.answers)
        return self._named(index, bearers, border.answers)

    def _named(self, index: int, bearers: list[int], words: str) -> Answer:
        fitting, whole = self._fitting(bearers, index)
        if not fitting:
            at = bisect_left(bearers, index)
            around = [other for other in bearers[max(0, at - 1) : at + 2] if other != index]
            nearest = min(around, key=lambda other: abs(other - index))
            return Answer(hints=(self.hint(nearest, _MISPLACED, words),))
        if len(fitting) > 1 or not whole:
            return Answer(hints=self._ranked(fitting, index, words))
        if 0 <= self.first_unknown < index:
            return Answer(hints=(self.hint(fitting[0], _OTHERS_UNKNOWN, words),))
        self.parents[index] = fitting[0]
        return Answer(parent=self.drafts[fitting[0]].source)

    def nearest(self, name: str, index: int) -> list[int]:
        """The comments of `name` that comment `index` may answer, the nearest first; three."""
        return self._fitting(self.by_name.get(name, []), index)[0]

    def _bearers(self, name: str) -> list[int]:
        """Places of the comments of that name, or of those that begin so, if it is cut short."""
        own = self.by_name.get(fold(name), [])
        if own or not name.endswith(("...", "\u2026")):
            return own
        stem = fold(name).removesuffix("\u2026").removesuffix("...").rstrip()
        if not self.sorted_names:
            self.sorted_names = sorted(self.by_name)
        at = bisect_left(self.sorted_names, stem)
        known = takewhile(lambda other: other.startswith(stem), self.sorted_names[at : at + _FAR])
        return sorted(other for whole in known for other in self.by_name[whole])

    def _fitting(self, bearers: list[int], index: int) -> tuple[list[int], bool]:
        """Three that can stand, the nearest first; and whether there are no others."""
        at = bisect_left(bearers, index)
        near = (
            bearers[at : at + _FAR] if self.newest_first else bearers[max(0, at - _FAR) : at][::-1]
        )
        found = [other for other in near if self._can_stand(other, index)]
        return found[:_LAST_CANDIDATES], len(near) < _FAR

    def _can_stand(self, other: int, index: int) -> bool:
        one, two = self.drafts[other].created, self.drafts[index].created
        return other != index and (one is None or two is None or one <= two)

    def _ranked(self, fitting: list[int], index: int, words: str) -> tuple[Hint, ...]:
        near = fitting
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
