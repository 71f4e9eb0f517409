"""What bears on a visitor, in words for herself: her standing, and measures with their reasons."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from colonnade.discussion.reading import ThreadInfo
from colonnade.flows.earn_standing import facts_about
from colonnade.kit import clock
from colonnade.moderation.gates.rules import RaidNow
from colonnade.moderation.reading import (
    Change,
    Imposed,
    bearing_of,
    levels,
    measures_in_force,
    measures_on,
    raids_now,
    standing_history,
)
from colonnade.moderation.standing import (
    KNOWN,
    LEVELS,
    TRUSTED,
    Demands,
    Facts,
    first_level,
)
from colonnade.people.policy import may_moderate
from colonnade.people.reading import Actor
from colonnade.people.whom import whom_of


@dataclass(frozen=True, slots=True)
class OwnStanding:
    """A visitor's standing as she sees it; `next` asks for the level above, None at the top."""

    level: str
    facts: Facts
    changes: list[Change]
    above: str
    asked: Demands | None


@dataclass(frozen=True, slots=True)
class OwnMeasure:
    """A measure as she sees it: what it means, in words; `holds` at this moment."""

    words: str
    holds: bool
    measure: Imposed


@dataclass(frozen=True, slots=True)
class AtForm:
    """What is told where somebody writes: measures on her, raid switches.

    `keeps_out`: only members write for some hours, and she is a guest.
    """

    bears: list[str]
    stricter: list[str]
    keeps_out: bool


def own_standing(actor: Actor) -> OwnStanding | None:
    """Return the standing of a member or guest; None for staff, who need none, and for nobody."""
    whom = whom_of(person=actor.person, guest=actor.guest)
    if whom is None or whom.is_staff:
        return None
    history = standing_history(person=whom.person, guest=whom.guest)
    level = history[0].level if history else first_level(whom.person)
    above = {TRUSTED: "", KNOWN: TRUSTED}.get(level, KNOWN)
    asked = getattr(levels(), above) if above else None
    return OwnStanding(level, facts_about(whom), history, above, asked)


def own_measures(actor: Actor) -> list[OwnMeasure]:
    """Return all measures on the visitor, newest first."""
    now = clock.now()
    found = measures_on(person=actor.person, guest=actor.guest)
    return [OwnMeasure(words_of(one), one.is_in_force(now), one) for one in found]


def told_at_form(actor: Actor, thread: ThreadInfo) -> AtForm:
    """Return what bears on her where she is about to write: on herself, and on everybody.

    Two statements where nothing does, one for somebody of whom nothing is known.
    """
    bearing = bearing_of(actor, thread.section)
    bears: list[str] = []
    if bearing.is_barred or bearing.holds_all or bearing.slow_seconds:
        found = measures_in_force(person=actor.person, guest=actor.guest)
        bears = [
            _("%(words)s The reason: %(reason)s") % {"words": words_of(one), "reason": one.reason}
            for one in found
            if one.section in {"", thread.section}
        ]
    # The staff write as ever.
    raids = [] if may_moderate(actor) else raids_now()
    here = [one for one in raids if one.thread in {None, thread.id}]
    keeps_out = not actor.is_member and any(one.strictness.members_only for one in here)
    stricter = [_raid_words(one, is_member=actor.is_member) for one in here]
    return AtForm(bears, [words for words in stricter if words], keeps_out)


def _raid_words(raid: RaidNow, *, is_member: bool) -> str:
    """Return what is stricter for some hours, for one who is about to write; '' if nothing is."""
    asks, words = raid.strictness, []
    if asks.members_only and not is_member:
        words.append(_("Only members can write."))
    if asks.slow_seconds:
        words.append(_("You can write one comment every %(seconds)s seconds."))
    if asks.hold_all:
        words.append(_("A moderator sees every comment before others do."))
    if not words:
        return ""
    end = date_format(localtime(raid.until), "DATETIME_FORMAT")
    said = " ".join(words) % {"seconds": asks.slow_seconds}
    return _("It is stricter here until %(end)s. %(said)s") % {"end": end, "said": said}


def words_of(one: Imposed) -> str:
    """Return what a measure means for whom it meets, where it holds and until when."""
    words = {
        "warn": _("You were warned."),
        "slow": _("You can write one comment every %(seconds)s seconds."),
        "hold_all": _("A moderator sees your comments before others do."),
        "suspend": _("You cannot write."),
        "ban": _("You cannot write any more."),
    }[one.kind] % {"seconds": one.seconds}
    if one.section:
        words += " " + _("This holds in “%(section)s”.") % {"section": one.section}
    if one.until is not None:
        end = date_format(localtime(one.until), "DATETIME_FORMAT")
        words += " " + _("It ends by itself: %(end)s.") % {"end": end}
    return words


def level_words(level: str) -> str:
    """Return a level as its bearer reads it."""
    names = dict(zip(LEVELS, (_("Guest"), _("New"), _("Known"), _("Trusted")), strict=True))
    return names[level]
