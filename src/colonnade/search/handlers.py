"""Keep the index true when a comment comes, changes or goes."""

from colonnade.discussion.events import CommentEdited, CommentPosted, VisibilityChanged
from colonnade.discussion.reading import comment_for
from colonnade.kit.markup import plain
from colonnade.people.reading import Actor
from colonnade.search.actions import forget, index_text

_STAFF = Actor(role="moderator")


def index_comment(event: CommentPosted | CommentEdited | VisibilityChanged) -> None:
    """Index the comment as it stands now, or forget it when readers may not see it."""
    found = comment_for(_STAFF, event.comment)
    if found is None:
        return
    if found.visibility != "visible" or found.author is None:
        forget(comment=found.pk)
        return
    index_text(comment=found.pk, text=f"{found.author.name}\n{plain(found.html)}")
