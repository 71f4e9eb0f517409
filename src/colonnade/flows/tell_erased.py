"""Mails about an erasure: that it was asked for, with a way to undo it, and that it is done."""

import logging

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from colonnade.notify.letters import send_letter
from colonnade.outbox.worker import starts_outside
from colonnade.people.erasures import Pending, erasure_named, mail_of, undo_secret, whom_of_word
from colonnade.people.events import ErasureAsked
from colonnade.sites.reading import current_site, public_address
from colonnade.sites.speech import site_speech

_log = logging.getLogger(__name__)


@starts_outside
def send_erasure(event: ErasureAsked) -> None:
    """Tell her that she is to be erased, when, and how to undo it; a guest has no address."""
    wish = erasure_named(event.erasure)
    whom = whom_of_word(wish.word) if wish is not None and wish.done is None else None
    to = mail_of(whom.person) if whom is not None else ""
    if wish is None or not to:
        return
    with site_speech():
        send_letter(to=to, subject=_("your account is to be erased"), text=_words(wish))


def tell_done(*, to: str, texts: bool) -> None:
    """Tell her that it is done; where the mail is not taken, nobody can be told any more."""
    words = _("What you wrote is erased too.") if texts else _("What you wrote stays, nameless.")
    parts = [
        _("Your account on %(site)s is erased. Nothing leads to you any more.")
        % {"site": current_site().title},
        words,
        _("This is the last mail from us: your address is erased as well."),
    ]
    try:
        send_letter(to=to, subject=_("your account is erased"), text="\n\n".join(parts))
    except OSError:
        _log.warning("The last mail about an erasure was not taken.")


def _words(wish: Pending) -> str:
    moment = date_format(localtime(wish.due), "DATETIME_FORMAT")
    site = {"site": current_site().title, "moment": moment}
    asked = (
        _(
            "An owner of %(site)s has asked that your account be erased."
            " It happens after %(moment)s."
        )
        if wish.name
        else _("You asked that your account on %(site)s be erased. It happens after %(moment)s.")
    )
    goes = (
        _("Your name, your address and all that you wrote go. Replies of others stay.")
        if wish.texts
        else _("Your name and your address go. What you wrote stays, without a name.")
    )
    link = public_address(f"/me/erase/undo/{wish.id}/{undo_secret(wish.id)}/")
    parts = [
        asked % site,
        goes,
        _("If this is not what you want, undo it until then: %(link)s") % {"link": link},
    ]
    return "\n\n".join(parts)
