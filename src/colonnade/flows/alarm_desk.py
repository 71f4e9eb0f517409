"""Tell those who have the law desk of an order that presses: at once, and near its end."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from colonnade.flows.order_words import due_words, order_address
from colonnade.kit import clock
from colonnade.moderation.actions.orders import ring_again
from colonnade.moderation.events import OrderPressing
from colonnade.moderation.reading.orders import OrderSeen, alarms_due, law_duties, order_named
from colonnade.notify.letters import send_letter
from colonnade.outbox.worker import starts_outside
from colonnade.people.reading import StaffMember, staff
from colonnade.sites.speech import site_speech

_HOUR = timedelta(hours=1)


def at_the_desk() -> list[int]:
    """Return who has the law desk and can be reached by mail (two queries)."""
    return [one.id for one in _members()]


def alarm_desk() -> int:
    """Have those at the desk told of each order of whose time a quarter is left; return how many.

    That they are to be told is kept with what says that they were: neither is without the other.
    """
    found = alarms_due()
    people = at_the_desk() if found else []
    return sum(ring_again(order=order, people=people) for order in found)


@starts_outside
def send_alarm(event: OrderPressing) -> None:
    """Send one mail; none where the order is settled, or she has the desk no more.

    It comes where the owner switched mails to the staff off, too: the law does not wait for them.
    """
    order = order_named(event.order)
    to = next((one.email for one in _members() if one.id == event.person), "")
    if order is None or not order.is_open or not to:
        return
    with site_speech():
        subject = _("an order of an authority presses")
        send_letter(to=to, subject=subject, text=_text(order, clock.now()))


def _members() -> list[StaffMember]:
    others = law_duties()
    return [
        one for one in staff() if one.is_reachable and (one.role == "owner" or one.id in others)
    ]


def _text(order: OrderSeen, now: datetime) -> str:
    return "\n\n".join(
        part
        for part in (
            due_words(order, now),
            _left(order.deadline - now),
            _("Carry it out, or set it aside, here:"),
            order_address(order),
            _("You get this mail because you have the law desk."),
        )
        if part
    )


def _left(time: timedelta) -> str:
    """Return how long there still is, in whole hours or minutes; '' where it is over."""
    if time <= timedelta():
        return ""
    hours, minutes = time // _HOUR, max(1, time // timedelta(minutes=1))
    if hours >= 2:  # noqa: PLR2004 - an hour and a half are ninety minutes
        return ngettext("%(count)d hour is left.", "%(count)d hours are left.", hours) % {
            "count": hours
        }
    return ngettext("%(count)d minute is left.", "%(count)d minutes are left.", minutes) % {
        "count": minutes
    }
