"""Plain text as HTML: blank lines divide paragraphs, line breaks stay, typed addresses link."""

import re
from itertools import count

from colonnade.kit.markup.links import linked

_ENTITIES = 4000  # in one run of text
_ENTITY = re.compile(r"&[a-z0-9#]+;|\xa0")
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


def text_to_html(source: str) -> str:
    """Return the paragraphs of `source`; every character of it stays."""
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    html = linked(text)
    if html.count("&") + html.count("\xa0") > _ENTITIES:
        html = _cut(html)
    paragraphs = (part.strip("\n") for part in _BLANK_LINES.split(html))
    broken = (part.replace("\n", "<br>\n") for part in paragraphs if part.strip())
    return "\n".join(f'<p dir="auto">{part}</p>' for part in broken)


def _cut(html: str) -> str:
    """Allow a break in every run of text with very many entities, on which nh3 is quadratic."""
    counted = count()
    return _ENTITY.sub(
        lambda match: match[0] if next(counted) % _ENTITIES else match[0] + "<wbr>", html
    )
