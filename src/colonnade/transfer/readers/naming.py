"""Names for what has none of its own: the same in every later copy of a page."""

from hashlib import sha256
from urllib.parse import urlsplit


def digest(text: str) -> str:
    """Return sixteen hexadecimal digits that stand for a text."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def page_namespace(address: str, title: str, *, query: bool) -> str:
    """Return what tells a page apart: host, path and (with `query`) query, else its title.

    `title` as it is written alike in every copy.
    """
    parts = urlsplit(address)
    if not parts.netloc:
        return f"page:{digest(title)}"
    host = parts.netloc.rpartition("@")[2].casefold()
    asked = f"?{parts.query}" if query and parts.query else ""
    return f"page:{host}{parts.path.rstrip('/')}{asked}"
