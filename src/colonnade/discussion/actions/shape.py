"""A thread to be, as its loaders hold it: the tree's shape, and comments in full one by one."""

from array import array
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from colonnade.kit.markup import Format


class LoadedWording(NamedTuple):
    """A wording together with its HTML, which is what `kit.markup.render` gave."""

    source: str
    format: Format
    html: str
    created: datetime
    shown: bool


class LoadedText(NamedTuple):
    """A comment of a `Shape` in full. Its last wording is the one in force, `excerpt` is of it."""

    public_id: str
    key: UUID
    created: datetime
    edited: datetime | None
    excerpt: str
    wordings: tuple[LoadedWording, ...]
    person: int | None = None
    guest: int | None = None
    guest_name: str = ""
    note: str = ""
    kind: str = ""
    marks: str = ""
    website: str = ""


class Shape:
    """The tree of a thread to be: each comment's parent (a lower index, -1: none) and state.

    `last` is the moment of the newest visible comment.
    """

    def __init__(self) -> None:
        self.parents: array[int] = array("q")
        self.states: list[str] = []
        self.last: datetime | None = None

    def add(self, parent: int | None, visibility: str, created: datetime) -> None:
        """Add the next comment."""
        self.parents.append(-1 if parent is None else parent)
        self.states.append(visibility)
        if visibility == "visible" and (self.last is None or created > self.last):
            self.last = created

    def depths(self) -> "array[int]":
        """Return how deep each comment stands."""
        found: array[int] = array("q")
        for parent in self.parents:
            found.append(0 if parent < 0 else found[parent] + 1)
        return found

    def placed_replies(self) -> "array[int]":
        """Return for each comment how many direct replies take a place: replies come later."""
        replies = array("q", bytes(8 * len(self.parents)))
        for index in range(len(self.parents) - 1, -1, -1):
            parent = self.parents[index]
            if parent >= 0 and (self.states[index] == "visible" or replies[index] > 0):
                replies[parent] += 1
        return replies
