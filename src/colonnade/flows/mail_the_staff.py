"""Once a day, what waits, in a mail to each of the staff: with a link for each comment."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from colonnade.discussion.reading import comments_among
from colonnade.flows.order_words import due_words, order_address
from colonnade.kit import clock
from colonnade.moderation.actions import make_link
from colonnade.moderation.actions.desk import keep_mailed
from colonnade.moderation.desk import Item, Sieve
from colonnade.moderation.reading import desk_for, was_mailed_since
from colonnade.moderation.reading.orders import OrderSeen, has_law_desk, overdue_orders
from colonnade.notify.letters import send_letter, waiting_subject
from colonnade.people.reading import Actor, StaffMember, actor_named, staff
from colonnade.sites.reading import current_site, public_address

_SHOWN = 10
_A_DAY = timedelta(hours=23)


def mail_the_staff() -> None:
    """Send each of the staff who can be reached one mail, if anything waits for her.

    Nobody gets two within a day. The mail holds no text of a comment: the page behind the link
    shows it.
    """
    if not current_site().staff_mail:
        return
    since = clock.now() - _A_DAY
    for member in staff():
        actor = actor_named(member.id)
        if actor is None or not member.is_reachable:
            continue
        if not was_mailed_since(member.id, since):
            _mail(member, actor)


def _mail(member: StaffMember, actor: Actor) -> None:
    items = desk_for(actor, Sieve()).items
    late = overdue_orders() if has_law_desk(actor) else []
    if not items and not late:
        return
    subject = _overdue_subject(len(late)) if late else waiting_subject(len(items))
    parts = [*_orders(late), *(_waiting(member, actor, items) if items else ())]
    if not items:
        keep_mailed(person=member.id)
    send_letter(to=member.email, subject=subject, text="\n\n".join(parts))


def _overdue_subject(count: int) -> str:
    words = ngettext("%(count)d order is overdue", "%(count)d orders are overdue", count)
    return words % {"count": count}


def _orders(late: Sequence[OrderSeen]) -> Iterator[str]:
    """Yield which orders of authorities should have been carried out by now."""
    now = clock.now()
    for one in late[:_SHOWN]:
        yield f"{due_words(one, now)}\n{order_address(one)}"
    if len(late) > _SHOWN:
        yield public_address("/staff/law/")


def _waiting(member: StaffMember, actor: Actor, items: Sequence[Item]) -> list[str]:
    """Return how many comments wait, and the first of them, each with her link."""
    rows = comments_among(actor, [one.comment for one in items[:_SHOWN]])
    with transaction.atomic():
        lines = [
            f"{rows[one.comment].thread_title}\n{_address(member.id, one.comment)}"
            for one in items[:_SHOWN]
            if one.comment in rows
        ]
    text = _(
        "Comments wait for a decision: %(address)s\n\nEach of these links shows one comment and"
        " lets you decide on it once, without signing in. They are yours alone and are good for"
        " three days; do not pass them on."
    ) % {"address": public_address("/staff/")}
    return [text, *lines]


def _address(person: int, comment: str) -> str:
    return public_address(f"/staff/by-mail/{make_link(person=person, comment=comment)}/")
