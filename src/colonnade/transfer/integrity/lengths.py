"""A text that ends where a column of an old table ended, or inside a tag."""

import re
from collections.abc import Iterator

from colonnade.kit.markup import Format
from colonnade.transfer.integrity.findings import CERTAIN, UNKNOWABLE, Found, found

# Bytes that MySQL's tinytext and text hold, with and without what some programs keep free.
_SURE = frozenset({65_533, 65_534, 65_535})
_LIMITS = frozenset(
    {250, 255, 256, 500, 512, 1000, 1023, 1024, 1500, 2000, 2047, 2048, 3000, 4000, 4095, 4096}
    | {5000, 8000, 8191, 8192, 10_000, 16_383, 16_384, 20_000, 30_000, 32_767, 32_768, 65_536}
)
_SHORTEST = min(_LIMITS)
_TAIL = 2000  # characters that a tag which was cut is looked for in
_INSIDE_TAG = re.compile(r"""<(?:/?[A-Za-z]{1,10}|[A-Za-z]{1,10}\s+[a-z-]+=["'][^<>"']*)\Z""")


def find_cut_text(text: str, format: Format) -> Iterator[Found]:  # noqa: A002 - the product's word
    """Yield the end of a text that was cut there."""
    end = len(text)
    place = text.rfind("<", max(0, end - _TAIL)) if format is Format.HTML else -1
    if place >= 0 and text.find(">", place) < 0:
        match = _INSIDE_TAG.match(text, place)
        if match and (" " in match[0] or _is_limit(text)):
            yield found("length", CERTAIN, text, (place, end), place)
            return
    if end >= _SHORTEST // 4 and text[-1:].isalnum() and _is_limit(text):
        sure = len(text.encode(errors="replace")) in _SURE
        yield found("length", CERTAIN if sure else UNKNOWABLE, text, (end - 1, end), end - 1)


def _is_limit(text: str) -> bool:
    if len(text) in _LIMITS:
        return True
    size = len(text) if text.isascii() else len(text.encode(errors="replace"))
    return size in _LIMITS or size in _SURE
