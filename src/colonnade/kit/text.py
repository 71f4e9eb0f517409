"""What people type: kept exactly, or refused with a reason."""

import re
import unicodedata

from colonnade.kit.likeness import BLANKS
from colonnade.kit.refusals import Kind, Refusal

_SURROGATE = re.compile("[\ud800-\udfff]")


def accept_text(raw: str, *, field: str, limit: int) -> str:
    """Return `raw` with a form's CRLF as LF and nothing else touched.

    Raises Refusal text_has_nul, text_has_surrogate, text_too_long (`limit` counts code points)
    or text_empty (white space and characters that nobody sees).
    """
    check_characters(raw, field=field)
    text = raw.replace("\r\n", "\n")
    if len(text) > limit:
        raise Refusal("text_too_long", Kind.TOO_LARGE, field=field, limit=limit, length=len(text))
    if not any(map(is_drawn, text)):
        raise Refusal("text_empty", Kind.INVALID, field=field)
    return text


def is_drawn(char: str) -> bool:
    """Tell whether a character leaves a mark: no space, control, format sign or lone variation."""
    if char in BLANKS or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return False
    return unicodedata.category(char) not in {"Cc", "Cf", "Zl", "Zp", "Zs"}


def check_characters(raw: str, *, field: str) -> None:
    """Raise Refusal text_has_nul or text_has_surrogate where no database could keep `raw`."""
    if "\x00" in raw:
        raise Refusal("text_has_nul", Kind.INVALID, field=field)
    if found := _SURROGATE.search(raw):
        raise Refusal("text_has_surrogate", Kind.INVALID, field=field, place=found.start() + 1)
