"""What happened in the newsroom, told through the outbox."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticlePublished:
    """Readers see an article, for the first time or in another wording or place."""

    article: int


@dataclass(frozen=True, slots=True)
class ArticleWithdrawn:
    """Readers see an article no more."""

    article: int
