"""Characters that look alike, by Unicode's table (UTS 39); see data/README.md for its origin."""

import json
import string
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("data") / "confusables.json"

# Alphabets of decoration, which neither Unicode's table nor its compatibility forms know.
_STYLES = (
    "LATIN LETTER SMALL CAPITAL",
    "NEGATIVE CIRCLED LATIN CAPITAL LETTER",
    "NEGATIVE SQUARED LATIN CAPITAL LETTER",
    "REGIONAL INDICATOR SYMBOL LETTER",
)
# Unicode's prototypes of small Cyrillic ka and em, which readers take for k and m.
_SMALL = {"\u0138": "k", "\u028d": "rn"}


def look(text: str) -> str:
    """Return `text` with every character replaced by the plainest one that looks like it."""
    return text.translate(_table()).translate(_table())  # small Cyrillic te: small capital T: t


def is_latin(char: str) -> bool:
    """Tell whether `char` is a Latin letter."""
    return script(char) == "LATIN"


@cache
def script(char: str) -> str:
    """Name the script of a letter by the first word of its Unicode name; "" for all else.

    The East Asian scripts that are written together count as one, "CJK".
    """
    if not char.isalpha():
        return ""
    word = unicodedata.name(char, "").partition(" ")[0]
    return "CJK" if word in {"HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"} else word


@cache
def _table() -> dict[int, str]:
    groups: dict[str, str] = json.loads(_FILE.read_text("ascii"))
    by_shape = {
        ord(char): plain
        for plain, chars in groups.items()
        for char in chars
        # Hebrew yod looks like an apostrophe; a letter must not turn into punctuation and vanish.
        if plain[0].isalnum() or not char.isalnum()
    }
    return by_shape | {ord(char): plain for char, plain in [*_decorated(), *_SMALL.items()]}


def _decorated() -> Iterator[tuple[str, str]]:
    for style in _STYLES:
        for letter in string.ascii_uppercase:
            with suppress(KeyError):
                yield unicodedata.lookup(f"{style} {letter}"), letter.lower()
