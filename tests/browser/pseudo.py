"""A translation that is none: every letter becomes an Arabic one, so that what was not marked for
translation stands out, and the page runs from right to left."""

import re
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from colonnade.project.messages import TEMPLATE

LANGUAGE = "ar"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ARABIC = "ابجدهفغحيقكلمنوصضرستثطظعذخ"
_LETTERS = str.maketrans(_LATIN + _LATIN.upper(), _ARABIC * 2)
# Places, tags and entities stay as they are.
_KEPT = re.compile(r"(%\(\w+\)[a-z]|%[ds%]|<[^>]+>|&\w+;)")


def pseudo(words: str) -> str:
    """Return words in Arabic letters; a third longer, as translations may be."""
    parts = _KEPT.split(words)
    said = "".join(part if at % 2 else part.translate(_LETTERS) for at, part in enumerate(parts))
    return said + " ء" * (len(words) // 12)


def write_pseudo(folder: Path) -> Path:
    """Write the translation of everything into a folder for COLONNADE_LOCALES, and return it."""
    with TEMPLATE.open(encoding="utf-8") as file:
        catalog = read_po(file, locale=LANGUAGE)
    for message in catalog:
        if isinstance(message.id, str):
            message.string = pseudo(message.id)
        else:
            one, many = message.id
            message.string = (pseudo(one), *[pseudo(many)] * (catalog.num_plurals - 1))
    place = folder / LANGUAGE / "LC_MESSAGES" / "django.mo"
    place.parent.mkdir(parents=True)
    with place.open("wb") as compiled:
        write_mo(compiled, catalog)
    return folder
