"""A capture, read: site, writer, article, what it says of commenting, and its comments.

A capture is the text of a page, copied by somebody or taken by a crawler. Each of its lines ends up
in one record, or is recognised as the page's frame (`boilerplate`). Nothing is made up: a comment
with no border is a part of one whole text with proposals for cutting it, a date that is not there
is None, whom a comment answers is told (`threads`) or hinted (`hints`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo
from itertools import takewhile

from colonnade.kit.markup import Format
from colonnade.transfer.readers.capture import boilerplate, headers
from colonnade.transfer.readers.capture.boilerplate import Frame, is_count, is_sure
from colonnade.transfer.readers.capture.borders import Border, borders_of
from colonnade.transfer.readers.capture.comments import comments_of
from colonnade.transfer.readers.capture.cuts import cuts_of
from colonnade.transfer.readers.capture.draft import Draft, Sources
from colonnade.transfer.readers.capture.layout import Layout, layout_of
from colonnade.transfer.readers.capture.lines import Line, bare, fold, lines_of, slice_of
from colonnade.transfer.readers.capture.pictures import pictures_of
from colonnade.transfer.readers.dates import day_first_of, parse_moment
from colonnade.transfer.readers.naming import digest, page_namespace
from colonnade.transfer.readers.saved.unreadable import unreadable
from colonnade.transfer.records import (
    SourceArticle,
    SourceAuthor,
    SourceRule,
    SourceSite,
    State,
    Yielded,
)

SUBJECT = "article"
_MARKUP = ("<!doctype", "<html", "<?xml", "<head", "<body")
_LONGEST_TITLE = 200
_PROBE = 400_000  # letters looked at to tell a capture


def is_capture(text: str) -> bool:
    """Whether `text` shows the marks of a captured page (and is not its HTML)."""
    if text[:2000].lstrip("\ufeff \t\r\n").casefold().startswith(_MARKUP):
        return False
    lines = lines_of(text[:_PROBE])
    if any(boilerplate.is_viewing(line) or boilerplate.is_form(line) for line in lines):
        return True
    pictures = pictures_of(lines)
    return len(pictures) > 1 or len(borders_of(lines, pictures, 0, len(lines))) > 1


def read(text: str, *, name: str, zone: tzinfo) -> Iterator[Yielded]:
    """Everything in the capture; `name` is that of its file, for a page without any title.

    Refuses (`import_unreadable`) a text in which nothing can be seen.
    """
    lines = lines_of(text)
    if all(line.blank for line in lines):
        raise unreadable("empty")
    return _Capture(text, lines, zone).records(name)


class _Capture:
    """One capture being read."""

    def __init__(self, text: str, lines: Sequence[Line], zone: tzinfo) -> None:
        self.text = text
        self.lines = lines
        self.zone = zone
        pictures = pictures_of(lines)
        self.layout: Layout = layout_of(lines, pictures)
        self.borders = borders_of(lines, pictures, self.layout.end, len(lines))
        self.frame = Frame([block for _, block in self._blocks()])
        dates = [border.date for border in self.borders] + [self.layout.date]
        self.day_first = day_first_of(dates)
        self.kept: set[int] = set()  # numbers of the lines that are in a record

    def records(self, name: str) -> Iterator[Yielded]:
        """Site, writer, article, rule, comments."""
        title = self._title() or bare(name)
        yield SourceSite(
            namespace=page_namespace(self.layout.url, fold(title), query=False),
            title=title,
            url=self.layout.url,
        )
        drafts = self._drafts()
        article = self._article(title)
        if self.layout.writer:
            yield SourceAuthor(
                source=f"author-{digest(fold(self.layout.writer))}",
                line=self.lines[self.layout.byline].number,
                login=self.layout.writer,
                name=self.layout.writer,
            )
        yield article
        yield from self._rules()
        yield from comments_of(drafts, article.html, subject=SUBJECT)

    def _title(self) -> str:
        title = self.lines[self.layout.title].bare if self.layout.title >= 0 else ""
        title = title.removesuffix("(source)").rstrip()
        if len(title) <= _LONGEST_TITLE:
            return title
        return title[:_LONGEST_TITLE].rpartition(" ")[0] + "\u2026"

    def _article(self, title: str) -> SourceArticle:
        block = self.frame.trim([self.lines[index] for index in self.layout.article])
        self.kept.update(line.number for line in block)
        html = self._joined(block)
        first = self.lines[max(self.layout.title, 0)]
        whole = self.text[first.start : first.end] if self.layout.title >= 0 else ""
        if not html or bare(whole) != title:
            # Nothing but a title, or one that does not hold its whole line: that is the text too.
            html = "\n\n".join(part for part in (whole.strip("\ufeff"), html) if part)
        closed = any(boilerplate.says_closed(line) for line in self._left())
        return SourceArticle(
            source=SUBJECT,
            line=first.number,
            title=title,
            addresses=(self.layout.url,) if self.layout.url else (),
            authors=(self.layout.writer,) if self.layout.writer else (),
            html=html,
            format=Format.TEXT,
            published=parse_moment(self.layout.date, self.zone, self.day_first),
            # The page could be saved, so it was public; of its comments one cannot know.
            state=State.PUBLIC,
            commenting="closed" if closed else "",
        )

    def _joined(self, block: Sequence[Line]) -> str:
        """The lines as they stood, without the one (the byline) taken out between them."""
        parts: list[list[Line]] = []
        for line in block:
            if not parts or line.number != parts[-1][-1].number + 1:
                parts.append([])
            parts[-1].append(line)
        return "\n\n".join(filter(None, (slice_of(self.text, part) for part in parts)))

    def _left(self) -> Iterator[Line]:
        return (line for line in self.lines if line.number not in self.kept and line.bare)

    def _rules(self) -> Iterator[SourceRule]:
        for line in self._left():
            if boilerplate.says_members_only(line):
                words = line.bare.lstrip("* \u2022")
                yield SourceRule(subject=SUBJECT, commenting="members", words=words)
                return

    def _blocks(self) -> Iterator[tuple[Border | None, Sequence[Line]]]:
        """The lines of every comment, frame and all; those above the first border have none."""
        starts = [border.index for border in self.borders] + [len(self.lines)]
        yield None, self.lines[self.layout.end : starts[0]]
        for border, end in zip(self.borders, starts[1:], strict=True):
            block = list(self.lines[border.text : end])
            if border.rest:
                block.insert(0, self._rest(border))
            yield border, block

    def _rest(self, border: Border) -> Line:
        """What follows a header on its own line."""
        line = self.lines[border.text - 1]
        start = line.end
        for word in reversed(border.rest.split(" ")):
            start = max(self.text.rfind(word, line.start, start), line.start)
        return Line(line.number, start, line.end, border.rest, fold(border.rest))

    def _drafts(self) -> list[Draft]:
        sources = Sources()
        drafts: list[Draft] = []
        for found, block in self._parted():
            border = found
            trimmed = self._talk(block) if border is None else self.frame.trim(block)
            if border is not None and border.dated_below:
                border, trimmed = self._dated_below(border, trimmed)
            self.kept.update(line.number for line in trimmed)
            text = slice_of(self.text, trimmed)
            if border is None and not text:
                continue
            drafts.append(self._draft(sources.of(border, text), border, trimmed, text))
        return drafts

    def _dated_below(self, border: Border, block: Sequence[Line]) -> tuple[Border, Sequence[Line]]:
        """The border with the date that ends its text, and the text without it."""
        last = max((i for i, line in enumerate(block) if not line.blank), default=-1)
        date = headers.date_line(block[last].bare) if last >= 0 else ""
        if not date:
            return border, block
        return replace(border, date=date), self.frame.trim(block[:last])

    def _draft(self, source: str, border: Border | None, block: Sequence[Line], text: str) -> Draft:
        if border is not None:
            created = parse_moment(border.date, self.zone, self.day_first)
            return Draft(source, self.lines[border.index].number, text, border, created)
        seen = [line for line in block if not line.blank]
        first, last = block.index(seen[0]), block.index(seen[-1])
        cuts = cuts_of(text, block[first : last + 1], seen[0].start)
        return Draft(source, seen[0].number, text, None, cuts=cuts)

    def _talk(self, block: Sequence[Line]) -> Sequence[Line]:
        """The block without the frame above it: viewing options, reply form, "12 Comments"."""
        block = self.frame.trim(block)
        heads = takewhile(lambda line: line.blank or is_count(line) or is_sure(line), block)
        block = self.frame.trim(block[sum(1 for _ in heads) :])
        return block if any(map(boilerplate.is_said, block)) else []

    def _parted(self) -> Iterator[tuple[Border | None, Sequence[Line]]]:
        """The blocks; what stands below the last comment's end is nobody's.

        It ends at a reply form, or with the line of the frame that ends the comments here.
        """
        blocks = list(self._blocks())
        yield from blocks[:-1]
        border, block = blocks[-1]
        ends = [i for i, line in enumerate(block) if boilerplate.is_form(line)][:1]
        closed = self.frame.closed(block)
        if border is not None and closed:
            ends.append(closed)
        if border is None or not ends:
            yield border, block
            return
        yield border, block[: min(ends)]
        if any(map(boilerplate.is_prose, self.frame.trim(block[min(ends) :]))):
            yield None, block[min(ends) :]
