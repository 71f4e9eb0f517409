"""Names on picture lines: "NAME's picture", and what other languages of Drupal make of it."""

import re
from dataclasses import dataclass

from colonnade.transfer.readers.capture.lines import bare

LONGEST_NAME = 60  # Drupal's own limit
# Straight, curly, typed as accent, left over from Windows-1252, lost, or still written as HTML.
_APOSTROPHE = (
    "(?:['\u2019\u2018\u02bc\u00b4`\u0092\ufffd?]"
    "|\u00e2\u20ac\u2122|&#0?39;|&apos;|&rsquo;|&#8217;)"
)
_OPEN = r"(?:[*\u2022-]\s+)?(?:!?\[)?(?:image:\s*)?"
_CLOSE = r"(?:\](?:\([^)]*\)|\[\d*\])?)?"
_ENGLISH = re.compile(
    rf"{_OPEN}(?P<name>\S.{{0,79}}?){_APOSTROPHE}\s?s?\s+picture{_CLOSE}(?P<rest>\s.*)?",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    rf"{_OPEN}(?P<form>Bild des Benutzers|Bild von|Portrait de|Imagen de|Ritratto di"
    r"|Afbeelding van|Изображение пользователя|Аватар пользователя|\u0635\u0648\u0631\u0629"
    r"|\u062a\u0635\u0648\u06cc\u0631|\u05d4\u05ea\u05de\u05d5\u05e0\u05d4 \u05e9\u05dc)"
    rf"\s+(?P<name>\S.{{0,79}}?){_CLOSE}"
)
_GUEST = re.compile(
    r"\s*\((?:not verified|nicht überprüft|non vérifié|no verificado|не проверено)\)\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture line's name; `form` tells languages apart, `rest` is what follows on the line."""

    name: str
    guest: bool
    form: str = ""
    rest: str = ""


def picture_of(label: str) -> Picture | None:
    """The picture line that `label` (a bare line) is.

    In other languages than English the words are those of everyday captions too: whoever asks
    must see to it that they come more than once.
    """
    found = _ENGLISH.fullmatch(label) or _OTHERS.fullmatch(label)
    if found is None:
        return None
    form = found["form"] if found.re is _OTHERS else ""
    name, guest = without_guest_mark(found["name"])
    if not name or len(name) > LONGEST_NAME:
        return None
    rest = (found["rest"] or "").strip() if found.re is _ENGLISH else ""
    return Picture(name, guest, form, rest)


def without_guest_mark(words: str) -> tuple[str, bool]:
    """A name without its "(not verified)", and whether it had one."""
    found = _GUEST.search(words)
    if found is None:
        return bare(words), False
    return bare(words[: found.start()] + " " + words[found.end() :]), True


def cut_at_guest_mark(words: str) -> tuple[str, str] | None:
    """What stands before and after the first "(not verified)"; None where there is none."""
    found = _GUEST.search(words)
    return None if found is None else (bare(words[: found.start()]), bare(words[found.end() :]))
