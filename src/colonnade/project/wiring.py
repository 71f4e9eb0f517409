"""Which event calls which handlers, in this order."""

from colonnade.discussion.events import CommentEdited, CommentPosted, VisibilityChanged
from colonnade.notify.handlers import tell_staff
from colonnade.outbox.worker import Wiring
from colonnade.search.handlers import index_comment

WIRING: Wiring = {
    CommentPosted: (index_comment, tell_staff),
    CommentEdited: (index_comment,),
    VisibilityChanged: (index_comment, tell_staff),
}
