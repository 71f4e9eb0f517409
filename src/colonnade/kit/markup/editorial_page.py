"""The editorial HTML that is being written, block by block: what is open, and what waits."""

import re
from html import escape, unescape
from typing import NamedTuple

from colonnade.kit.markup.clean import DIVISIONS, HEADINGS, INLINE

_DIVIDED = DIVISIONS | {"p"}
_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl"})
_HEADINGS = {"h1": "h2", "h2": "h2", **dict.fromkeys(("h3", "h4", "h5", "h6"), "h3")}
_ALONE = re.compile(r'<p>(?:<a href="([^"]*)">)?\s*(https?://[^\s<>"]+)\s*(?:</a>)?</p>')


class Words(NamedTuple):
    """One block of text as safe HTML: a paragraph, a heading, a list, a quotation ..."""

    html: str


class Player(NamedTuple):
    """What another address plays or shows in a frame; also an address alone in its paragraph."""

    url: str
    title: str


Piece = Words | Player


class EditorialPage:
    """Blocks that are finished (`done`), and the one that is being written.

    Text opens the element that it needs (a paragraph, a quotation, a heading); inline elements
    are written when there is text for them, and closed at every border.
    """

    def __init__(self) -> None:
        self._done: list[Piece] = []
        self._out: list[str] = []
        self._blocks: list[str] = []
        self._inlines: list[tuple[str, str]] = []  # name, and the address of a link
        self._written = 0  # of the inlines, the outer ones
        self._open = ""  # the element that text opened
        self._full = False  # there is text in what is open
        self._breaks = 0  # line breaks that wait for text
        self._behind: list[tuple[str, str]] = []  # links that follow the open one

    def finished(self) -> list[Piece]:
        """Return all blocks."""
        self._blocks.clear()
        self._flush()
        return self._done

    def is_in(self, name: str) -> bool:
        """Tell whether such a block is open in the source."""
        return name in self._blocks

    def link(self) -> str | None:
        """Return the address of the link that is open in the source."""
        return next((url for name, url in self._inlines if name == "a" and url), None)

    def behind_link(self, url: str, words: str) -> None:
        """Write one more link as soon as the open one ends; the border of a figure, at least."""
        self._behind.append((url, words))

    def text(self, text: str) -> None:
        """Write text, still escaped."""
        container = self._container()
        if container == "pre":
            self._write(text)
        elif container in _PARTS or (not text.strip() and not self._full):
            return
        elif text.strip() or not self._breaks:
            self._write(text)

    def line_break(self) -> None:
        """Begin a new line, once there is text for it."""
        if self._container() == "pre":
            self._write("\n")
        elif self._full:
            self._breaks += 1

    def border(self) -> None:
        """End a paragraph; within an element that holds lines alone, end a line."""
        container = self._container()
        if container == "":
            self._flush()
        elif container == "pre":
            self._write("\n")
        elif self._full:
            self._breaks = max(self._breaks, 2 if container == "blockquote" else 1)

    def rule(self) -> None:
        """Write a line that divides, where there is room for one."""
        if self._container() in {"", "blockquote"}:
            self._flush()
            self._done.append(Words("<hr>"))
        else:
            self.border()

    def player(self, url: str, title: str) -> None:
        """Put in what is played from elsewhere; in a list or table, the link to it."""
        if self._container() in {"", "blockquote"}:
            self._flush()
            self._done.append(Player(url, title))
        else:
            self.begin_inline("a", url)
            self.text(escape(title or url, quote=False))
            self.end_inline()

    def begin_inline(self, name: str, url: str = "") -> None:
        """Open an inline element of the source."""
        self._inlines.append((name, url))

    def end_inline(self) -> None:
        """Close the inline element of the source that was opened last."""
        self._close(len(self._inlines) - 1)
        self._inlines.pop()
        if self._behind and self.link() is None:
            waiting, self._behind = self._behind, []
            for url, words in filter(all, waiting):
                link = f'<a href="{escape(url)}">{escape(words, quote=False)}</a>'
                self._write(f" ({link})")
            if self.is_in("figure"):
                self.border()

    def begin_block(self, name: str) -> None:
        """Open a block of the source."""
        if name in _DIVIDED:
            self.border()
        elif name in HEADINGS and self._container():
            self.border()
            self._inlines.append(("strong", ""))
        elif name in HEADINGS or name == "blockquote":
            self._leave()
        else:
            if name in {"ul", "ol", "dl", "table", "pre"}:
                self._leave()
            self._tag(f"<{name}>")
        self._blocks.append(name)

    def end_block(self) -> None:
        """Close the block of the source that was opened last."""
        name = self._blocks.pop()
        if name in _DIVIDED:
            self.border()
        elif name in HEADINGS and ("strong", "") in self._inlines[-1:] and self._container():
            self.end_inline()
            self.border()
        elif name in HEADINGS or name == "blockquote":
            self._blocks.append(name)
            self._leave()
            self._blocks.pop()
        else:
            self._tag(f"</{name}>")
            if not self._structure():
                self._flush()

    def _container(self) -> str:
        """Return the innermost block that shapes its text; '' for none, where paragraphs stand."""
        return next((name for name in reversed(self._blocks) if name not in _DIVIDED), "")

    def _structure(self) -> bool:
        """Tell whether a list, a table or a `pre` is open."""
        lone = _DIVIDED | HEADINGS | {"blockquote"}
        return any(name not in lone for name in self._blocks)

    def _leave(self) -> None:
        """End what text opened, to make room for another block."""
        if self._structure():
            self.border()
            self._close(0)
        else:
            self._flush()

    def _tag(self, tag: str) -> None:
        """Write the tag of a list, a table or `pre`."""
        self._close(0)
        self._out.append(tag)
        self._breaks, self._full = 0, False

    def _write(self, text: str) -> None:
        """Write text with the tags that it stands in."""
        container = self._container()
        if not self._open and not self._structure():
            self._open = _HEADINGS.get(container, container or "p")
            self._out.append(f"<{self._open}>")
        if self._breaks:
            self._close(0)
            self._out.append("<br>" * self._breaks)
            self._breaks = 0
        for name, url in self._inlines[self._written :]:
            if name != "a":
                self._out.append(f"<{name}>")
            elif url:
                self._out.append(f'<a href="{escape(url)}">')
        self._written = len(self._inlines)
        self._out.append(text if self._full or container == "pre" else text.lstrip())
        self._full = True

    def _close(self, kept: int) -> None:
        while self._written > kept:
            self._written -= 1
            name, url = self._inlines[self._written]
            if name in INLINE or url:
                self._out.append(f"</{name}>")

    def _flush(self) -> None:
        """End the block that is being written."""
        self._close(0)
        if self._open:
            self._out.append(f"</{self._open}>")
        html = "".join(self._out)
        if html:
            alone = _ALONE.fullmatch(html)
            url = unescape(alone[2]) if alone else ""
            is_player = alone and unescape(alone[1] or "") in {"", url}
            self._done.append(Player(url, "") if is_player else Words(html))
        self._out, self._open, self._full, self._breaks = [], "", False, 0
