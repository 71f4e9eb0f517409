"""Tell by mail who reported a comment that it has come in, and what became of it."""

from django.utils.translation import gettext as _

from colonnade.flows.report_words import outcome_words, said_words
from colonnade.moderation.actions import mark_told, secret_of
from colonnade.moderation.events import CaseSettled, OutcomeTakenBack, ReportReceived
from colonnade.moderation.reading import (
    OwnReport,
    decision_told,
    report_named,
    untold_in,
    waiting_for_turn,
)
from colonnade.notify.letters import send_letter
from colonnade.outbox.worker import starts_outside
from colonnade.sites.reading import current_site, public_address
from colonnade.sites.speech import site_speech


@starts_outside
def send_receipt(event: ReportReceived) -> None:
    """Send the receipt; where the server ends between mail and mark, perhaps twice."""
    report = report_named(event.report)
    if report is None or not report.email:
        return
    with site_speech():
        send_letter(to=report.email, subject=_("your report has come in"), text=_receipt(report))


@starts_outside
def send_outcome(event: CaseSettled) -> None:
    """Send the outcome to each who waits for it and was not told yet."""
    for public_id in untold_in(event.case):
        _tell(public_id)


@starts_outside
def send_turn(event: OutcomeTakenBack) -> None:
    """Send it to each who knows the outcome that was taken back, or still waits for one."""
    for public_id in waiting_for_turn(event.case, event.ruling):
        _tell(public_id)


def _tell(public_id: str) -> None:
    """Send how a report stands now, and keep when; perhaps twice where the server ends between."""
    report = report_named(public_id)
    if report is None or not report.email:
        return
    settled = decision_told(report.decision) if report.decision else None
    undone = bool(settled and settled.undone_by)
    with site_speech():
        subject = _("what became of your report")
        if undone and report.told:
            subject = _("your report: a decision was taken back")
        send_letter(to=report.email, subject=subject, text=_outcome(report, undone=undone))
    mark_told(report=public_id)


def _receipt(report: OwnReport) -> str:
    return "\n\n".join(
        [
            _("Thank you. You reported a comment on %(site)s:") % {"site": current_site().title},
            public_address(f"/c/{report.comment}/"),
            said_words(report),
            outcome_words(report),
            _("Here you see at any time how it stands. The address is yours alone:"),
            _status(report),
            _("If you did not report anything, somebody gave your address: do nothing."),
        ]
    )


def _outcome(report: OwnReport, *, undone: bool) -> str:
    return "\n\n".join(
        [
            _("You reported a comment on %(site)s:") % {"site": current_site().title},
            public_address(f"/c/{report.comment}/"),
            outcome_words(report, undone=undone),
            _("Here you see at any time how it stands. The address is yours alone:")
            if undone
            else _("If you think that this is wrong: here stands what you can do."),
            _status(report),
        ]
    )


def _status(report: OwnReport) -> str:
    return public_address(f"/reports/{secret_of(report.id)}/")
