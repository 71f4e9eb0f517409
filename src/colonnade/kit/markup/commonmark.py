"""CommonMark as readers type it, without raw HTML: a tag that is typed is shown.

Beyond CommonMark: a typed line break is one, ~~struck~~ text, and typed addresses are links.
Only absolute http, https and mailto addresses make a link; else what was typed stays as text.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from colonnade.kit.markup.arrange import arrange
from colonnade.kit.markup.clean import filter_own, pieces
from colonnade.kit.markup.hosts import is_link
from colonnade.kit.markup.links import TRAILING, bare_end
from colonnade.kit.markup.quick import quick_html
from colonnade.kit.markup.wild import TooWild, check_markdown

_DEPTH = 18  # quotes in quotes; a list in a list counts twice
_TRAILING = TRAILING + "*_~"
_SCHEME = re.compile(r"(?<![A-Za-z0-9])https?\Z", re.IGNORECASE)


class _Parser(MarkdownIt):
    """The parser, leaving addresses as they are typed."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the library's name
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        return is_link(url)


def commonmark_to_html(source: str) -> str:
    """Return `source` as HTML, arranged; raise TooWild where parsing it would cost too much."""
    quick = quick_html(source)
    return quick if quick is not None else parsed_html(source)


def parsed_html(source: str) -> str:
    """Return the same by the parser, which reads every mark."""
    check_markdown(source)
    return arrange(pieces(filter_own(_PARSER.render(source))))


def _refuse_depth(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule
    """Stop before the parser reaches the depth at which it would leave text out."""
    if state.level >= _DEPTH:
        raise TooWild
    return False


def _link_typed(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule
    """Make a link of an address that was typed without any mark; stands at its colon."""
    if state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    match = _SCHEME.search(state.src[max(0, state.pos - 6) : state.pos])
    if not match:
        return False
    start = state.pos - len(match[0])
    end = min(bare_end(state.src, start, _TRAILING), state.posMax)
    if end <= state.pos:
        return False
    if not silent:
        _push_link(state, state.src[start:end], len(match[0]))
    state.pos = end
    return True


def _push_link(state: StateInline, url: str, pending: int) -> None:
    state.pending = state.pending[:-pending]
    state.push("link_open", "a", 1).attrs = {"href": url}
    state.push("text", "", 0).content = url
    state.push("link_close", "a", -1)


def _make_parser() -> _Parser:
    parser = _Parser("commonmark", {"html": False, "breaks": True, "maxNesting": _DEPTH + 2})
    parser.enable("strikethrough")
    parser.block.ruler.before("code", "depth", _refuse_depth)
    parser.inline.ruler.before("newline", "typed_link", _link_typed)
    return parser


_PARSER = _make_parser()
