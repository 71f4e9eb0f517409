"""Keep the index true when a comment comes, changes or goes."""

from collections.abc import Sequence
from functools import partial

from colonnade.discussion.events import CommentEdited, CommentPosted, VisibilityChanged
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import comments_among, spoken_among
from colonnade.outbox.worker import Write, starts_outside, takes_many
from colonnade.search.actions import forget, put
from colonnade.search.comments import comment_documents
from colonnade.search.indexing import Ready, made_ready


@takes_many
@starts_outside
def index_comment(events: Sequence[CommentPosted | CommentEdited | VisibilityChanged]) -> Write:
    """Index the comments as they stand now, and forget those that readers may not see.

    Their words are found outside of the transaction that keeps them.
    """
    wanted = list(dict.fromkeys(event.comment for event in events))
    ready = [made_ready(one) for one in comment_documents(comments=wanted)]
    gone: set[int] = set()
    if len(ready) < len(wanted):
        there = {found.pk for found in comments_among(STAFF, wanted).values()}
        gone = there - {one.document.subject for one in ready}
    return partial(_keep, ready, gone)


def _keep(ready: Sequence[Ready], gone: set[int]) -> None:
    """Index what is still there: of what was deleted meanwhile for good, no event may tell."""
    there = spoken_among([one.document.subject for one in ready])
    still = [one for one in ready if one.document.subject in there]
    if still:
        put(ready=still)
    forget(kind="comment", subjects=gone)
