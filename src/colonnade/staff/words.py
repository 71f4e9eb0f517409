"""The words of the owner's form: a label and a hint for every setting, a word for every choice."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

LABELS = {
    "title": (_("Name of the site"), _("Stands at the top of every page and in every mail.")),
    "tagline": (_("Line under the name"), _("May be empty.")),
    "language": (_("Language"), _("In which the site speaks.")),
    "time_zone": (_("Time zone"), _("In which times are shown, like Europe/Berlin.")),
    "commenting": (
        _("Who may comment"),
        _("Holds for every discussion that has no rule of its own."),
    ),
    "edit_minutes": (
        _("Minutes for editing"),
        _("How long a comment may be edited by its writer. 0: always."),
    ),
    "limit_address": (
        _("Comments a minute from one address"),
        _("More are refused for a while. 0: no limit."),
    ),
    "limit_account": (
        _("Comments a minute by one member"),
        _("More are refused for a while. 0: no limit."),
    ),
    "limit_thread": (
        _("Comments a minute in one discussion"),
        _("More are refused for a while. 0: no limit."),
    ),
    "staff_mail": (
        _("Mail when comments wait"),
        _("One mail to all moderators; the next one comes after the queue was empty."),
    ),
}

CHOICES = {
    "members": _("Members only"),
    "guests-held": _("Members freely; guests after a moderator has seen the comment"),
    "guests": _("Everybody"),
    # By their own names, so that everybody finds hers.
    **dict(settings.LANGUAGES),
    "on": _("Yes"),
    "off": _("No"),
}

_LIMIT = _("Please give a whole number from 0 to 100000.")
EXPECTED = {
    "title": _("Please give one line."),
    "tagline": _("Please give one line."),
    "language": _("Please choose one of these."),
    "time_zone": _("There is no such time zone. Please give one like Europe/Berlin."),
    "commenting": _("Please choose one of these."),
    "edit_minutes": _("Please give a whole number from 0 to 525600."),
    "limit_address": _LIMIT,
    "limit_account": _LIMIT,
    "limit_thread": _LIMIT,
    "staff_mail": _("Please choose one of these."),
}
