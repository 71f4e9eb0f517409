"""What is plugged into the edge by whoever puts it together."""

from dataclasses import dataclass, field
from typing import Protocol

from colonnade.edge.metrics import Metrics
from colonnade.edge.shapes import Answer, Ask


class Getter(Protocol):
    """Headers by name, in lower case."""

    def get(self, name: str, /) -> str | None:
        """Return a header's first value."""


class Shelf(Protocol):
    """Answers that need nobody: files."""

    def ready(self, method: str, path: str, headers: Getter, /) -> Answer | None:
        """Return an answer; None for what lies elsewhere. `path` is percent-encoded."""


class Probes(Protocol):
    """What the edge tells of itself: how it is, what it counted."""

    async def answer(self, ask: Ask, /) -> Answer | None:
        """Return an answer; None where nothing of that is asked for."""


class Log(Protocol):
    """Who writes down what was answered."""

    def note(self, ask: Ask, answer: Answer, seconds: float, client: str, /) -> None:
        """Write down one answer that took so long."""

    def close(self) -> None:
        """Write no more."""


class Bare:
    """A shelf with nothing on it."""

    def ready(self, method: str, path: str, headers: Getter, /) -> Answer | None:
        """Return None."""
        return None


@dataclass(frozen=True, slots=True)
class Fittings:
    """All that can be plugged in."""

    files: Shelf = field(default_factory=Bare)
    probes: Probes | None = None
    metrics: Metrics = field(default_factory=Metrics)
    log: Log | None = None
