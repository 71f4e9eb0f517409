"""A mail that is sent at once, to see whether mail works; mails in files, forgotten."""

import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _

from colonnade.kit.refusals import Kind, Refusal
from colonnade.sites.reading import current_site, mail_sender, public_address

_WHY_LIMIT = 200


def send_test_mail(*, to: str) -> None:
    """Send a short mail now, past the outbox.

    Raises Refusal mail_unreachable, mail_denied or mail_not_taken. Where mail is written to
    files, one is written.
    """
    site, connection = current_site(), get_connection()
    message = EmailMessage(
        subject=one_line(_("%(site)s can send mail") % {"site": site.title}),
        body=_("This is the test mail that you asked for.\n\n%(address)s")
        % {"address": public_address("/")},
        from_email=mail_sender(),
        to=[to],
        connection=connection,
    )
    try:
        with _faults_in_words():
            message.send()
    finally:
        connection.close()  # Django leaves it open where signing in to the server failed


def forget_letters(*, addresses: Sequence[str]) -> None:
    """Delete mails to these addresses where mail is written to files."""
    folder = Path(str(getattr(settings, "EMAIL_FILE_PATH", "") or ""))
    if not settings.MAIL_GOES_TO_FILES or not addresses or not folder.is_dir():
        return
    wanted = [address.lower().encode() for address in addresses]
    for path in folder.glob("*.log"):
        text = path.read_bytes().lower()
        if any(address in text for address in wanted):
            path.unlink(missing_ok=True)


def one_line(text: str) -> str:
    """Return a text fit for the head of a mail, whatever stands in a title."""
    return " ".join(text.split())


@contextmanager
def _faults_in_words() -> Iterator[None]:
    """Turn what the mail server or the way to it did into a refusal."""
    host, port = str(settings.EMAIL_HOST), int(settings.EMAIL_PORT)
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise Refusal("mail_denied", Kind.CONFLICT, host=host) from error
    except (smtplib.SMTPConnectError, smtplib.SMTPServerDisconnected) as error:
        raise Refusal("mail_unreachable", Kind.CONFLICT, host=host, port=port) from error
    except smtplib.SMTPException as error:
        raise Refusal("mail_not_taken", Kind.CONFLICT, host=host, why=_said_by(error)) from error
    except OSError as error:
        raise Refusal("mail_unreachable", Kind.CONFLICT, host=host, port=port) from error


def _said_by(error: smtplib.SMTPException) -> str:
    """Return what the server answered, in its own words."""
    said: object = getattr(error, "smtp_error", b"")
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = next(iter(error.recipients.values()))[1]
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return (words or str(error))[:_WHY_LIMIT]
