"""Which event calls which handlers, in this order; all of them speak the site's language."""

from django.conf import settings

from colonnade.discussion.events import CommentEdited, CommentPosted, VisibilityChanged
from colonnade.notify.handlers import tell_staff
from colonnade.outbox.worker import Wiring
from colonnade.search.handlers import index_comment
from colonnade.sites.speech import in_site_speech

_TOLD: Wiring = {
    CommentPosted: (index_comment, tell_staff),
    CommentEdited: (index_comment,),
    VisibilityChanged: (index_comment, tell_staff),
}

WIRING: Wiring = {
    event: tuple(in_site_speech(handler) for handler in handlers)
    for event, handlers in _TOLD.items()
}

if settings.CONFIG.articles:
    from colonnade.project.newsroom_wiring import NEWSROOM_WIRING

    WIRING |= NEWSROOM_WIRING
