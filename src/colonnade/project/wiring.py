"""Which event calls which handlers, in this order.

Those that most events call speak the site's language themselves, where they speak at all.
"""

from django.conf import settings

from colonnade.discussion.events import CommentEdited, CommentPosted, VisibilityChanged
from colonnade.flows.alarm_desk import send_alarm
from colonnade.flows.ask_judge import ask_judge
from colonnade.flows.ask_outside import ask_outside
from colonnade.flows.remember_texts import remember_texts
from colonnade.flows.score import score_held
from colonnade.flows.tell_erased import send_erasure
from colonnade.flows.tell_reporters import send_outcome, send_receipt, send_turn
from colonnade.flows.tell_writers import send_answer, send_reasons
from colonnade.moderation.events import (
    AppealDecided,
    CaseSettled,
    OrderPressing,
    OutcomeTakenBack,
    OutsideAsked,
    ReasonsStated,
    ReportReceived,
)
from colonnade.notify.handlers import tell_staff
from colonnade.outbox.worker import Wiring
from colonnade.people.events import ErasureAsked
from colonnade.search.handlers import index_comment
from colonnade.sites.speech import in_site_speech
from colonnade.transfer.events import ImportShown
from colonnade.transfer.handlers import index_import


def _newsroom() -> Wiring:
    if not settings.CONFIG.articles:
        return {}
    from colonnade.project.newsroom_wiring import NEWSROOM_WIRING

    return NEWSROOM_WIRING


_SPEAKING: Wiring = {ImportShown: (index_import,), **_newsroom()}

WIRING: Wiring = {
    CommentPosted: (index_comment, tell_staff, remember_texts, ask_outside, score_held),
    CommentEdited: (index_comment, remember_texts, ask_outside, score_held),
    VisibilityChanged: (index_comment, tell_staff, remember_texts, score_held),
    ReportReceived: (send_receipt,),
    CaseSettled: (send_outcome,),
    OutcomeTakenBack: (send_turn,),
    ReasonsStated: (send_reasons,),
    AppealDecided: (send_answer,),
    OrderPressing: (send_alarm,),
    OutsideAsked: (ask_judge,),
    ErasureAsked: (send_erasure,),
    **{event: tuple(map(in_site_speech, handlers)) for event, handlers in _SPEAKING.items()},
}
