"""Tell writers what an authority's order came to, once it does not forbid that any more."""

from django.db import transaction

from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import comment_for
from colonnade.moderation.actions import keep_statement
from colonnade.moderation.actions.orders import end_sealed, mark_order_told, seal_anew
from colonnade.moderation.reading import was_told
from colonnade.moderation.reading.orders import OrderSeen, silences_over


def end_silence() -> int:
    """State the reasons of every removal of which its writer may be told now; return how many."""
    return sum(_tell(order) for order in silences_over())


def keep_law_desk() -> None:
    """Tell whom nothing forbids to tell any more, and delete the sealed copies that are over.

    Where the site has another secret now, the rest are locked under that.
    """
    end_silence()
    end_sealed()
    seal_anew()


@transaction.atomic
def _tell(order: OrderSeen) -> bool:
    mark_order_told(order=order.id)
    found = comment_for(STAFF, order.subject)
    if found is None or was_told(order.decision):
        return False
    if found.person is None and found.guest is None:
        return False
    keep_statement(decision=order.decision, person=found.person, guest=found.guest, mail=True)
    return True
