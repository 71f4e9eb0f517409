"""What happened in a discussion, told through the outbox."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CommentPosted:
    """A comment came in; it may be held."""

    comment: str
    thread: str
    visibility: str


@dataclass(frozen=True, slots=True)
class CommentEdited:
    """A comment has a new wording."""

    comment: str
    thread: str


@dataclass(frozen=True, slots=True)
class VisibilityChanged:
    """Other people than before may see a comment."""

    comment: str
    thread: str
    before: str
    after: str
