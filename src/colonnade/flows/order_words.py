"""Words of mails on orders of authorities."""

from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from colonnade.moderation.reading.orders import OrderSeen
from colonnade.sites.reading import public_address
from colonnade.sites.times import moment_words


def due_words(order: OrderSeen, now: datetime) -> str:
    """Return by when an order is to be carried out or should have been, and whose it is."""
    named = {"authority": order.authority, "due": moment_words(localtime(order.deadline))}
    if order.is_late(now):
        return _("Overdue since %(due)s: an order of %(authority)s") % named
    return _("Due by %(due)s: an order of %(authority)s") % named


def order_address(order: OrderSeen) -> str:
    """Return the whole address of the page of an order."""
    return public_address(f"/staff/law/{order.id}/")
