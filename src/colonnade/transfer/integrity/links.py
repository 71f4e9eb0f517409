"""Addresses that lost their head or tail."""

import re
from collections.abc import Iterator
from itertools import islice

from colonnade.transfer.integrity.findings import CERTAIN, MOST, UNKNOWABLE, Found, found
from colonnade.transfer.integrity.targets import href_of, leads_somewhere
from colonnade.transfer.integrity.view import View

# Words with a sign that addresses have; every other one is passed over at once.
_SIGNED = re.compile(r"(?<!\S)[^\s/=]*+[/=]\S*")
_WORD = re.compile(r"(?<!\S)[^\s/=-]*+[/=-]\S*")
_HEADLESS_SCHEME = re.compile(r"(?:t?tps?|ps?|s)?://[\w-]+\.")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_HOST = re.compile(r"(?:[\w-]+\.)+([A-Za-z]{2,24}|xn--[\w-]+)(?::\d+)?(?=[/?#]|\Z)")
_WHOLE_HOST = re.compile(r"(?:[\w-]+\.){1,5}[A-Za-z]{2,24}(?::\d+)?\Z")
_FILES = frozenset({"php", "html", "htm", "shtml", "asp", "aspx", "jsp", "cgi", "pdf", "jpg"})
_PAIR = re.compile(r"(?:\A|[?&;])(?:amp;)?[\w.\-\[\]]{1,40}=")
_VIDEO = re.compile(r"[?&]v=[\w-]{6,}")
_DATED = re.compile(r"(?:\A|/)(?:19|20)\d\d/\d{1,2}/(?:\d{1,2}/)?[^/]*[^\W\d_]{2}")
_SLUG = re.compile(r"(?:\A|/)(?:[^\W_]+-){4,}[^\W_]+(?:/|\.html?|\.php|\.aspx?|\Z)")
_FILE = re.compile(r"(?:\A|/)(?:[^\W_]+-){2,}[^\W_]+\.(?:s?html?|php|aspx?)(?:[?#]|\Z)")
_CODED = re.compile(r"%[0-9A-Fa-f]{2}")
_ELLIPSES = ("...", "…")
_MANY = 3  # signs written as %3F that are not chance
_LONG = 30  # an address that somebody shortens by hand is shorter
_SHORTEST = 8  # what is shorter is no address: "and/or", "km/h"
_LONGEST = 2000


def find_cut_links(view: View, source: str) -> Iterator[Found]:
    """Yield addresses that go nowhere, for a part of them is missing."""
    for anchor in view.anchors:
        if (href_of(anchor.attributes) or "").endswith(_ELLIPSES):
            span = (anchor.at, anchor.at + len(anchor.attributes))
            yield found("link_cut", CERTAIN, source, span, anchor.at)
    text = view.text
    has_signs = "/" in text or "=" in text
    may_be = has_signs and any(map(_may_be_cut, _SIGNED.findall(text)))
    if may_be or ".htm" in text or ".php" in text:
        yield from islice(_cut_words(view), MOST)


def _cut_words(view: View) -> Iterator[Found]:
    linked = iter(anchor for anchor in view.anchors if leads_somewhere(anchor))
    link = next(linked, None)
    for match in _WORD.finditer(view.text):
        while link and link.end <= match.start():
            link = next(linked, None)
        if link and link.start <= match.start():
            continue
        word = match[0]
        if not _may_be_cut(word):
            continue
        if certainty := how_cut(word.lstrip("([{<\"'«“„‘").rstrip(")]}>\"'»”’,;:!")):
            yield found("link_cut", certainty, view.text, match.span(), view.at(match.start()))


def _may_be_cut(word: str) -> bool:
    has_signs = "/" in word or "=" in word or (word.count("-") > 1 and "." in word)
    return has_signs and _SHORTEST <= len(word) <= _LONGEST


def how_cut(word: str) -> str:
    """Return how surely a word is a part of an address, "" where it is whole or none."""
    if word.startswith(_ELLIPSES) and "/" in word:
        tail = word.lstrip(".…").rstrip(".…")
        return CERTAIN if tail.startswith("/") and len(tail) > len("/article") else ""
    if "://" in word:
        return _how_cut_whole(word)
    host = _HOST.match(word)
    if word.startswith("www.") or (host and host[1].lower() not in _FILES):
        return _how_cut_tail(word) if word.endswith(_ELLIPSES) else ""
    return _how_headless(word)


def _how_cut_whole(word: str) -> str:
    if _HEADLESS_SCHEME.match(word):
        return CERTAIN
    if not _SCHEME.match(word):
        return ""
    if any(f"/{dots}/" in word for dots in _ELLIPSES):
        return CERTAIN
    return _how_cut_tail(word) if word.endswith(_ELLIPSES) else ""


def _how_cut_tail(word: str) -> str:
    """Return how surely an address that ends in dots was cut there, not left open by its writer."""
    whole = word.rstrip(".…")
    rest = whole.partition("://")[2] or whole
    host, slash, path = rest.partition("/")
    if not slash:
        return UNKNOWABLE if _WHOLE_HOST.match(host) and host.count(".") > 1 else CERTAIN
    return CERTAIN if path and len(word) >= _LONG else UNKNOWABLE


def _how_headless(word: str) -> str:
    """Return how surely a word without scheme or host is the tail of an address."""
    tail = word.rstrip(".…")
    sure = (
        _VIDEO.search(tail)
        or len(_PAIR.findall(tail)) > 1
        or _SLUG.search(tail)
        or _FILE.search(tail)
        or (len(_CODED.findall(tail)) >= _MANY and ("/" in tail or "=" in tail))
    )
    if not sure and not _DATED.search(tail):
        return ""
    return UNKNOWABLE if tail.startswith("/") else CERTAIN
