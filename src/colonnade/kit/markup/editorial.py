"""Editors' HTML from elsewhere as blocks that a newsroom's editor can take: each one whole.

The result holds only what `sanitize_editorial` allows, in the writing that is valid as XML too
(`<br/>`), since the newsroom's editor reads no other. Pictures become links to them, what was
embedded comes out as a `Player`. Quotations have lines instead of paragraphs, for the same reason.
"""

import re
from collections.abc import Iterator
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

import nh3

from colonnade.kit.markup.clean import (
    BLOCKS,
    DIVISIONS,
    DROPPED,
    HEADINGS,
    INLINE,
    SCHEMES,
    SYNONYMS,
    Token,
    sanitize_editorial,
    tokens,
)
from colonnade.kit.markup.editorial_page import EditorialPage, Piece, Player, Words
from colonnade.kit.markup.wild import DEPTH, TooWild, check_html

_MEDIA = frozenset({"audio", "object", "video"})
_FRAMES = frozenset({"embed", "iframe", "source"})
_OTHERS = frozenset({"a", "br", "img"})
__all__ = ["Piece", "Player", "Words", "editorial_pieces"]

_SCALE = 20  # it may be so many times as long as what readers write
_FOREIGN = nh3.Cleaner(
    tags=INLINE | BLOCKS | HEADINGS | SYNONYMS.keys() | DIVISIONS | _MEDIA | _FRAMES | _OTHERS,
    clean_content_tags=DROPPED - {"iframe", "object"},
    attributes={
        "a": {"href"},
        "img": {"src", "alt", "title"},
        "iframe": {"src", "title"},
        "object": {"data"},
        **{name: {"src"} for name in ("audio", "embed", "source", "video")},
    },
    link_rel=None,
    url_schemes=set(SCHEMES),
    url_relative="pass_through",
)
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_PICTURE = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|svg|tiff?|webp)\Z", re.IGNORECASE)
_LINK = re.compile(r'(<a href="[^"]*") rel="noopener">')


def editorial_pieces(html: str, *, base: str, typed_lines: bool) -> list[Piece]:
    """Return the pieces of `html`; addresses without a host are completed from `base`.

    typed_lines: as where paragraphs are typed, a line break is one and a blank line divides.
    What is too wild to be read in time linear in its length comes as its plain text.
    """
    try:
        check_html(html, scale=_SCALE)
        writer = _Writer(base=base, typed_lines=typed_lines)
        for token in tokens(_FOREIGN.clean(html)):
            writer.write(token)
        found = writer.page.finished()
    except TooWild:
        found = [Words(f"<p>{escape(part, quote=False)}</p>") for part in html.split("\n\n")]
    return [one for piece in found for one in _settled(piece)]


def _settled(piece: Piece) -> Iterator[Piece]:
    if isinstance(piece, Player):
        yield piece
        return
    clean = _LINK.sub(r"\1>", sanitize_editorial(piece.html))
    clean = clean.replace("<br>", "<br/>").replace("<hr>", "<hr/>")
    if unescape(re.sub(r"<(?!hr/)[^<>]*>", "", clean)).strip():
        yield Words(clean)


class _Writer:
    """Writes token after token."""

    def __init__(self, *, base: str, typed_lines: bool) -> None:
        self.page = EditorialPage()
        self.base, self.typed_lines = base, typed_lines
        self.depth = 0
        self.frame = False  # in an iframe, whose content nobody sees
        self.media = 0  # how many elements that play something are open
        self.address = ""  # what the outermost of them plays

    def write(self, token: Token) -> None:
        """Take the next token of nh3's writing."""
        if self.frame:
            self.frame = not (token.name == "iframe" and token.end)
        elif not token.name:
            self.write_text(token.text)
        elif token.name in _FRAMES | _MEDIA:
            self.write_player(token)
        elif token.name == "img":
            self.write_picture(token.attributes)
        elif token.name == "br":
            self.page.line_break()
        elif token.name == "hr":
            self.page.rule()
        else:
            self.write_element(token)

    def write_element(self, token: Token) -> None:
        name = SYNONYMS.get(token.name, token.name)
        self.depth += -1 if token.end else 1
        if self.depth > DEPTH:
            raise TooWild
        if name in INLINE or name == "a":
            if token.end:
                self.page.end_inline()
            else:
                self.page.begin_inline(name, self.whole(token.attributes.get("href", "")))
        elif token.end:
            self.page.end_block()
        else:
            self.page.begin_block(name)

    def write_text(self, text: str) -> None:
        if self.media:
            return  # what is said to those whose browser plays nothing
        if not self.typed_lines or self.page.is_in("pre"):
            self.page.text(text)
            return
        for number, part in enumerate(_BLANK_LINES.split(text)):
            if number:
                self.page.border()
            for count, line in enumerate(part.split("\n")):
                if count:
                    self.page.line_break()
                self.page.text(line)

    def write_player(self, token: Token) -> None:
        found = token.attributes.get("src") or token.attributes.get("data") or ""
        self.frame = token.name == "iframe" and not token.end
        if token.name in _MEDIA:
            self.media += -1 if token.end else 1
        if found and not self.address:
            self.address = self.whole(found)
        if self.address and not self.media:
            self.page.player(self.address, token.attributes.get("title", ""))
            self.address = ""

    def write_picture(self, attributes: dict[str, str]) -> None:
        """Write the link to a picture; within a link that leads elsewhere, behind that."""
        url = self.whole(attributes.get("src", ""))
        name = urlsplit(url).path.rpartition("/")[2]
        words = (attributes.get("alt") or attributes.get("title") or name or url).strip()
        link = self.page.link()
        if link is not None:
            self.page.text(escape(words, quote=False))
            elsewhere = not _PICTURE.search(urlsplit(link).path)
            self.page.behind_link(url if elsewhere else "", name or url)
        elif url:
            self.page.begin_inline("a", url)
            self.page.text(escape(words, quote=False))
            self.page.end_inline()
        else:
            self.page.text(escape(words, quote=False))
        if link is None and self.page.is_in("figure"):
            self.page.border()

    def whole(self, url: str) -> str:
        """Return an address with its host; '' for one that leads nowhere."""
        if not url.strip():
            return ""
        try:
            found = urljoin(self.base, url.strip())
            scheme = urlsplit(found).scheme
        except ValueError:
            return ""
        return found if scheme in SCHEMES or found.startswith("/") else ""
