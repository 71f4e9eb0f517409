"""A mail to one person who is no member of the staff."""

from django.core.mail import EmailMessage
from django.utils.translation import ngettext

from colonnade.notify.actions import one_line
from colonnade.sites.reading import current_site, mail_sender


def waiting_subject(count: int) -> str:
    """Return the subject of a mail that says how many comments wait."""
    words = ngettext("%(count)d comment waits", "%(count)d comments wait", count)
    return words % {"count": count}


def send_letter(*, to: str, subject: str, text: str) -> None:
    """Send a mail now; its subject begins with the site's name. Raises what the backend raises."""
    EmailMessage(
        subject=one_line(f"{current_site().title}: {subject}"),
        body=text,
        from_email=mail_sender(),
        to=[to],
        # Machines should not answer it.
        headers={"Auto-Submitted": "auto-generated"},
    ).send()
