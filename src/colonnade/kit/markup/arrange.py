"""Filtered HTML put in order for a page of ours: the one pass between filter and sanitizer.

Headings become bold paragraphs, since a comment stands under a heading of the page and must not
break its outline. Pictures become links to them. Links that would not show where they lead get
their host behind them. Loose text gets paragraphs; blocks get the direction of their script.
"""

import re
import unicodedata
from collections.abc import Iterable
from html import escape, unescape
from typing import NamedTuple

from colonnade.kit.markup.clean import (
    BLOCKS,
    DIVISIONS,
    HEADINGS,
    INLINE,
    SYNONYMS,
    VOID,
    Token,
)
from colonnade.kit.markup.hosts import host_note, leads_out, shown
from colonnade.kit.markup.links import linked
from colonnade.kit.markup.wild import DEPTH, LINKS, TooWild

_OWN_TEXT = frozenset({"p", "pre"})  # the browser finds their direction by "auto"
_UNDIRECTED = frozenset({"hr", "thead", "tbody", "tfoot", "tr"})
_FLOW = DIVISIONS | {"blockquote"}  # where loose text needs a paragraph
_OPEN = '<p dir="auto">'
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


class _Link(NamedTuple):
    url: str
    start: int  # where in the output its content begins
    texts: list[str]


class _Page:
    """What has been written, and what is open."""

    def __init__(self, *, typed_lines: bool, typed_links: bool) -> None:
        self.typed_lines, self.typed_links = typed_lines, typed_links
        self.out: list[str] = []
        self.blocks: list[str] = []
        self.undirected: list[int] = []  # places of blocks whose script is not known yet
        self.depth = self.code = self.typed = 0
        self.loose = False
        self.link: _Link | None = None

    def in_flow(self) -> bool:
        return not self.blocks or self.blocks[-1] in _FLOW


def arrange(
    tokens: Iterable[Token], *, typed_lines: bool = False, typed_links: bool = False
) -> str:
    """Return the HTML of `tokens`, put in order.

    typed_lines: a line break of loose text is one, and a blank line divides paragraphs.
    typed_links: addresses typed in the text become links. Raises TooWild when nested too deeply.
    """
    page = _Page(typed_lines=typed_lines, typed_links=typed_links)
    for token in tokens:
        if not token.name:
            _write_text(page, token.text)
        elif token.name not in VOID:
            _write_element(page, token._replace(name=SYNONYMS.get(token.name, token.name)))
        else:
            _write_void(page, token)
    _end_link(page)
    _end_loose(page)
    return "".join(page.out)


def _write_element(page: _Page, token: Token) -> None:
    page.depth += -1 if token.end else 1
    if page.depth > DEPTH:
        raise TooWild
    if token.name == "a":
        _write_link(page, token)
    elif token.name in INLINE:
        _begin_loose(page)
        page.code += (token.name == "code") * (-1 if token.end else 1)
        page.out.append(f"</{token.name}>" if token.end else f"<{token.name}>")
    else:
        _end_loose(page)
        (_end_block if token.end else _begin_block)(page, token)


def _begin_block(page: _Page, token: Token) -> None:
    page.blocks.append(token.name)
    if token.name in HEADINGS:
        page.out.append('<p dir="auto"><strong>')
    elif token.name in _UNDIRECTED:
        page.out.append(f"<{token.name}>")
    elif token.name in BLOCKS:
        if token.name not in _OWN_TEXT:
            page.undirected.append(len(page.out))
        start = token.attributes.get("start", "")
        number = f' start="{start}"' if re.fullmatch(r"-?[0-9]{1,9}", start) else ""
        page.out.append(f'<{token.name}{number} dir="auto">')


def _end_block(page: _Page, token: Token) -> None:
    page.blocks.pop()
    if token.name in HEADINGS:
        page.out.append("</strong></p>")
    elif token.name in BLOCKS:
        page.out.append(f"</{token.name}>")
        if token.name not in _OWN_TEXT | _UNDIRECTED and page.undirected:
            page.undirected.pop()


def _write_void(page: _Page, token: Token) -> None:
    if token.name == "hr":
        _end_loose(page)
        page.out.append("<hr>")
    elif token.name == "br":
        page.out.append("<br>")
    else:
        _begin_loose(page)
        _write_picture(
            page, token.attributes.get("src", "").strip(), token.attributes.get("alt", "")
        )


def _write_picture(page: _Page, url: str, alt: str) -> None:
    text = alt.strip() or url
    if page.link or not leads_out(url):
        _write_text(page, escape(text, quote=False))
    else:
        _begin_link(page, url, "")
        _write_text(page, escape(text, quote=False))
        _end_link(page)


def _write_link(page: _Page, token: Token) -> None:
    _end_link(page)  # a link within a link, which only a table allows, ends the outer one
    url = token.attributes.get("href", "").strip()
    if not token.end and leads_out(url):
        _begin_loose(page)
        _begin_link(page, url, token.attributes.get("title", ""))


def _begin_link(page: _Page, url: str, title: str) -> None:
    hint = f' title="{escape(title)}"' if title else ""
    page.out.append(f'<a href="{escape(url)}"{hint}>')
    page.link = _Link(url, len(page.out), [])


def _end_link(page: _Page) -> None:
    if not (link := page.link):
        return
    page.link = None
    text = unescape("".join(link.texts)).strip()
    if text == link.url and len(page.out) == link.start + len(link.texts):
        del page.out[link.start :]  # to be shown with what deceives in it escaped
        text = ""
    if not text:
        text = link.url
        page.out.append(escape(shown(text), quote=False))
    page.out += ["</a>", host_note(link.url, text)]


def _write_text(page: _Page, text: str) -> None:
    if text.strip():
        _begin_loose(page)
        _direct(page, text)
    if page.link:
        page.link.texts.append(text)
    elif page.typed_links and "://" in text and not page.code and "pre" not in page.blocks:
        text = linked(unescape(text), LINKS - page.typed)
        page.typed += text.count("</a>")
    last = page.out[-1] if page.out else ""
    if last.startswith("<pre"):
        text = text.lstrip("\n")  # a parser would eat the first of these each time
    if page.typed_lines and page.loose:
        text = text.lstrip("\n") if last == _OPEN else text
        text = _BLANK_LINES.sub("</p>" + _OPEN, text).replace("\n", "<br>\n")
    page.out.append(text)


def _begin_loose(page: _Page) -> None:
    if page.in_flow() and not page.loose:
        page.out.append(_OPEN)
        page.loose = True


def _end_loose(page: _Page) -> None:
    if page.loose:
        page.out[-1] = page.out[-1].removesuffix("<br>\n").removesuffix("</p>" + _OPEN)
        page.out.append("</p>")
        page.loose = False


def _direct(page: _Page, text: str) -> None:
    """Give the blocks that wait for it the direction of the first letter that has one."""
    if not page.undirected:
        return
    for char in unescape(text):
        kind = unicodedata.bidirectional(char)
        if kind in {"L", "R", "AL"}:
            for place in page.undirected if kind != "L" else ():
                page.out[place] = page.out[place].replace('dir="auto"', 'dir="rtl"')
            page.undirected = []
            return
