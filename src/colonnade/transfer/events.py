"""What happened to an import, told through the outbox."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportShown:
    """Readers see an import; `after` tells how far the index of words has taken it in."""

    run: str
    after: int


@dataclass(frozen=True, slots=True)
class ArticlesShown:
    """Readers see an import's articles; `after` tells how far the index of words has got."""

    run: str
    after: int
