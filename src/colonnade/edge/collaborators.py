"""What is plugged into the edge by whoever puts it together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from colonnade.edge.metrics import Metrics
from colonnade.edge.shapes import Answer, Ask

# What the edge says by itself at one address: how it is, what it counted.
Own = Callable[[Ask], Answer]


class Getter(Protocol):
    """Headers by name, in lower case."""

    def get(self, name: str, /) -> str | None:
        """Return a header's first value."""


class Shelf(Protocol):
    """Answers that need nobody: files."""

    def ready(self, method: str, path: str, headers: Getter, /) -> Answer | None:
        """Return an answer; None for what lies elsewhere. `path` is percent-encoded."""


class Bare:
    """A shelf with nothing on it."""

    def ready(self, method: str, path: str, headers: Getter, /) -> Answer | None:
        """Return None."""
        return None


@dataclass(frozen=True, slots=True)
class Fittings:
    """All that can be plugged in. `own`: by path."""

    files: Shelf = field(default_factory=Bare)
    own: Mapping[str, Own] = field(default_factory=dict)
    metrics: Metrics = field(default_factory=Metrics)
