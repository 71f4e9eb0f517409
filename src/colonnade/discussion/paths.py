"""Where readers meet a discussion: below an article of ours, or on a page of its own."""

import re

from django.conf import settings

# "//host" and "/\host" lead to another host; "/t/..." is where threads themselves live.
_OWN = re.compile(r"/(?!t/)(?:[^/\\\s?#\x00-\x1f\x7f][^\\\s?#\x00-\x1f\x7f]*)?")


def own_path(url: str) -> str:
    """Return the path of our own article that a thread's address names, or ''.

    None is ours where the newspaper is switched off: nothing would be there.
    """
    return url if url and settings.ARTICLES and _OWN.fullmatch(url) else ""


def path_of(url: str, public_id: str) -> str:
    """Return the path of the page that shows the thread."""
    return own_path(url) or f"/t/{public_id}/"
