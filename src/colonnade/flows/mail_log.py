"""Tell the owners by mail where the public log ends: a witness that lies outside of the site."""

from datetime import timedelta

from django.utils.translation import gettext as _

from colonnade.kit import clock
from colonnade.moderation.log.keeping import keep_mailed
from colonnade.moderation.log.phrases import done
from colonnade.moderation.log.reading import Unmailed, unmailed
from colonnade.notify.letters import send_letter
from colonnade.people.reading import staff
from colonnade.sites.reading import current_site, public_address

_DAY = timedelta(days=1)


def mail_log() -> int:
    """Send each owner what was added to the log, at most once a day; return how many mails went.

    Nothing goes where nothing was added, or where the owner switched mail off. Raises what the way
    of mail raises: then the next attempt sends it, to some perhaps for the second time.
    """
    moment = clock.now()
    found = unmailed(before=moment - _DAY) if current_site().staff_mail else None
    if found is None:
        return 0
    owners = [one.email for one in staff() if one.role == "owner" and one.is_reachable]
    for email in owners:
        send_letter(to=email, subject=_("The public log of today"), text=_text(found))
    keep_mailed(number=found.head.number, moment=moment)
    return len(owners)


def _text(found: Unmailed) -> str:
    lines = [_("Added to the public log since the last mail:"), ""]
    lines += [f"{count} × {done(act)}" for act, count in found.acts.items()]
    lines += ["", _("Entry %(number)s is the last one now.") % {"number": found.head.number}]
    lines += [
        "",
        _("Keep this mail: it proves how the log ended today."),
        f"number {found.head.number}",
        f"head {found.head.head}",
        f"signature {found.head.signature}",
        f"key {found.head.key}",
        "",
        public_address("/log/"),
    ]
    return "\n".join(lines)
