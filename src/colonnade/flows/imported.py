"""Those whose comments an import brought, who have no account here: what `transfer` knows of them.

It stands above the flows, so it hands its part down here when Django wakes up (`transfer.apps`).
"""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Belongings:
    """What is hers: comments (public ids), old addresses of mail, names."""

    comments: frozenset[str]
    mails: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """Comments of one discussion (public ids) beside which something is to be forgotten.

    `mine` are hers, `others` those whose wordings have changed, as they quoted her. `texts`: hers
    go whole, else her name alone.
    """

    mine: frozenset[str]
    others: frozenset[str]
    texts: bool


class Imported(Protocol):
    """What an erasure asks of the imports."""

    def alone(self) -> AbstractContextManager[None]:
        """Let no import work meanwhile.

        Raises Refusal import_running where one does, and import_unfinished where one that was
        stopped may go on with what it has read already.
        """
        ...

    def found(self, marks: Collection[str]) -> Belongings:
        """Return what is there of somebody with these marks (`people.models.Erasure`)."""
        ...

    def forget(self, *, beside: Beside, strike: Callable[[str], str]) -> None:
        """Forget what imports keep beside these comments; part of the caller's transaction.

        `strike` takes her name out of words about other comments.
        """
        ...

    def forget_apart(self, *, marks: Collection[str], whose: Belongings) -> None:
        """Forget her in what waits to be brought in, and in the files of all runs."""
        ...


_plugged: list[Imported] = []


def plug_in(part: Imported) -> None:
    """Take this for what knows of imports, from now on."""
    _plugged[:] = [part]


def imported() -> Imported:
    """Return what knows of imports; raises LookupError before Django is awake."""
    if not _plugged:
        raise LookupError("no import is plugged in")
    return _plugged[0]
