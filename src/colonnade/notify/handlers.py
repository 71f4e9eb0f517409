"""Who is told what when something happened: called by the outbox's worker."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from colonnade.discussion.events import CommentPosted, VisibilityChanged
from colonnade.discussion.reading import held_comments
from colonnade.kit import clock
from colonnade.notify.actions import one_line
from colonnade.notify.models import StaffNotice
from colonnade.outbox.worker import takes_many
from colonnade.people.reading import staff
from colonnade.sites.reading import current_site, mail_sender, public_address

_SHOWN = 20


@takes_many
def tell_staff(events: Sequence[CommentPosted | VisibilityChanged]) -> None:
    """Send the staff one mail when comments begin to wait; the next one after an empty queue."""
    waiting = held_comments(limit=_SHOWN)
    open_notice = StaffNotice.objects.filter(cleared=None)
    if not waiting:
        open_notice.update(cleared=clock.now())
        return
    site = current_site()
    if not site.staff_mail or open_notice.exists():
        return
    StaffNotice.objects.create(sent=clock.now())
    count = len(waiting)
    subject = ngettext("%(count)d comment waits", "%(count)d comments wait", count) % {
        "count": count
    }
    address = public_address("/staff/")
    text = _(
        "Comments on %(site)s wait for a decision.\n\n%(address)s\n\n"
        "You get one such mail; the next one comes after the queue was empty."
    ) % {"site": site.title, "address": address}
    # The owner whom the first start made has no address until she gives one.
    people = [member.email for member in staff() if not member.email.endswith(".invalid")]
    if people:
        message = EmailMessage(
            subject=one_line(f"{site.title}: {subject}"),
            body=text,
            from_email=mail_sender(),
            to=[],
            bcc=people,
        )
        message.send()
