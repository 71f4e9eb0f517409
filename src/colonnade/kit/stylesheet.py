"""What may not stand in an owner's stylesheet: it loads nothing from another host."""

import re

from colonnade.kit.refusals import Kind, Refusal

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\r\n\f]?|(.))", re.DOTALL)
_IMPORT = re.compile(r"@import\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"""(?:url\(\s*['"]?|['"])\s*((?:https?:)?[/\\]{2}[^\s'")]*)""", re.IGNORECASE
)
_SHOWN = 80
_LAST = 0x10FFFF


def check_stylesheet(css: str) -> None:
    """Raise Refusal css_import or css_elsewhere (address) where the text would load more.

    Escapes are read as a browser reads them (CSS Syntax 3, "consume an escaped code point").
    Browsers would refuse such a load anyway, by the policy of our pages; better said than silent.
    """
    read = _ESCAPE.sub(_character, _COMMENT.sub(" ", css))
    if _IMPORT.search(read):
        raise Refusal("css_import", Kind.INVALID)
    if found := _ELSEWHERE.search(read):
        raise Refusal("css_elsewhere", Kind.INVALID, address=found[1][:_SHOWN])


def _character(escape: re.Match[str]) -> str:
    if not escape[1]:
        return escape[2]
    number = int(escape[1], 16)
    return chr(number) if 0 < number <= _LAST else "\ufffd"
