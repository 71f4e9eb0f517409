"""Tell by mail whom a decision meets, and who objected, what was decided; the text stays away."""

from django.utils.translation import gettext as _

from colonnade.flows.reason_words import (
    by_words,
    facts_words,
    from_words,
    ground_words,
    verdict_words,
    what_words,
    where_words,
)
from colonnade.moderation.actions import mark_mailed, secret_of
from colonnade.moderation.appeals import REPORTER
from colonnade.moderation.events import AppealDecided, ReasonsStated
from colonnade.moderation.reading import AppealSeen, appeal_named, decision_told, report_named
from colonnade.moderation.table import restricts
from colonnade.notify.letters import send_letter
from colonnade.outbox.worker import starts_outside
from colonnade.people.reading import mail_for_reasons
from colonnade.sites.reading import current_site, public_address
from colonnade.sites.speech import site_speech


@starts_outside
def send_reasons(event: ReasonsStated) -> None:
    """Send a statement of reasons; where the server ends between mail and mark, perhaps twice."""
    told = decision_told(event.decision)
    to = mail_for_reasons(told.person) if told and told.person is not None else ""
    if told is None or not to:
        return
    with site_speech():
        site = {"site": current_site().title}
        parts = [
            _("This was decided about you on %(site)s:") % site,
            what_words(told),
            where_words(told),
            _("Why: %(facts)s") % {"facts": facts_words(told)},
            ground_words(told),
            f"{from_words(told)} {by_words(told)}",
            _("All of it, and how to object:") if restricts(told.act) else _("All of it:"),
            public_address(f"/decisions/{told.id}/"),
            _("You can switch these mails off: %(address)s")
            % {"address": public_address("/me/settings/")},
        ]
        subject = _("a decision about you")
        send_letter(to=to, subject=subject, text="\n\n".join(part for part in parts if part))
    mark_mailed(decision=told.id)


@starts_outside
def send_answer(event: AppealDecided) -> None:
    """Send what became of an appeal, to the writer or the reporter who made it."""
    appeal = appeal_named(event.appeal)
    if appeal is None:
        return
    to, path = _writer(appeal) if appeal.by != REPORTER else _reporter(appeal)
    if not to:
        return
    with site_speech():
        parts = [
            _("You objected to a decision on %(site)s.") % {"site": current_site().title},
            verdict_words(appeal),
            _("The reasons: %(reasons)s") % {"reasons": appeal.reasons},
            public_address(path),
        ]
        send_letter(to=to, subject=_("what became of your appeal"), text="\n\n".join(parts))


def _writer(appeal: AppealSeen) -> tuple[str, str]:
    to = mail_for_reasons(appeal.person) if appeal.person is not None else ""
    return to, f"/decisions/{appeal.decision}/"


def _reporter(appeal: AppealSeen) -> tuple[str, str]:
    report = report_named(appeal.report)
    return (report.email if report else ""), f"/reports/{secret_of(appeal.report)}/"
