"""The settings of a site, as `colonnade site set` and the owner's screen know them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings

from colonnade.kit.contrast import is_color
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.stylesheet import check_stylesheet
from colonnade.kit.text import accept_text
from colonnade.sites.look import menu_items

COMMENTING = ("members", "guests-held", "guests")
LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)

_CONTACT = 200
_NAME = 60
_ZEROS = 10  # leading ones that a number may have
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS = re.compile(
    rf"(?P<scheme>https?)://(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:]+\])(?::\d{{1,5}})?"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that an owner may set: how its value is read, and what it means."""

    parse: Callable[[str, str], str | int | bool]
    help: str
    # The only words it takes, where they can be listed.
    choices: tuple[str, ...] = ()
    # Its value may have several lines.
    lines: bool = False


def _line(name: str, raw: str) -> str:
    text = accept_text(raw, field=name, limit=120).strip()
    # Everything that any reader of a mail's head or of a page takes for the end of a line.
    if len(text.splitlines()) > 1:
        raise Refusal("setting_invalid", Kind.INVALID, name=name, value=raw, expected="one line")
    return text


def _optional_line(name: str, raw: str) -> str:
    return _line(name, raw) if raw.strip() else ""


def _one_of(*words: str) -> Callable[[str, str], str]:
    def parse(name: str, raw: str) -> str:
        if raw not in words:
            raise Refusal(
                "setting_invalid", Kind.INVALID, name=name, value=raw, expected=", ".join(words)
            )
        return raw

    return parse


def _number(most: int) -> Callable[[str, str], int]:
    def parse(name: str, raw: str) -> int:
        # Python refuses to read very many digits, with a ValueError of its own.
        digits = raw.isascii() and raw.isdigit() and len(raw) <= len(str(most)) + _ZEROS
        if not (digits and int(raw) <= most):
            expected = f"a whole number from 0 to {most}"
            raise Refusal("setting_invalid", Kind.INVALID, name=name, value=raw, expected=expected)
        return int(raw)

    return parse


def _switch(name: str, raw: str) -> bool:
    return _one_of("on", "off")(name, raw.lower()) == "on"


def _zone(name: str, raw: str) -> str:
    try:
        ZoneInfo(raw)
    except (KeyError, ValueError, OSError) as error:
        expected = "a zone like Europe/Berlin"
        refusal = Refusal("setting_invalid", Kind.INVALID, name=name, value=raw, expected=expected)
        raise refusal from error
    return raw


def _text(limit: int, check: Callable[[str], object]) -> Callable[[str, str], str]:
    def parse(name: str, raw: str) -> str:
        if not raw.strip():
            return ""
        text = accept_text(raw, field=name, limit=limit)
        check(text)
        return text

    return parse


def _public_url(name: str, raw: str) -> str:
    """Return an address without path, as browsers write its host."""
    text = raw.strip().removesuffix("/")
    if not text:
        return ""
    match = _ADDRESS.fullmatch(text.lower())
    if match is None:
        expected = "an address like https://example.org, without a path"
        raise Refusal("setting_invalid", Kind.INVALID, name=name, value=raw, expected=expected)
    usual = {"https": ":443", "http": ":80"}[match["scheme"]]
    return match[0].removesuffix(usual)


_MAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"/?]+")
_PAGE = re.compile(r"https?://[^/\s\"<>][^\s\"<>]*|/(?!/)[^\s\"<>]*")


def _contact(name: str, raw: str) -> str:
    """Return an address of mail, or of a page."""
    text = raw.strip()
    fits = not text or (len(text) <= _CONTACT and (_MAIL.fullmatch(text) or _PAGE.fullmatch(text)))
    if not fits:
        expected = "an address like desk@example.org, /pages/contact/ or https://example.org/us"
        raise Refusal("setting_invalid", Kind.INVALID, name=name, value=raw, expected=expected)
    return text


def _outside_name(name: str, raw: str) -> str:
    text = raw.strip()
    return accept_text(_line(name, text), field=name, limit=_NAME) if text else ""


