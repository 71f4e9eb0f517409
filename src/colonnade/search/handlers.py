"""Keep the index true when a comment comes, changes or goes."""

from colonnade.discussion.events import CommentEdited, CommentPosted, VisibilityChanged
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import comment_for
from colonnade.search.actions import forget, index
from colonnade.search.comments import comment_documents


def index_comment(event: CommentPosted | CommentEdited | VisibilityChanged) -> None:
    """Index the comment as it stands now, or forget it when readers may not see it."""
    found = comment_for(STAFF, event.comment)
    if found is None:
        return
    if not index(documents=comment_documents(comment=event.comment)):
        forget(kind="comment", subjects=[found.pk])
