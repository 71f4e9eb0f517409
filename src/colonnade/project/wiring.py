"""Which event calls which handlers, in this order; all of them speak the site's language."""

from django.conf import settings

from colonnade.discussion.events import CommentEdited, CommentPosted, VisibilityChanged
from colonnade.notify.handlers import tell_staff
from colonnade.outbox.worker import Wiring
from colonnade.search.handlers import index_comment
from colonnade.sites.speech import in_site_speech
from colonnade.transfer.events import ImportShown
from colonnade.transfer.handlers import index_import


def _newsroom() -> Wiring:
    if not settings.CONFIG.articles:
        return {}
    from colonnade.project.newsroom_wiring import NEWSROOM_WIRING

    return NEWSROOM_WIRING


_TOLD: Wiring = {
    CommentPosted: (index_comment, tell_staff),
    CommentEdited: (index_comment,),
    VisibilityChanged: (index_comment, tell_staff),
    ImportShown: (index_import,),
    **_newsroom(),
}

WIRING: Wiring = {
    event: tuple(in_site_speech(handler) for handler in handlers)
    for event, handlers in _TOLD.items()
}
