"""What can happen to a comment or a person, in plain words: printed from the tables of both."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from colonnade.discussion.policy import TRANSITIONS
from colonnade.moderation.table import ACTS

# What an act is, in a sentence. `delete` is the writer's own.
CAN = {
    "approve": _("A comment that waited is shown to everybody."),
    "hold": _("A comment is held back: its writer and the staff alone see it."),
    "remove": _("A comment is removed. Its place stays, with the reason."),
    "restore": _("A removed comment is put back as it was."),
    "cut": _("A part of a comment is taken out; it can be seen that something was."),
    "uncut": _("What was taken out of a comment is put back."),
    "noindex": _("Search engines are asked to leave a comment or a discussion out."),
    "index": _("Search engines may find it again."),
    "keep": _("A reported comment stays: it breaks no rule."),
    "refuse": _("A comment is refused before it appears. What was typed is not lost."),
    "readmit": _("Comments that were refused are let in after all."),
    "close": _("A discussion is closed: it can be read, and takes no more comments."),
    "reopen": _("A discussion is opened again."),
    "raid": _("For some hours, comments are taken slowly, from members alone, or wait first."),
    "calm": _("These stricter hours end."),
    "warn": _("A writer is warned."),
    "slow": _("A writer has to wait between two comments."),
    "hold_all": _("All that somebody writes waits for a moderator first."),
    "suspend": _("A writer cannot write until a day that she is told."),
    "ban": _("A writer cannot write any more."),
    "lift": _("A measure against a writer ends."),
    "erase": _("A writer is erased at her wish, with or without what she wrote."),
    "delete": _("Its writer deletes it. Its place stays where it was answered."),
}
SUBJECTS = {
    "comment": _("Comments"),
    "batch": _("Comments that do not appear"),
    "thread": _("Discussions"),
    "site": _("The whole site"),
    "person": _("Those who write"),
}
STATES = {
    "held": _("held back"),
    "visible": _("public"),
    "removed": _("removed"),
    "deleted": _("deleted"),
}
ACTS_SHORT = {
    "approve": _("approved"),
    "hold": _("held back"),
    "remove": _("removed"),
    "restore": _("put back"),
    "delete": _("deleted by its writer"),
}


@dataclass(frozen=True, slots=True)
class Possible:
    """One act in words; `restricts`: with reasons, and it may be appealed."""

    act: str
    words: str
    restricts: bool
    logged: bool


def possible_acts() -> list[tuple[str, list[Possible]]]:
    """Return (to what, the acts) in the order of the table."""
    found: dict[str, list[Possible]] = {}
    for name, act in ACTS.items():
        # What the staff do among themselves is nobody else's business.
        if act.restricts or act.logged or act.ends:
            one = Possible(name, _said(name), act.restricts, act.logged)
            found.setdefault(act.on[0], []).append(one)
    return [(str(SUBJECTS.get(kind, kind)), acts) for kind, acts in found.items()]


def possible_states() -> list[tuple[str, list[str]]]:
    """Return (state, what may become of a comment in it) in the order of the table."""
    found: dict[str, list[str]] = {}
    for state, act in TRANSITIONS:
        found.setdefault(state, []).append(str(ACTS_SHORT.get(act, act)))
    return [(str(STATES.get(state, state)), acts) for state, acts in found.items()]


def _said(act: str) -> str:
    return str(CAN.get(act, act))
