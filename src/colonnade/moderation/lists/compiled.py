"""A list that is ready to be looked for in texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from colonnade.moderation.lists.accepting import PATTERNS, Plan
from colonnade.moderation.lists.facts import Facts
from colonnade.moderation.lists.patterns import PatternSet
from colonnade.moderation.lists.words import WordTree


class Finder(Protocol):
    """Finds one of its entries in what is known of a text."""

    def __call__(self, facts: Facts) -> str:
        """Return the entry that was found, "" for none."""


@dataclass(frozen=True, slots=True)
class ReadyList:
    """A list with what finds its entries; `id` is its public id."""

    id: str
    plan: Plan
    find: Finder


def make_ready(public_id: str, plan: Plan, entries: Sequence[str]) -> ReadyList:
    """Compile a list, in time linear in its length."""
    if plan.kind == PATTERNS:
        patterns = PatternSet(entries)
        return ReadyList(public_id, plan, lambda facts: patterns.find(facts.seen))
    tree = WordTree(entries)
    return ReadyList(public_id, plan, lambda facts: tree.find(facts.words))
