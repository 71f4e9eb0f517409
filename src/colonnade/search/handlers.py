"""Keep the index true when a comment comes, changes or goes."""

from collections.abc import Sequence

from colonnade.discussion.events import CommentEdited, CommentPosted, VisibilityChanged
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import comments_among
from colonnade.outbox.worker import takes_many
from colonnade.search.actions import forget, index
from colonnade.search.comments import comment_documents


@takes_many
def index_comment(events: Sequence[CommentPosted | CommentEdited | VisibilityChanged]) -> None:
    """Index the comments as they stand now, and forget those that readers may not see."""
    wanted = list(dict.fromkeys(event.comment for event in events))
    documents = list(comment_documents(comments=wanted))
    index(documents=documents)
    if len(documents) < len(wanted):
        there = {found.pk for found in comments_among(STAFF, wanted).values()}
        forget(kind="comment", subjects=there - {one.subject for one in documents})
