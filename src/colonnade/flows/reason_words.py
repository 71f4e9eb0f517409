"""What a statement of reasons says, in page and mail alike: roles, never names."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from colonnade.moderation.reading import AppealSeen, Told


def what_words(told: Told) -> str:
    """Return what was done, as she reads it whom it meets."""
    words = {
        "hold": _("Your comment is held back: only you and the moderators see it."),
        "remove": _("Your comment was removed: only you and the moderators see it."),
        "cut": _("A part of your comment was taken out."),
        "approve": _("Your comment is not held back any more."),
        "restore": _("Your comment was put back where it stood."),
        "uncut": _("The part that was taken out of your comment is back."),
        "noindex": _("Search engines are asked to leave your comment out. Readers still see it."),
        "index": _("Search engines may find your comment again."),
        "warn": _("You were warned."),
        "slow": _("You must wait a while after each comment."),
        "hold_all": _("A moderator sees your comments before others do."),
        "suspend": _("You cannot write for a time."),
        "ban": _("You cannot write any more."),
        "lift": _("A measure against you was lifted."),
    }
    return words.get(told.act, _("Something was decided about you."))


def where_words(told: Told) -> str:
    """Return where it holds, and for how long."""
    place = (
        _("in “%(section)s”") % {"section": told.section}
        if told.section
        else _("on this whole site")
    )
    if told.kind == "comment":
        place = _("for this comment")
    if told.until is not None:
        end = date_format(localtime(told.until), "DATETIME_FORMAT")
        return _("It holds %(place)s, until %(end)s.") % {"place": place, "end": end}
    if told.act in {"warn", "approve", "restore", "uncut", "index", "lift"}:
        return _("It holds %(place)s.") % {"place": place}
    return _("It holds %(place)s, until it is taken back.") % {"place": place}


def by_words(told: Told) -> str:
    """Return by which role it was decided, and whether by a person at all."""
    if told.automated:
        return _("It was decided by the program, without a person. A person decides if you object.")
    by = {
        "owner": _("It was decided by an owner of this site."),
        "editor": _("It was decided by an editor."),
        "outside": _("It was decided by a person from outside, whom the owner had named for this."),
    }
    return by.get(told.role, _("It was decided by a moderator.")) + " " + _("Not automated.")


def from_words(told: Told) -> str:
    """Return from what it came."""
    if told.reported:
        return _("It was looked at because somebody reported it.")
    if told.automated:
        return _("Nobody reported it: a rule of the program applied.")
    return _("Nobody reported it: the moderators found it themselves.")


def facts_words(told: Told) -> str:
    """Return the facts and reasons as they were written down; never nothing."""
    parts = [one for one in (told.reason, told.facts) if one]
    if parts:
        return " – ".join(dict.fromkeys(parts))
    if told.act == "hold":
        return _("A moderator wants to look at it once more before others read it.")
    return _("No words were added.")


def ground_words(told: Told) -> str:
    """Return the rule of a version of the policy, or the law, that it rests on; '' for none."""
    if told.rule:
        named = {"number": told.rule, "version": told.policy}
        return _("It rests on rule %(number)s of the policy, version %(version)s.") % named
    return _("It rests on the law: %(law)s.") % {"law": told.law} if told.law else ""


def appeal_words(appeal: AppealSeen) -> str:
    """Return how an appeal stands, for who made it."""
    if appeal.is_open:
        day = date_format(localtime(appeal.due), "DATE_FORMAT")
        return _("You have objected. Somebody else decides, by %(day)s.") % {"day": day}
    return verdict_words(appeal)


def verdict_words(appeal: AppealSeen) -> str:
    """Return what became of an appeal that is settled, for who made it."""
    words = {
        "upheld": _("Somebody else looked at it after you objected: the decision stands."),
        "reversed": _("Somebody else looked at it after you objected: the decision is taken back."),
        "gone": _("The decision was taken back before anybody had to decide on your objection."),
    }
    return words[appeal.state]