def _mail(name: str, raw: str) -> str:
    """Return an address of mail, or ''."""
    text = raw.strip()
    if text and (len(text) > _CONTACT or not _MAIL.fullmatch(text)):
        expected = "an address like ida@example.org"
        raise Refusal("setting_invalid", Kind.INVALID, name=name, value=raw, expected=expected)
    return text


def _color(name: str, raw: str) -> str:
    text = raw.strip().lower()
    if text and not is_color(text):
        expected = "a color like #8c1d18"
        raise Refusal("setting_invalid", Kind.INVALID, name=name, value=raw, expected=expected)
    return text


SETTINGS: dict[str, Setting] = {
    "title": Setting(_line, "the name of the site"),
    "tagline": Setting(_optional_line, "the line under the name"),
    "language": Setting(
        _one_of(*LANGUAGES), "the language of the site's own words", choices=LANGUAGES
    ),
    "time_zone": Setting(_zone, "the zone in which times are shown"),
    "commenting": Setting(
        _one_of(*COMMENTING),
        "who may comment: members; guests-held (guests wait for a moderator); guests (freely)",
        choices=COMMENTING,
    ),
    "edit_minutes": Setting(
        _number(525_600), "minutes in which a comment may be edited by its writer; 0: always"
    ),
    "limit_address": Setting(_number(100_000), "comments a minute from one address; 0: no limit"),
    "limit_account": Setting(_number(100_000), "comments a minute by one member; 0: no limit"),
    "limit_thread": Setting(_number(100_000), "comments a minute in one thread; 0: no limit"),
    "staff_mail": Setting(
        _switch, "on: one mail to the staff when comments wait", choices=("on", "off")
    ),
    "daily_mail": Setting(
        _switch,
        "on: only the one mail a day to the staff, none in between; needs staff_mail",
        choices=("on", "off"),
    ),
    "public_url": Setting(
        _public_url,
        "the address readers use, where COLONNADE_PUBLIC_URL does not say it; empty: none",
    ),
    "contact": Setting(
        _contact, "where readers reach you: an address of mail or of a page; empty: none"
    ),
    "contact_authorities": Setting(
        _contact, "the same for authorities; empty: where readers reach you"
    ),
    "outside_name": Setting(
        _outside_name, "who decides appeals that nobody of the staff may decide; empty: nobody"
    ),
    "outside_mail": Setting(_mail, "where that person gets her links; empty: nobody decides them"),
    "log_days": Setting(
        _number(36_500), "days that the public log keeps detail, then it counts; 0: for ever"
    ),
    "large_duties": Setting(
        _switch,
        "on: people may object to a decision for six months instead of 14 days",
        choices=("on", "off"),
    ),
    "hold_hours": Setting(
        _number(8_760),
        "hours after which a held comment's writer is told the reasons in a decision; 0: never",
    ),
    "address_days": Setting(
        _number(3_650), "days for which addresses of visitors are kept at most; 0: an hour"
    ),
    "sealed_days": Setting(
        _number(36_500), "days for which a sealed copy of an ordered comment is kept"
    ),
    "accent": Setting(
        _color,
        "the accent color, like #8c1d18; shades that can be read follow from it; empty: ours",
    ),
    "menu": Setting(
        _text(4_000, menu_items),
        "lines like: About | /pages/about/; an address begins with / or https://; empty: ours",
        lines=True,
    ),
    "footer": Setting(
        _text(5_000, lambda _: None), "Markdown at the foot of each page", lines=True
    ),
    "logo_alone": Setting(
        _switch, "on: the logo stands instead of the name, not beside it", choices=("on", "off")
    ),
    "css": Setting(
        _text(50_000, check_stylesheet), "own CSS, which loads nothing from elsewhere", lines=True
    ),
}


def faults_in(values: Mapping[str, str]) -> dict[str, Refusal]:
    """Return why each of these values cannot be set, by the setting's name; empty if all can."""
    faults = {}
    for name, value in values.items():
        try:
            SETTINGS[name].parse(name, value)
        except Refusal as refusal:
            faults[name] = refusal
    return faults
