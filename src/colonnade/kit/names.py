"""Names that people show: made tidy, and refused where they deceive."""

import re
import unicodedata
from functools import lru_cache

from linkify_it.tlds import TLDS

from colonnade.kit.likeness import BLANKS, is_reserved, skeleton
from colonnade.kit.refusals import Kind, Refusal

__all__ = ["LIMIT", "is_reserved", "skeleton", "tidy_name"]

LIMIT = 60  # code points of a tidy name

_RAW_LIMIT = 2000  # longer is refused before any work is done on it
_MARKS = 4  # combining marks in a row: Tibetan and Hebrew need fewer, towers of marks have more
_DIVIDED = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_NON_JOINER, _JOINER = "\u200c", "\u200d"
_EMOJI_STYLE = "\ufe0f"
# Scripts in which a joiner between two letters changes how they are written.
_JOINING = frozenset(
    (  # noqa: SIM905 - words read better as words
        "ARABIC SYRIAC MANDAIC NKO MONGOLIAN DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL "
        "TELUGU KANNADA MALAYALAM SINHALA MYANMAR KHMER TIBETAN BALINESE JAVANESE"
    ).split()
)
_WORD = re.compile(r"[^\s/@:,;()<>\[\]]+")
_TOP_LEVEL = frozenset(str(name).casefold() for name in TLDS)


@lru_cache(maxsize=512)  # who wrote once writes again; a refusal is found anew each time
def tidy_name(raw: str, *, staff: bool = False) -> str:
    """Return `raw` in NFC, its spaces single and inner, without what is invisible.

    Raises Refusal name_empty, name_too_long (max), name_unreadable, name_is_address or, unless
    `staff` bears it, name_reserved.
    """
    if len(raw) > _RAW_LIMIT:
        raise Refusal("name_too_long", Kind.INVALID, max=LIMIT)
    name = _strip(raw)
    if not name:
        raise Refusal("name_empty", Kind.INVALID)
    if len(name) > LIMIT:
        raise Refusal("name_too_long", Kind.INVALID, max=LIMIT)
    if not _is_readable(name):
        raise Refusal("name_unreadable", Kind.INVALID)
    if _is_address(name):
        raise Refusal("name_is_address", Kind.INVALID)
    if not staff and is_reserved(name):
        raise Refusal("name_reserved", Kind.INVALID)
    return name


def _strip(raw: str) -> str:
    """Drop what is invisible, until nothing changes: one removal may bare another."""
    name = _strip_once(raw)
    while (again := _strip_once(name)) != name:
        name = again
    return name


def _strip_once(raw: str) -> str:
    text = unicodedata.normalize("NFC", _DIVIDED.sub(" ", raw))
    kept = "".join(char for at, char in enumerate(text) if _is_kept(text, at))
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def _is_kept(text: str, at: int) -> bool:
    char, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if char in {_NON_JOINER, _JOINER}:
        return _joins_letters(before, after) or (char == _JOINER and _joins_emoji(before, after))
    if "\ufe00" <= char <= "\ufe0f":
        return char == _EMOJI_STYLE and (_is_emoji(before) or before in {*"#*0123456789"})
    if "\U000e0100" <= char <= "\U000e01ef":
        return before.isalpha()  # picks the form of an ideograph, as Japanese names need
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"} and char not in BLANKS


def _joins_letters(before: str, after: str) -> bool:
    return {_script(before), _script(after)} <= _JOINING


def _joins_emoji(before: str, after: str) -> bool:
    return (_is_emoji(before) or before == _EMOJI_STYLE) and _is_emoji(after)


def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0] if char else ""


def _is_emoji(char: str) -> bool:
    """Tell whether `char` is a pictogram or a skin tone."""
    return bool(char) and (
        unicodedata.category(char) == "So" or "\U0001f3fb" <= char <= "\U0001f3ff"
    )


def _is_readable(name: str) -> bool:
    """Tell whether there is something to read, and no tower of marks on it."""
    kinds = "".join(unicodedata.category(char)[0] for char in name)
    based = any(kind in "LN" for kind in kinds) or any(map(_is_emoji, name))
    return based and "M" * (_MARKS + 1) not in kinds and bool(skeleton(name))


def _is_address(name: str) -> bool:
    """Tell whether a mail program or a reader would take `name` for an address."""
    plain = unicodedata.normalize("NFKC", name).replace("\u3002", ".").casefold()
    if "://" in plain or re.search(r"\S@[^\s.]+\.\S", plain):
        return True
    return any(map(_is_host, _WORD.findall(plain)))


def _is_host(word: str) -> bool:
    first, _, rest = word.strip(".").partition(".")
    last = rest.rpartition(".")[2]
    known = last in _TOP_LEVEL or last.startswith("xn--") or first == "www"
    return bool(first and rest) and known
