"""The HTML that is being written: its paragraphs, and what is open within them."""

from dataclasses import dataclass, field
from html import escape, unescape

from colonnade.kit.markup.clean import DIVISIONS, HEADINGS, REL
from colonnade.kit.markup.hosts import host_note, shown

OPEN = '<p dir="auto">'
_FLOW = DIVISIONS | HEADINGS | {"blockquote"}  # where loose text needs a paragraph


@dataclass(slots=True)
class Inline:
    """An inline element of the source that is open; `url` if it is a link."""

    name: str
    url: str = ""
    title: str = ""
    used: bool = False


@dataclass(slots=True)
class _Link:
    """The link that is being written."""

    inline: Inline
    start: int  # where in the output its content begins
    texts: list[str] = field(default_factory=list)


class Page:
    """What is written, and what is open.

    Inline elements are written when there is text for them, and closed at the border of a block.
    """

    def __init__(self) -> None:
        self.out: list[str] = []
        self.blocks: list[str] = []
        self.inlines: list[Inline] = []
        self.written = 0  # of the inlines, the outer ones
        self.loose = False  # a paragraph of our own is open
        self.link: _Link | None = None
        self.typed = 0  # links made of typed addresses

    def in_flow(self) -> bool:
        """Tell whether text here needs a paragraph."""
        return not self.blocks or self.blocks[-1] in _FLOW

    def in_link(self) -> bool:
        """Tell whether a link is open in the source."""
        return any(inline.url for inline in self.inlines)

    def in_code(self) -> bool:
        """Tell whether text here is code, of which every space counts."""
        return "pre" in self.blocks or any(inline.name == "code" for inline in self.inlines)

    def begin(self, inline: Inline) -> None:
        """Open an inline element of the source."""
        if inline.url and self.link:
            self._close(0)  # a link within a link, which only a table allows
        self.inlines.append(inline)

    def end(self) -> None:
        """Close the inline element of the source that was opened last."""
        self._close(len(self.inlines) - 1)
        self.inlines.pop()

    def begin_text(self) -> None:
        """Write the tags that text here stands in."""
        if self.in_flow() and not self.loose:
            self.out.append(OPEN)
            self.loose = True
        for inline in self.inlines[self.written :]:
            self._open(inline)
        self.written = len(self.inlines)

    def end_paragraph(self) -> None:
        """End what is inline here, and the paragraph if it is our own."""
        if self.loose:
            self.out[-1] = self.out[-1].removesuffix("<br>\n")
        self._close(0)
        if self.loose:
            self.out.append("</p>")
            self.loose = False

    def _open(self, inline: Inline) -> None:
        if inline.name != "a":
            self.out.append(f"<{inline.name}>")
        elif inline is next((last for last in reversed(self.inlines) if last.url), None):
            inline.used = True
            hint = f' title="{escape(inline.title)}"' if inline.title else ""
            self.out.append(f'<a href="{escape(inline.url)}"{hint} rel="{REL}">')
            self.link = _Link(inline, len(self.out))

    def _close(self, kept: int) -> None:
        while self.written > kept:
            self.written -= 1
            inline = self.inlines[self.written]
            if inline.name != "a":
                self.out.append(f"</{inline.name}>")
            elif self.link and self.link.inline is inline:
                self._end_link(self.link)

    def _end_link(self, link: _Link) -> None:
        text, url = unescape("".join(link.texts)).strip(), link.inline.url
        if text == url and len(self.out) == link.start + len(link.texts):
            self.out[link.start :] = [escape(shown(url), quote=False)]
        self.out += ["</a>", host_note(url, text)]
        self.link = None
