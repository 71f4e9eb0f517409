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

from colonnade.kit.markup.clean import BLOCKS, HEADINGS, INLINE, SYNONYMS, VOID, Token
from colonnade.kit.markup.hosts import leads_out
from colonnade.kit.markup.links import linked
from colonnade.kit.markup.page import Inline, Page
from colonnade.kit.markup.wild import DEPTH, LINKS, TooWild

_OWN_TEXT = frozenset({"p", "pre"})  # the browser finds their direction by "auto"
_UNDIRECTED = frozenset({"hr", "thead", "tbody", "tfoot", "tr"})
_TABLE_PARTS = (["table"], ["thead"], ["tbody"], ["tfoot"], ["tr"])
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_NUMBER = re.compile(r"-?[0-9]{1,9}")


class _Arranger:
    """Writes token after token.

    typed_lines: a line break of loose text is one, and a blank line divides paragraphs.
    typed_links: addresses typed in the text become links.
    """

    def __init__(self, *, typed_lines: bool, typed_links: bool) -> None:
        self.page = Page()
        self.typed_lines, self.typed_links = typed_lines, typed_links
        self.undirected: list[int] = []  # places of blocks whose script is not known yet
        self.depth = 0

    def write(self, token: Token) -> None:
        if not token.name:
            self.write_text(token.text)
        elif token.name in VOID:
            self.write_void(token)
        else:
            self.depth += -1 if token.end else 1
            if self.depth > DEPTH:
                raise TooWild
            self.write_element(token._replace(name=SYNONYMS.get(token.name, token.name)))

    def write_element(self, token: Token) -> None:
        if token.name not in INLINE | {"a"}:
            self.page.end_paragraph()
            (self.end_block if token.end else self.begin_block)(token)
        elif token.end:
            self.end_inline()
        else:
            url = token.attributes.get("href", "").strip() if token.name == "a" else ""
            title = token.attributes.get("title", "")
            self.page.begin(Inline(token.name, url if leads_out(url) else "", title))

    def end_inline(self) -> None:
        """End what was opened last; a link with nothing in it shows its address."""
        last = self.page.inlines[-1]
        if last.url and not last.used:
            self.write_text(escape(last.url, quote=False))
        self.page.end()

    def begin_block(self, token: Token) -> None:
        self.page.blocks.append(token.name)
        if token.name in HEADINGS:
            self.page.begin(Inline("strong"))
        elif token.name in _UNDIRECTED:
            self.page.out.append(f"<{token.name}>")
        elif token.name in BLOCKS:
            if token.name not in _OWN_TEXT:
                self.undirected.append(len(self.page.out))
            start = token.attributes.get("start", "")
            number = f' start="{start}"' if _NUMBER.fullmatch(start) else ""
            self.page.out.append(f'<{token.name}{number} dir="auto">')

    def end_block(self, token: Token) -> None:
        self.page.blocks.pop()
        if token.name in HEADINGS:
            self.page.end()
        elif token.name in BLOCKS:
            self.page.out.append(f"</{token.name}>")
            if token.name not in _OWN_TEXT | _UNDIRECTED and self.undirected:
                self.undirected.pop()

    def write_void(self, token: Token) -> None:
        if token.name == "hr":
            self.page.end_paragraph()
            self.page.out.append("<hr>")
        elif token.name == "img":
            self.write_picture(token.attributes.get("src", ""), token.attributes.get("alt", ""))
        elif self.page.loose or not self.page.in_flow():
            self.page.out.append("<br>")

    def write_picture(self, url: str, alt: str) -> None:
        """Write the link to a picture; within another link, only what it is called."""
        alone = leads_out(url.strip()) and not self.page.in_link()
        self.page.begin(Inline("a", url.strip() if alone else ""))
        self.write_text(escape(alt.strip() or url.strip(), quote=False))
        self.end_inline()

    def write_text(self, text: str) -> None:
        if not (self.typed_lines and self.page.in_flow()):
            self.write_run(text)
            return
        for number, part in enumerate(_BLANK_LINES.split(text)):
            if number:
                self.page.end_paragraph()
            self.write_run(part if self.page.loose else part.lstrip("\n"))

    def write_run(self, text: str) -> None:
        coded = "pre" in self.page.blocks or self.page.is_open("code")
        misplaced = self.page.blocks[-1:] in _TABLE_PARTS  # a parser would move it out
        if text.strip() or (coded and not misplaced):
            self.page.begin_text()
            self.direct(text)
        if self.page.out and self.page.out[-1].startswith("<pre"):
            text = text.lstrip("\n")  # a parser would eat the first of these each time
        if self.page.link:
            self.page.link.texts.append(text)
        elif self.typed_links and "://" in text and not coded:
            text = linked(unescape(text), LINKS - self.page.typed)
            self.page.typed += text.count("</a>")
        if self.typed_lines and self.page.loose:
            text = text.replace("\n", "<br>\n")
        self.page.out.append(text)

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
    tokens: Iterable[Token], *, typed_lines: bool = False, typed_links: bool = False
) -> str:
    """Return the HTML of `tokens`, put in order; raise TooWild when nested too deeply."""
    arranger = _Arranger(typed_lines=typed_lines, typed_links=typed_links)
    for token in tokens:
        arranger.write(token)
    arranger.page.end_paragraph()
    return "".join(arranger.page.out)
