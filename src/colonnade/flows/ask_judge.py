"""Send an appeal that nobody of the staff may decide to the outside person whom the owner named."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from colonnade.moderation.actions.outside import make_judge_link
from colonnade.moderation.events import OutsideAsked
from colonnade.moderation.reading import appeal_named
from colonnade.moderation.reading.outside import judges_case
from colonnade.notify.letters import send_letter
from colonnade.outbox.worker import starts_outside
from colonnade.sites.reading import current_site, public_address
from colonnade.sites.speech import site_speech

PATH = "/decisions/outside/{secret}/"


@starts_outside
def ask_judge(event: OutsideAsked) -> None:
    """Send the link: no text of the case and no name is in the mail.

    Nothing goes where somebody has decided meanwhile, or the owner named nobody any more.
    """
    appeal, site = appeal_named(event.appeal), current_site()
    if appeal is None or not appeal.is_open or not site.is_outside_named:
        return
    secret = make_judge_link(appeal=appeal.id, judge=site.outside_name)
    case = judges_case(secret)
    with site_speech():
        end = date_format(localtime(case.until), "DATE_FORMAT") if case else ""
        parts = [
            _(
                "On %(site)s somebody objects to a decision, and nobody there may decide it anew:"
                " the one who made it works alone. You were named for such a case."
            )
            % {"site": site.title},
            _(
                "This page shows what was decided, why, and what is said against it. There you say"
                " whether the decision stands, with your reasons. You need no account."
            ),
            public_address(PATH.format(secret=secret)),
            _(
                "The link decides this one case, once, until %(end)s. It is yours alone: please do"
                " not pass it on. If you cannot decide, you need not do anything."
            )
            % {"end": end},
        ]
        send_letter(to=site.outside_mail, subject=_("an appeal to decide"), text="\n\n".join(parts))
