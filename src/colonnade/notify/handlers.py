"""Who is told what when something happened: called by the outbox's worker."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from colonnade.discussion.events import CommentPosted, VisibilityChanged
from colonnade.discussion.reading import does_any_wait, held_comments
from colonnade.kit import clock
from colonnade.notify.actions import one_line
from colonnade.notify.letters import waiting_subject
from colonnade.notify.models import StaffNotice
from colonnade.outbox.prepared import Prepared
from colonnade.outbox.worker import Write, starts_outside, takes_many
from colonnade.people.reading import staff
from colonnade.sites.reading import current_site, mail_sender, public_address
from colonnade.sites.speech import site_speech

_SHOWN = 20


@takes_many
@starts_outside
def tell_staff(events: Sequence[CommentPosted | VisibilityChanged]) -> Write | None:
    """Send the staff one mail when comments begin to wait; the next one after an empty queue.

    No mail goes without a notice that is kept before it. Whatever ends the attempt, the notice
    is known not to have reached anybody, and the next attempt sends its mail: perhaps for the
    second time, if the end came between the mail and the receipt.
    """
    notice, told = _open_notice()
    if not does_any_wait():
        return None if notice is None else partial(_keep, notice, cleared=clock.now())
    site = current_site()
    if told or not site.staff_mail or site.daily_mail:
        return None
    kept = _begun(notice)
    with site_speech():
        _send()
    return partial(_keep, kept, told=True)


def _open_notice() -> tuple[int | None, bool]:
    """Return the notice that stands, and whether its mail was taken (one query)."""
    found = _OPEN.rows()
    return found[0] if found else (None, False)


def _begun(notice: int | None) -> int:
    """Keep that a mail is about to go: where nothing can be kept, nothing is sent."""
    if notice is None:
        return StaffNotice.objects.create(sent=clock.now(), told=False).pk
    _keep(notice, sent=clock.now())
    return notice


def _keep(notice: int, **values: object) -> None:
    StaffNotice.objects.filter(pk=notice).update(**values)


def _send() -> None:
    people = [member.email for member in staff() if member.is_reachable]
    if not people:
        return
    site, count = current_site(), len(held_comments(limit=_SHOWN))
    text = _(
        "Comments on %(site)s wait for a decision.\n\n%(address)s\n\n"
        "You get one such mail; the next one comes after the queue was empty."
    ) % {"site": site.title, "address": public_address("/staff/")}
    message = EmailMessage(
        subject=one_line(f"{site.title}: {waiting_subject(count)}"),
        body=text,
        from_email=mail_sender(),
        to=[],
        bcc=people,
    )
    message.send()


def _open() -> "QuerySet[Any, Any]":
    return StaffNotice.objects.filter(cleared=None).order_by("-pk").values_list("pk", "told")[:1]


_OPEN = Prepared(_open)
