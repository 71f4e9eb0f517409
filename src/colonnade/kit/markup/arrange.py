"""Filtered HTML put in order for a page of ours: the one pass between filter and sanitizer.

Headings become bold paragraphs, since a comment stands under a heading of the page and must not
break its outline. Pictures become links to them. Links that would not show where they lead get
their host behind them. Loose text gets paragraphs; blocks get the direction of their script.
What is inline ends at the border of a block and begins anew behind it, as a parser would have it:
so each piece of a link stands alone, with its host.
"""

import re
import unicodedata
from collections.abc import Iterable
from html import escape, unescape

from colonnade.kit.markup.clean import (
    BLOCKS,
    HEADINGS,
    INLINE,
    SYNONYMS,
    VOID,
    Piece,
    attributes_of,
)
from colonnade.kit.markup.hosts import leads_out
from colonnade.kit.markup.links import linked
from colonnade.kit.markup.page import Inline, Page
from colonnade.kit.markup.wild import DEPTH, LINKS, TooWild

_INLINE = INLINE | {"a"}
_OWN_TEXT = frozenset({"p", "pre"})  # the browser finds their direction by "auto"
_UNDIRECTED = frozenset({"hr", "thead", "tbody", "tfoot", "tr"})
_TABLE_PARTS = (["table"], ["thead"], ["tbody"], ["tfoot"], ["tr"])
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_NUMBER = re.compile(r"-?[0-9]{1,9}")


class _Arranger:
    """Writes piece after piece of what nh3 wrote.

    typed_lines: a line break of loose text is one, and a blank line divides paragraphs.
    typed_links: addresses typed in the text become links.
    """

    def __init__(self, *, typed_lines: bool, typed_links: bool) -> None:
        self.page = Page()
        self.typed_lines, self.typed_links = typed_lines, typed_links
        self.undirected: list[int] = []  # places of blocks whose script is not known yet
        self.depth = 0

    def write(self, piece: Piece) -> None:
        end, name, given, text = piece
        if not name:
            self.write_text(text)
        elif name in VOID:
            self.write_void(name, given)
        else:
            self.depth += -1 if end else 1
            if self.depth > DEPTH:
                raise TooWild
            self.write_element(SYNONYMS.get(name, name), given, end=bool(end))

    def write_element(self, name: str, given: str, *, end: bool) -> None:
        if name not in _INLINE:
            self.page.end_paragraph()
            if end:
                self.end_block(name)
            else:
                self.begin_block(name, given)
        elif end:
            self.end_inline()
        elif name == "a":
            attributes = attributes_of(given)
            url = attributes.get("href", "").strip()
            title = attributes.get("title", "")
            self.page.begin(Inline("a", url if leads_out(url) else "", title))
        else:
            self.page.begin(Inline(name))

    def end_inline(self) -> None:
        """End what was opened last; a link with nothing in it shows its address."""
        last = self.page.inlines[-1]
        if last.url and not last.used:
            self.write_text(escape(last.url, quote=False))
        self.page.end()

    def begin_block(self, name: str, given: str) -> None:
        self.page.blocks.append(name)
        if name in HEADINGS:
            self.page.begin(Inline("strong"))
        elif name in _UNDIRECTED:
            self.page.out.append(f"<{name}>")
        elif name in BLOCKS:
            if name not in _OWN_TEXT:
                self.undirected.append(len(self.page.out))
            start = attributes_of(given).get("start", "")
            number = f' start="{start}"' if _NUMBER.fullmatch(start) else ""
            self.page.out.append(f'<{name}{number} dir="auto">')

    def end_block(self, name: str) -> None:
        self.page.blocks.pop()
        if name in HEADINGS:
            self.page.end()
        elif name in BLOCKS:
            self.page.out.append(f"</{name}>")
            if name not in _OWN_TEXT | _UNDIRECTED and self.undirected:
                self.undirected.pop()

    def write_void(self, name: str, given: str) -> None:
        if name == "hr":
            self.page.end_paragraph()
            self.page.out.append("<hr>")
        elif name == "img":
            attributes = attributes_of(given)
            self.write_picture(attributes.get("src", ""), attributes.get("alt", ""))
        elif self.page.loose or not self.page.in_flow():
            self.page.out.append("<br>")

    def write_picture(self, url: str, alt: str) -> None:
        """Write the link to a picture; within another link, only what it is called."""
        alone = leads_out(url.strip()) and not self.page.in_link()
        self.page.begin(Inline("a", url.strip() if alone else ""))
        self.write_text(escape(alt.strip() or url.strip(), quote=False))
        self.end_inline()

    def write_text(self, text: str) -> None:
        if not (self.typed_lines and "\n" in text and self.page.in_flow()):
            self.write_run(text)
            return
        for number, part in enumerate(_BLANK_LINES.split(text)):
            if number:
                self.page.end_paragraph()
            self.write_run(part if self.page.loose else part.lstrip("\n"))

    def write_run(self, text: str) -> None:
        page = self.page
        misplaced = page.blocks[-1:] in _TABLE_PARTS  # a parser would move it out
        if text.strip() or (page.in_code() and not misplaced):
            page.begin_text()
            self.direct(text)
        if page.out and page.out[-1].startswith("<pre"):
            text = text.lstrip("\n")  # a parser would eat the first of these each time
        if page.link:
            page.link.texts.append(text)
        elif self.typed_links and "://" in text and not page.in_code():
            text = linked(unescape(text), LINKS - page.typed)
            page.typed += text.count("</a>")
        if self.typed_lines and page.loose:
            text = text.replace("\n", "<br>\n")
        page.out.append(text)

    def direct(self, text: str) -> None:
        """Give the blocks that wait for it the direction of the first letter that has one."""
        if not self.undirected:
            return
        for char in unescape(text):
            kind = unicodedata.bidirectional(char)
            if kind in {"L", "R", "AL"}:
                for place in self.undirected if kind != "L" else ():
                    self.page.out[place] = self.page.out[place].replace('"auto"', '"rtl"')
                self.undirected = []
                return


def arrange(
    pieces: Iterable[Piece], *, typed_lines: bool = False, typed_links: bool = False
) -> str:
    """Return the HTML of `pieces`, put in order; raise TooWild when nested too deeply."""
    arranger = _Arranger(typed_lines=typed_lines, typed_links=typed_links)
    for piece in pieces:
        arranger.write(piece)
    arranger.page.end_paragraph()
    return "".join(arranger.page.out)
