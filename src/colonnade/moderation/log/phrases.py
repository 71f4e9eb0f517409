"""The words of the public log."""

from django.utils.translation import gettext_lazy as _

# What was done, as an entry says it.
DONE = {
    "hold": _("A comment was held back"),
    "remove": _("A comment was removed"),
    "restore": _("A removed comment was put back"),
    "cut": _("A part of a comment was taken out"),
    "uncut": _("A part of a comment was put back"),
    "noindex": _("Search engines were asked to leave something out"),
    "index": _("Search engines may find something again"),
    "keep": _("A reported comment was kept"),
    "refuse": _("Comments were refused before they appeared"),
    "readmit": _("Refused comments were let in after all"),
    "close": _("A discussion was closed"),
    "reopen": _("A discussion was opened again"),
    "raid": _("Stricter rules for posting were switched on for some hours"),
    "calm": _("Stricter rules for posting were switched off"),
    "warn": _("A writer was warned"),
    "slow": _("A writer was slowed down"),
    "hold_all": _("All that a writer writes is held back first"),
    "suspend": _("A writer was suspended"),
    "ban": _("A writer was banned"),
    "lift": _("A measure against a writer was lifted"),
    "erase": _("A writer was erased, at her wish"),
}
# From what it came.
BEGAN = {
    "report": _("after a report"),
    "own": _("found by the staff"),
    "automated": _("decided automatically"),
}
# By whom.
BY = {
    "moderator": _("by a moderator"),
    "editor": _("by an editor"),
    "owner": _("by the owner"),
    "outside": _("by a person from outside"),
    "automation": _("by the program"),
}


def done(act: str) -> str:
    """Return what an act did, in words; its own word where it has none."""
    return str(DONE.get(act, act))
