"""What a reporter is told, in page and mail alike: no text and no name of anybody else."""

from django.utils.translation import gettext as _

from colonnade.moderation.reading import OwnReport
from colonnade.moderation.reports import ABOUT_ME, ABUSE, ILLEGAL


def said_words(report: OwnReport) -> str:
    """Return what she reported."""
    words = {
        ILLEGAL: _("It is illegal."),
        ABUSE: _("It is about the sexual abuse of a child."),
        ABOUT_ME: _("It is about you: your privacy, or your good name."),
    }
    broken = _("It breaks rule %(number)s of the moderation policy.") % {"number": report.rule}
    return words.get(report.kind, broken)


def outcome_words(report: OwnReport, *, undone: bool = False) -> str:
    """Return what became of it until now; `undone`: what settled it was taken back since."""
    words = _settled_words(report)
    return f"{words} {_('This was taken back later.')}" if undone else words


def _settled_words(report: OwnReport) -> str:
    if report.state == "open":
        return _("A moderator will look at it. Nothing is decided yet.")
    if report.state == "gone":
        return _("The writer deleted the comment before anybody decided.")
    if report.settled is not None and report.created > report.settled:
        return _(
            "Moderators have looked at this very wording before, after an earlier report, and it"
            " stands. Your report is kept with that one; nobody looks at the comment anew."
        )
    if report.state == "kept":
        return _("A moderator looked at the comment and let it stand.")
    return f"{_act_words(report.act)} {_cited(report)}".strip()


def _act_words(act: str) -> str:
    words = {
        "remove": _("A moderator removed the comment."),
        "cut": _("A moderator took a part of the comment out."),
    }
    return words.get(act, _("A moderator has acted on the comment."))


def _cited(report: OwnReport) -> str:
    rule, version, law = report.cites
    if rule and not version:
        return _("It broke rule %(number)s of the policy.") % {"number": rule}
    if rule:
        named = {"number": rule, "version": version}
        return _("It broke rule %(number)s of version %(version)s of the policy.") % named
    return _("The law behind it: %(law)s.") % {"law": law} if law else ""
