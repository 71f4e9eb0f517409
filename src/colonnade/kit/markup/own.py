"""Markdown of the site's owner: her links may lead to pages of the site, and need no note."""

import re

from markdown_it import MarkdownIt

from colonnade.kit.markup.clean import sanitize_editorial
from colonnade.kit.markup.hosts import is_link

_PATH = re.compile(r"/(?![/\\])[^\s\\\x00-\x1f\x7f]*")


class _Parser(MarkdownIt):
    """The parser, which lets paths and absolute addresses be links."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        return is_own_path(url) or is_link(url)


_PARSER = _Parser("commonmark", {"html": False, "breaks": True})


def is_own_path(url: str) -> bool:
    """Tell whether an address is a path of the site it stands on."""
    return bool(_PATH.fullmatch(url))


def render_own(source: str) -> str:
    """Return the HTML of an owner's few words (her footer): no raw HTML, no pictures."""
    return sanitize_editorial(_PARSER.render(source))
