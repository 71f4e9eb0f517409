"""The words of the screens about gates: presets, choices, lists."""

from dataclasses import asdict

from django.utils.translation import gettext_lazy as _

from colonnade.moderation.gates.choices import ANY, HOLD, OFF, REFUSE, Choices
from colonnade.staff.fields import Field
from colonnade.staff.words import CHOICES, LABELS

PRESET_WORDS = {
    "open": (
        _("Open"),
        _("Everybody writes freely. Only what is repeated, or full of links by a guest, waits."),
    ),
    "careful": (
        _("Careful"),
        _("Guests wait, and everybody's first comment; links by standing."),
    ),
    "twenty": (
        _("Twenty minutes a day"),
        _(
            "As careful; discussions close after 14 days, so that nobody has to watch them, and the"
            " staff get one mail a day."
        ),
    ),
    "members": (
        _("Members only"),
        _("Who comments has an account. Links and repeats are watched."),
    ),
}

_EFFECTS = {OFF: _("let it pass"), HOLD: _("a moderator sees it first"), REFUSE: _("refuse it")}
_ANY_HINT = _("Empty: as many as anybody likes.")
_LABELS = {
    "first_posts": (
        _("First comments that wait"),
        _("So many comments of somebody new are seen by a moderator first. 0: none."),
    ),
    "links_guest": (_("Links by a guest"), _ANY_HINT),
    "links_new": (_("Links by somebody new"), _ANY_HINT),
    "links_known": (_("Links by somebody known"), _ANY_HINT),
    "links_trusted": (_("Links by somebody trusted"), _ANY_HINT),
    "trusted_pass": (
        _("Who is trusted is not held for what she writes"),
        _("Lists that refuse hold for everybody."),
    ),
    "repeats": (
        _("The same text again, or nearly"),
        _("Compared with those of the last three days."),
    ),
    "like_removed": (
        _("A text like one that was removed"),
        _("Compared with those of the last three months."),
    ),
    "close_days": (
        _("Days until a discussion closes"),
        _("It can be read for ever. 0: it stays open."),
    ),
    "check_url": (
        _("Outside check"),
        _("An address of yours that is sent each comment after it was posted. It may only hold."),
    ),
    "check_seconds": (_("Seconds that the check has"), _("From 1 to 10.")),
}
_CHOICES = {
    "trusted_pass": (("on", _("Yes")), ("off", _("No"))),
    "repeats": tuple((word, _EFFECTS[word]) for word in (OFF, HOLD, REFUSE)),
    "like_removed": tuple((word, _EFFECTS[word]) for word in (OFF, HOLD)),
}

KIND_WORDS = {"words": _("words and phrases"), "patterns": _("patterns")}
EFFECT_WORDS = {HOLD: _("a moderator sees it first"), REFUSE: _("refused at once")}


def choice_fields(choices: Choices) -> list[Field]:
    """Return the fields of the owner's form."""
    values = asdict(choices)
    return [
        Field(
            name,
            str(label),
            str(hint),
            _typed(values[name]),
            kind="one" if name in _CHOICES else "line" if name == "check_url" else "number",
            choices=tuple((word, str(words)) for word, words in _CHOICES.get(name, ())),
        )
        for name, (label, hint) in _LABELS.items()
    ]


def choice_words(name: str) -> str:
    """Return what a choice, or a setting of the site that goes with a preset, is called."""
    return str((_LABELS.get(name) or LABELS[name])[0])


def value_words(name: str, typed: str) -> str:
    """Return what is chosen, in words."""
    if not typed:
        return str(_("any number"))
    words = dict(_CHOICES.get(name, ()))
    return str(words.get(typed) or CHOICES.get(typed, typed))


def _typed(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return "" if value == ANY else str(value)
