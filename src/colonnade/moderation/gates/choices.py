"""What the owner chose for the gates, checked at its door, and sets of choices to begin with."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlsplit

from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import check_characters
from colonnade.moderation.standing import GUEST, KNOWN, NEW, TRUSTED

OFF, HOLD, REFUSE = "off", "hold", "refuse"
# As many as anybody likes.
ANY = -1
URL_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Choices:
    """What the gates do. As shipped: nothing that the site's settings do not say.

    `first_posts`: so many comments of somebody new are held. `links_…`: how many links somebody
    of this standing may set before the comment waits, -1 for any number. `trusted_pass`: who is
    trusted is not held for what she writes. `close_days`: a discussion closes so many days after
    it began, 0 never. `report_…`: reports of this weight, by so many people who have been here
    for a while, hold a comment; weight 0: never. `check_…`: the outside check, its address, secret
    and time limit (seconds).
    """

    first_posts: int = 0
    links_guest: int = ANY
    links_new: int = ANY
    links_known: int = ANY
    links_trusted: int = ANY
    trusted_pass: bool = False
    repeats: str = OFF
    like_removed: str = OFF
    close_days: int = 0
    report_weight: int = 0
    report_people: int = 3
    check_url: str = ""
    check_secret: str = ""
    check_seconds: int = 3

    def links_for(self, level: str) -> int | None:
        """Return how many links somebody of this standing may set, None for any number."""
        most = _BY_LEVEL[level](self)
        return None if most == ANY else most

    @property
    def compares(self) -> bool:
        """Return whether texts are compared with earlier ones."""
        return self.repeats != OFF or self.like_removed != OFF


_BY_LEVEL = {
    GUEST: lambda choices: choices.links_guest,
    NEW: lambda choices: choices.links_new,
    KNOWN: lambda choices: choices.links_known,
    TRUSTED: lambda choices: choices.links_trusted,
}
_NUMBERS = {
    "first_posts": range(21),
    "links_guest": range(ANY, 101),
    "links_new": range(ANY, 101),
    "links_known": range(ANY, 101),
    "links_trusted": range(ANY, 101),
    "close_days": range(3_651),
    "report_weight": range(101),
    "report_people": range(1, 101),
    "check_seconds": range(1, 11),
}
# What every preset leaves as it was.
_OF_THE_SITE = {"report_weight", "report_people", "check_seconds"}
_WORDS = {"repeats": (OFF, HOLD, REFUSE), "like_removed": (OFF, HOLD)}


@dataclass(frozen=True, slots=True)
class Preset:
    """A set of choices under a name, with settings of the site that go with it.

    `daily`: the staff get one mail a day, and none in between.
    """

    commenting: str
    choices: Choices
    daily: bool = False

    @property
    def settings(self) -> dict[str, str]:
        """Return the site's settings that go with it, as `colonnade site set` takes them."""
        mail = {"staff_mail": "on", "daily_mail": "on"} if self.daily else {}
        return {"commenting": self.commenting, **mail}


PRESETS: dict[str, Preset] = {
    "open": Preset("guests", Choices(links_guest=2, repeats=HOLD)),
    "careful": Preset(
        "guests-held",
        Choices(
            first_posts=1,
            links_guest=0,
            links_new=1,
            links_known=5,
            trusted_pass=True,
            repeats=HOLD,
            like_removed=HOLD,
        ),
    ),
    "twenty": Preset(
        "guests-held",
        Choices(
            first_posts=1,
            links_guest=0,
            links_new=0,
            links_known=3,
            trusted_pass=True,
            repeats=HOLD,
            like_removed=HOLD,
            close_days=14,
        ),
        daily=True,
    ),
    "members": Preset("members", Choices(links_new=2, repeats=HOLD, like_removed=HOLD)),
}


# What any of them sets besides.
PRESET_SETTINGS = ("commenting", "staff_mail", "daily_mail")


def typed_choices(choices: Choices) -> dict[str, str]:
    """Return what a preset may change of these, as the owner's form would send it."""
    found = {name: str(getattr(choices, name)) for name in (*_NUMBERS, *_WORDS)}
    found = {name: "" if word == str(ANY) else word for name, word in found.items()}
    found["trusted_pass"] = "on" if choices.trusted_pass else "off"
    return {name: word for name, word in found.items() if name not in _OF_THE_SITE}


def accept_choices(typed: Mapping[str, str], before: Choices) -> Choices:
    """Return the choices of a form; what it does not name stays as it was.

    Raises Refusal gate_choice_invalid (name).
    """
    values: dict[str, int | str | bool] = {}
    for name, raw in typed.items():
        if name in _NUMBERS:
            values[name] = _number(name, raw.strip())
        elif name in _WORDS:
            values[name] = _word(name, raw)
        elif name == "trusted_pass":
            values[name] = raw == "on"
        elif name == "check_url":
            values[name] = _url(raw.strip())
    return replace(before, **values)  # type: ignore[arg-type]


def choices_from(data: Mapping[str, object]) -> Choices:
    """Return the choices that were kept; a field that does not fit is as shipped."""
    whole = Choices()
    kinds = {field.name: type(getattr(whole, field.name)) for field in fields(Choices)}
    fitting = {name: value for name, value in data.items() if type(value) is kinds.get(name)}
    return replace(whole, **fitting)  # type: ignore[arg-type]


def with_preset(before: Choices, preset: Preset) -> Choices:
    """Return a preset's choices; the outside check and what reports may do stay as they were."""
    return replace(
        preset.choices,
        report_weight=before.report_weight,
        report_people=before.report_people,
        check_url=before.check_url,
        check_secret=before.check_secret,
        check_seconds=before.check_seconds,
    )


def _number(name: str, raw: str) -> int:
    allowed = _NUMBERS[name]
    if not raw and ANY in allowed:
        return ANY
    if not (raw.isascii() and raw.isdigit() and len(raw) <= 6 and int(raw) in allowed):  # noqa: PLR2004
        raise Refusal("gate_choice_invalid", Kind.INVALID, name=name)
    return int(raw)


def _word(name: str, raw: str) -> str:
    if raw not in _WORDS[name]:
        raise Refusal("gate_choice_invalid", Kind.INVALID, name=name)
    return raw


def _url(raw: str) -> str:
    check_characters(raw, field="check_url")
    if not raw:
        return ""
    try:
        parts = urlsplit(raw)
        fits = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        fits = False
    if not fits or len(raw) > URL_LIMIT or not raw.isprintable() or " " in raw:
        raise Refusal("gate_choice_invalid", Kind.INVALID, name="check_url")
    return raw
