"""Titles, names and addresses as other systems keep them, made fit for ours."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from html import unescape
from urllib.parse import unquote, urlsplit

from wagtail.coreutils import string_to_ascii

from colonnade.kit.markup import plain
from colonnade.kit.text import is_drawn

TITLE, NAME, SECTION, STANDFIRST, TAG = 255, 80, 80, 500, 100
_SLUG = 200
_PATH = 400
_TAGS = re.compile(
    r"</?(?:a|abbr|b|big|br|center|cite|code|del|em|font|i|img|ins|mark|q|s|small|span|strike|strong"
    r"|sub|sup|tt|u)\b[^<>]*>",
    re.IGNORECASE,
)
_FITS = re.compile(r"[-\w]+")
_ENDS = re.compile(r"(?:-|__trashed(?:-\d+)?)+\Z")
# "/?p=12", and what WordPress has besides it.
_QUERY = re.compile(r"(?:^|&)(p|page_id|attachment_id)=(\d{1,18})(?=&|\Z)")


def title_from(words: str) -> str:
    """Return a title, in which other systems keep entities and tags, as one line of text."""
    bare = unescape(_TAGS.sub("", words))
    shown = "".join(
        char for char in bare if unicodedata.category(char) not in {"Cc", "Cs"} or char.isspace()
    )
    return " ".join(shown.split()) if any(map(is_drawn, shown)) else ""


def text_from(html: str) -> str:
    """Return short HTML as one line of text."""
    return " ".join(plain(html).split())


def cut(words: str, limit: int) -> str:
    """Return words that are short enough, with a sign where something is missing."""
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def slug_from(*wishes: str) -> str:
    """Return the first of these that can stand in an address, '' if none can.

    Letters of any script stay; what joins them, and signs on them that have no letter of their
    own, are written in Latin letters.
    """
    for wish in wishes:
        slug = _ENDS.sub("", _fit(unescape(unquote(wish))))[:_SLUG].strip("-")
        if slug:
            return slug
    return ""


def is_kept(wish: str, slug: str) -> bool:
    """Tell whether a slug is just what was wished for."""
    return unicodedata.normalize("NFC", unquote(wish)).lower() == slug


def free_slug(slug: str, taken: Collection[str]) -> str:
    """Return the slug, with a number behind it where it is taken."""
    found, number = slug, 2
    while found.lower() in taken:
        found, number = f"{slug}-{number}", number + 1
    return found


def old_paths(addresses: Iterable[str]) -> list[str]:
    """Return the paths of old addresses as `articles.reading.moved_to` is asked for them."""
    found = (_old_path(address.strip()) for address in addresses)
    return [path for path in dict.fromkeys(found) if path and len(path) <= _PATH]


def _old_path(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    path = unquote(parts.path, errors="replace").rstrip("/") + "/"
    if "\x00" in path or not path.startswith("/"):
        return ""
    query = _QUERY.search(parts.query)
    if query and query[1] != "attachment_id":
        return f"{path.removesuffix('index.php/')}?{query[1]}={int(query[2])}"
    return "" if path == "/" else path


def _fit(wish: str) -> str:
    text = unicodedata.normalize("NFC", wish).lower()
    words = (
        word for word in re.split(r"[^\w\u0300-\u036f\u0900-\u0dff\u0e00-\u0eff-]+", text) if word
    )
    return "-".join(word if _FITS.fullmatch(word) else _latin(word) for word in words)


def _latin(word: str) -> str:
    return re.sub(r"[^\w-]+", "-", string_to_ascii(word).lower()).strip("-")
