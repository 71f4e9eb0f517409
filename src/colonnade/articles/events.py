"""What happened in the newsroom, told through the outbox."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticlePublished:
    """Readers see an article, for the first time or in another wording or place.

    `discussion_changed`: what it wants of its discussion is not what it said before.
    """

    article: int
    discussion_changed: bool


@dataclass(frozen=True, slots=True)
class ArticleWithdrawn:
    """Readers see an article no more."""

    article: int
