"""Reads the articles: text that an editor can change with any editor.

A file opens with lines "name: value" and an empty line. Then come paragraphs in a little Markdown
(## and ### heads, "- " and "1. " lists, *em*, **strong**, [words](address)) and, between empty
lines, blocks that begin with ":::":

    :::picture NAME | CAPTION
    :::group WORDS THAT LEAD IN         then a line "NAME | CAPTION" for each picture
    :::quote SPEAKER | ADDRESS          then the words
    :::video ADDRESS | TITLE | CREDIT | ADDRESS OF THE SOURCE | NAME OF THE POSTER
    :::sources                          then a line "ADDRESS | TITLE | OUTLET | DAYS AGO" for each
    :::correction MINUTES AGO           then the words
"""

import re
from dataclasses import dataclass
from html import escape

from colonnade.cli.sample.article_model import (
    GroupBlock,
    PictureBlock,
    QuoteBlock,
    SampleBlock,
    SampleCorrection,
    SampleSource,
    SourcesBlock,
    TextBlock,
    VideoBlock,
)

_INLINE = (
    (re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)"), r'<a href="\2">\1</a>'),
    (re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"\*(.+?)\*"), r"<em>\1</em>"),
)
_ITEM = re.compile(r"(?:-|\d+\.) ")


@dataclass(frozen=True, slots=True)
class Text:
    """A file as written: its heading, its blocks, and what was corrected."""

    heading: dict[str, str]
    body: tuple[SampleBlock, ...]
    corrections: tuple[SampleCorrection, ...]


def read(text: str) -> Text:
    """The text of a file. Raises ValueError with the line that cannot be read."""
    opening, _, rest = text.partition("\n\n")
    heading = dict(line.split(": ", 1) for line in opening.splitlines())
    blocks: list[SampleBlock] = []
    corrections: list[SampleCorrection] = []
    for part in re.split(r"\n{2,}", rest.strip()):
        if part.startswith(":::correction "):
            minutes, _, words = part.removeprefix(":::correction ").partition("\n")
            corrections.append(SampleCorrection(int(minutes), words))
        elif part.startswith(":::"):
            blocks.append(_block(part.removeprefix(":::")))
        else:
            _join(blocks, _html(part))
    return Text(heading, tuple(blocks), tuple(corrections))


def _join(blocks: list[SampleBlock], html: str) -> None:
    if blocks and isinstance(last := blocks[-1], TextBlock):
        blocks[-1] = TextBlock(last.html + html)
    else:
        blocks.append(TextBlock(html))


def _block(part: str) -> SampleBlock:
    first, *lines = part.splitlines()
    kind, _, rest = first.partition(" ")
    words = _fields(rest)
    if kind == "picture":
        return _picture(rest)
    if kind == "group":
        return GroupBlock(rest, tuple(_picture(line) for line in lines))
    if kind == "quote":
        return QuoteBlock("\n".join(lines), words[0], words[1] if words[1:] else "")
    if kind == "video":
        return VideoBlock(words[0], words[1], words[2], words[3], words[4])
    if kind == "sources":
        return SourcesBlock(tuple(_source(line) for line in lines))
    raise ValueError(f"Not a block: {first!r}")


def _fields(line: str) -> list[str]:
    return [field.strip() for field in line.split("|")]


def _picture(line: str) -> PictureBlock:
    name, caption = _fields(line)
    return PictureBlock(name, caption)


def _source(line: str) -> SampleSource:
    url, title, outlet, days = _fields(line)
    return SampleSource(url, title, outlet, int(days))


def _html(part: str) -> str:
    if head := re.match(r"(##|###) (.+)", part):
        level = len(head[1])
        return f"<h{level}>{_inline(head[2])}</h{level}>"
    if _ITEM.match(part):
        kind = "ul" if part.startswith("- ") else "ol"
        items = [_ITEM.sub("", line, count=1) for line in part.splitlines()]
        return f"<{kind}>{''.join(f'<li>{_inline(item)}</li>' for item in items)}</{kind}>"
    return f"<p>{_inline(' '.join(part.splitlines()))}</p>"


def _inline(text: str) -> str:
    html = escape(text, quote=False)
    for pattern, markup in _INLINE:
        html = pattern.sub(markup, html)
    return html
