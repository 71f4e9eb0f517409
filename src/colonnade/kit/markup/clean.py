"""What HTML may hold: the filter for what comes in and the sanitizer for what goes out.

nh3 is the one HTML parser of this code base. What it writes is regular (attributes in double
quotes, every "<" of the text escaped), and `tokens` reads that, never HTML at large.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

import nh3

from colonnade.kit.markup.wild import TooWild

INLINE = frozenset({"b", "cite", "code", "del", "em", "i", "ins", "q", "s", "strong", "sub"})
INLINE |= {"sup", "u"}
TABLE = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"})
LISTS = frozenset({"ul", "ol", "li", "dl", "dt", "dd"})
BLOCKS = TABLE | LISTS | {"p", "blockquote", "pre", "hr"}
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
SYNONYMS = {"strike": "s", "tt": "code", "kbd": "code", "samp": "code"}
# Other blocks that old comments hold: their borders are kept, as borders of paragraphs.
DIVISIONS = frozenset(
    (  # noqa: SIM905 - words read better as words
        "address article aside center details div fieldset figcaption figure footer form header "
        "legend main nav section summary"
    ).split()
)
VOID = frozenset({"br", "hr", "img", "wbr"})
# Text in these is not for reading, or is read differently by different parsers.
DROPPED = frozenset(
    (  # noqa: SIM905 - words read better as words
        "iframe math noembed noframes noscript object script style svg template title"
    ).split()
)
SCHEMES = frozenset({"http", "https", "mailto"})

# Written with every link, so that the sanitizer finds nothing to add and need not look again.
REL = "nofollow ugc noopener noreferrer"

_INCOMING = nh3.Cleaner(
    tags=INLINE | BLOCKS | HEADINGS | SYNONYMS.keys() | DIVISIONS | {"a", "br", "img"},
    clean_content_tags=DROPPED,
    attributes={"a": {"href", "title"}, "img": {"src", "alt"}, "ol": {"start"}},
    link_rel=None,
    url_schemes=SCHEMES,
    url_relative="deny",
)
_DIRECTED = ("p", "pre", "blockquote", "table", "caption", "td", "th", *LISTS)
_OUTGOING = nh3.Cleaner(
    tags=INLINE | BLOCKS | {"a", "br", "span", "wbr"},
    clean_content_tags=DROPPED,
    attributes={"a": {"href", "title"}, "ol": {"start"}},
    tag_attribute_values={
        **{tag: {"dir": {"auto", "rtl"}} for tag in _DIRECTED},
        "span": {"class": {"host"}, "dir": {"ltr"}},
    },
    link_rel=REL,
    url_schemes=SCHEMES,
    url_relative="deny",
)
# What editors write: their links are recommendations, and may lead to our own pages.
_EDITORIAL = nh3.Cleaner(
    tags=INLINE | BLOCKS | {"a", "br", "h2", "h3"},
    clean_content_tags=DROPPED,
    attributes={"a": {"href"}},
    link_rel="noopener",
    url_schemes=SCHEMES,
    url_relative="pass_through",
)
_PASSES = 8

_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"]*")*)>|([^<]+|<)')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')


Piece = tuple[str, str, str, str]


class Token(NamedTuple):
    """A tag (`name`, `end`, `attributes` decoded) or else a run of `text`, still escaped."""

    name: str
    end: bool
    attributes: dict[str, str]
    text: str


def sanitize(html: str) -> str:
    """Return `html` with nothing in it that is not on the allow-list, in a form that stays.

    sanitize(sanitize(x)) == sanitize(x): what a parser reads differently each time ends as text.
    """
    clean, stable = _settle(_OUTGOING, html)
    return clean if stable else _OUTGOING.clean("".join(token.text for token in tokens(clean)))


def sanitize_editorial(html: str) -> str:
    """Return an editor's `html` with nothing in it that is not allowed there; it stays so."""
    clean, stable = _settle(_EDITORIAL, html)
    return clean if stable else _EDITORIAL.clean("".join(token.text for token in tokens(clean)))


def filter_own(html: str) -> str:
    """Return HTML that our own parser wrote in nh3's writing, with only what we arrange."""
    return _INCOMING.clean(html)


def filter_foreign(html: str) -> str:
    """Return any HTML in nh3's writing, with only what we arrange.

    Raises TooWild where it has no form that a parser reads the same way twice.
    """
    clean, stable = _settle(_INCOMING, html)
    if not stable:
        raise TooWild
    return clean


@lru_cache(maxsize=64)  # a text names one address several times
def has_link(html: str) -> bool:
    """Tell whether the sanitizer leaves the address of the link that `html` consists of."""
    return " href=" in _OUTGOING.clean(html)


def tokens(clean: str) -> Iterator[Token]:
    """Read what nh3 has written."""
    for end, name, given, text in pieces(clean):
        yield Token(name, bool(end), attributes_of(given), text)


def pieces(clean: str) -> list[Piece]:
    """Read what nh3 has written, fast: ("/" or "", name, attributes, "") or ("", "", "", text)."""
    return _TOKEN.findall(clean)


def texts(clean: str) -> Iterator[str]:
    """Yield the runs of text of what nh3 has written, still escaped, and "" for each tag."""
    return (match[4] or "" for match in _TOKEN.finditer(clean))


def attributes_of(given: str) -> dict[str, str]:
    """Return the attributes of a piece, decoded."""
    pairs = _ATTRIBUTE.findall(given) if given else ()
    return {key: unescape(value) for key, value in pairs}


def _settle(cleaner: nh3.Cleaner, html: str) -> tuple[str, bool]:
    for _ in range(_PASSES):
        html, before = cleaner.clean(html), html
        if html == before:
            return html, True
    return html, False
