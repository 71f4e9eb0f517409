"""Names compared by how they look: one key for all look-alikes, and the words kept for roles."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from colonnade.kit.confusables import is_latin, look

# Drawn as nothing, or as an empty space, though they are letters, marks or symbols.
BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u2800\u3164\uffa0")

_ROLES = (  # noqa: SIM905 - words read better as words
    "moderator mod admin administrator sysadmin sysop webmaster root editor owner staff system "
    "colonnade verified "
    # The same in German, as the pages of a German site name them.
    "moderation moderatorin redaktion redakteur redakteurin leitung inhaber inhaberin "
    "administratorin betreiber"
).split()
# Those that stand beside a name as its mark, or would pass for one: "Ada Moderator".
_TITLES = (  # noqa: SIM905 - the same
    "moderator admin administrator editor owner verified moderatorin administratorin redakteur "
    "redakteurin inhaber inhaberin"
).split()
# Words that add nothing to a role: "The Site Admin Team".
_FILLERS = (  # noqa: SIM905 - the same
    "the our your site official chief head senior deputy team account support "
    "der die das unser unsere"
).split()
_GUEST_MARKS = ("not verified", "nicht bestätigt")
_BRACKETED = re.compile(r"[(\[{<]([^()\[\]{}<>]*)[)\]}>]")
# What divides a name from a title: "Ada · Moderator", "Ada, Admin", not "Jean-Luc" or "O'Neill".
_DIVIDED = re.compile(r"\s+[^\w\s]+\s*|\s*[^\w\s.'\u2019-]+\s*")
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")


@lru_cache(maxsize=1024)  # a name is compared several times, and who wrote once writes again
def skeleton(name: str) -> str:
    """Return the key under which names that look alike are one name, on every database.

    After UTS 39: case, width, spaces, punctuation, accents and look-alikes do not count, and
    i, l, 1 and | are one letter, as are o and 0. So José is Jose, but also Ian is Lan: whoever
    comes second adds a letter. Vowel signs of Indic scripts and Thai, and the voicing of kana,
    do count.
    """
    return _skeleton(name, by_look=any(map(is_latin, unicodedata.normalize("NFKC", name))))


def is_reserved(name: str) -> bool:
    """Tell whether `name` passes for a role, the mark of a guest or the software itself."""
    plain = unicodedata.normalize("NFKC", name)
    if _bears_title(plain.split()):
        return True
    parts = [name, *_BRACKETED.findall(plain), *_DIVIDED.split(plain)]
    forms = {form for part in parts for form in (part, _EDGES.sub("", part))}
    keys = {_skeleton(form, by_look=way) for form in forms for way in (True, False)}
    role, marks = _role_pattern(), _guest_marks()
    return any(role.fullmatch(key) or any(mark in key for mark in marks) for key in keys)


def _bears_title(words: Sequence[str]) -> bool:
    """Tell whether the first or last of several words is a title, and the name would show it."""
    ends = {words[0], words[-1]} if len(words) > 1 else set()
    return any(skeleton(_EDGES.sub("", word)) in _titles() for word in ends)


@cache
def _guest_marks() -> tuple[str, ...]:
    return tuple(map(skeleton, _GUEST_MARKS))


@cache
def _titles() -> frozenset[str]:
    return frozenset(map(skeleton, _TITLES))


@cache
def _role_pattern() -> re.Pattern[str]:
    roles = "|".join(sorted(map(skeleton, _ROLES), key=len, reverse=True))
    fillers = "|".join(map(skeleton, _FILLERS))
    either = f"(?:(?:{roles})s?|{fillers})*"
    return re.compile(f"{either}(?:{roles})s?{either}")


def _skeleton(name: str, *, by_look: bool) -> str:
    """Make the key; `by_look` replaces capitals by what they look like before case goes.

    Of Cyrillic en, say, only the capital is an H to the eye. So a name with Latin letters is read
    by look first, and one without keeps its own pairs of capital and small letters.
    """
    text = _look(name) if by_look else name
    text = unicodedata.normalize("NFKC", text).casefold()
    text = unicodedata.normalize("NFKC", _look(text).casefold())
    return "".join(char for char in _look(text) if not _is_dropped(char)).replace("i", "l")


def _look(text: str) -> str:
    return unicodedata.normalize("NFD", look(unicodedata.normalize("NFD", text)))


@cache
def _is_dropped(char: str) -> bool:
    """Tell whether `char` is an accent, a vowel point, a space, punctuation or invisible."""
    kind = unicodedata.category(char)
    if kind == "Mn":
        script, _, rest = unicodedata.name(char, "").partition(" ")
        voicing = "KATAKANA-HIRAGANA" in rest
        return script in {"COMBINING", "HEBREW", "ARABIC", "SYRIAC", "VARIATION"} and not voicing
    return kind[0] in "PZC" or char in BLANKS
