"""What happened to an import, told through the outbox."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportShown:
    """Readers see an import; `after` tells how far the index of words has taken it in."""

    run: str
    after: int
