"""Which script a character is of: enough to tell a likely text from chance."""

import unicodedata
from bisect import bisect_right

SIGN = "sign"
LATIN = "latin"
MARK = "mark"
EAST = "east"  # Han, kana, Hangul: they stand together

# First character of a range, its script; "" is improbable in a comment.
_RANGES = (
    (0x00, SIGN),
    (0x7F, ""),
    (0xA0, SIGN),
    (0xC0, LATIN),
    (0x180, ""),
    (0x192, LATIN),
    (0x193, ""),
    (0x1A0, LATIN),
    (0x1A2, ""),
    (0x1AF, LATIN),
    (0x1B1, ""),
    (0x218, LATIN),
    (0x21C, ""),
    (0x300, MARK),
    (0x370, "greek"),
    (0x400, "cyrillic"),
    (0x4C0, ""),
    (0x5D0, "hebrew"),
    (0x600, "arabic"),
    (0x700, ""),
    (0x900, "indic"),
    (0xE00, "thai"),
    (0xE80, ""),
    (0x10A0, "georgian"),
    (0x1100, ""),
    (0x1E00, LATIN),
    (0x1F00, "greek"),
    (0x2000, SIGN),
    (0x2800, ""),
    (0x2900, SIGN),
    (0x2C00, ""),
    (0x3000, SIGN),
    (0x3040, EAST),
    (0x3130, ""),
    (0x3400, EAST),
    (0xA000, ""),
    (0xAC00, EAST),
    (0xD7B0, ""),
    (0xFB00, SIGN),
    (0xFB10, ""),
    (0xFE0F, SIGN),
    (0xFE10, ""),
    (0xFEFF, SIGN),
    (0xFF00, EAST),
    (0xFFF0, ""),
    (0x1F000, SIGN),
    (0x1FB00, ""),
    (0x20000, EAST),
    (0x30000, ""),
)
_FIRSTS = tuple(first for first, _ in _RANGES)


def script_of(character: str) -> str:
    """Return the script of a character, SIGN for what belongs to all, "" for the improbable."""
    if character.isascii():
        return LATIN if character.isalpha() else SIGN
    script = _RANGES[bisect_right(_FIRSTS, ord(character)) - 1][1]
    if script == LATIN and character in "×÷":
        return SIGN
    return script if is_text(character) else ""


def is_text(text: str) -> bool:
    """Tell whether a text holds no control, and no character that is not assigned or private."""
    return all(unicodedata.category(character) not in {"Cn", "Cc", "Co"} for character in text)


def one_script(text: str) -> str | None:
    """Return the one script of a text's letters, SIGN where it has none; None where it is mixed."""
    scripts = {script_of(character) for character in text} - {SIGN, MARK}
    if "" in scripts or len(scripts) > 1:
        return None
    return scripts.pop() if scripts else SIGN
