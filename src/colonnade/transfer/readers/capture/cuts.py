"""Where a text of unknown borders might be cut: proposals, each with how sure it is.

Paragraphs (lines, where nothing is blank) are weighed against the one before. Every cue is a
chance of its own; they add up as 1 - (1-a)(1-b)...; what speaks against a border takes away.
The figures are judgments, set so that no cue but a named one is above one half by itself.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from colonnade.transfer.readers.capture import headers
from colonnade.transfer.readers.capture.lines import LONGEST_LABEL, Line
from colonnade.transfer.records import Cut

_ENOUGH = 0.3
_MOST = 0.85
_SHORT = 60
_GREETING = re.compile(
    r"(?:@\S|(?:hi|hello|hey|dear|thanks|thank you|hallo|liebe[r]?|danke|bonjour|salut|merci|hola"
    r"|gracias|привет|спасибо)\b[ ,!])",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^\W\d]\w{2,20}\s?(?: [-\u2013\u2014] |: )\S")
_QUOTE = re.compile(
    r"(?:extract |re: ?|quote:? ?|zitat:? ?|you (?:wrote|said):? ?){0,2}[\"\u201c\u00ab\u201e>]",
    re.IGNORECASE,
)
_GOODBYE = re.compile(
    r"(?:cheers|regards|best|peace|thanks|thank you|love|greetings|gr\u00fc\u00dfe"
    r"|cordialement|saludos)\b.{0,30}|[-\u2013\u2014~]\s?\w.{0,25}",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:and|but|or|so|also|then|here\u2019s more|here's more|however|moreover|therefore|because"
    r"|second|third|finally|\d+[.)]|[-*\u2022]|\.\.\.|\u2026)(?!\w)",
    re.IGNORECASE,
)
_REACTION = re.compile(r"\W*[^\W\d]+(?:\W+\w+){0,5}[.!?\u2026]+\W*")


def cuts_of(text: str, lines: Sequence[Line], start: int) -> tuple[Cut, ...]:
    """Proposals for `text`, which is lines[...] of the capture and begins at its letter `start`.

    Together they hold all but the blank lines between them; none where no place seems likely.
    """
    parts = list(_parts(lines))
    borders = [(start, 1.0, headers.says(parts[0][0].bare) if parts else "")]
    opened = _opens(text, parts[0], start) if parts else 0
    for index in range(1, len(parts)):
        sure, author = _chance(parts, index)
        if opened > 0:
            sure *= 0.5
        opened = max(0, opened + _opens(text, parts[index], start))
        if sure >= _ENOUGH:
            borders.append((parts[index][0].start, min(sure, _MOST), author))
    if len(borders) == 1:
        return ()
    ends = [*borders[1:], (start + len(text), 1.0, "")]
    closes = {part[0].start: before[-1].end for before, part in pairwise(parts)}
    return tuple(
        Cut(
            start=first - start,
            end=closes.get(last, last) - start,
            author=author,
            confidence=round(min(sure, next_sure), 2),
        )
        for (first, sure, author), (last, next_sure, _) in zip(borders, ends, strict=True)
    )


def _parts(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Paragraphs; where there is no blank line at all, lines."""
    whole = not any(line.blank for line in lines)
    part: list[Line] = []
    for line in lines:
        if part and (line.blank or whole):
            yield part
            part = []
        if not line.blank:
            part.append(line)
    if part:
        yield part


def _opens(text: str, part: Sequence[Line], start: int) -> int:
    """Quotation marks opened and not closed in a paragraph (typographic ones alone tell)."""
    words = text[part[0].start - start : part[-1].end - start]
    return words.count("\u201c") - words.count("\u201d")


def _chance(parts: Sequence[Sequence[Line]], index: int) -> tuple[float, str]:
    part, before = parts[index], parts[index - 1]
    first, last = part[0].bare, before[-1].bare
    author = headers.says(first)
    gap = part[0].number - before[-1].number
    cues = (
        (0.1, True),
        (0.6, bool(author)),
        (0.7, headers.header_of(first) is not None),
        (0.5, bool(headers.date_line(first)) and len(first) <= LONGEST_LABEL),
        (0.5, gap > 2),  # noqa: PLR2004
        (0.4, bool(_GREETING.match(first))),
        (0.25, bool(_ADDRESS.match(first))),
        (0.3, bool(_QUOTE.match(first)) and not last.endswith(":")),
        (0.4, len(last) <= _SHORT and bool(_GOODBYE.fullmatch(last))),
        (0.3, _reacts(part)),
        (0.25, _reacts(before)),
        (0.25, first[:1].islower() != before[0].bare[:1].islower()),
        (0.25, first[:60].isupper() != before[0].bare[:60].isupper()),
        (0.4, _script(first) != _script(last)),
    )
    against = 1.0
    for chance, holds in cues:
        against *= 1 - chance if holds else 1
    sure = 1 - against
    if _GOES_ON.match(first):
        sure *= 0.6
    if last.endswith((":", ",")):
        sure *= 0.2
    return sure, author


def _reacts(part: Sequence[Line]) -> bool:
    """A few words and a full stop: "So true!"."""
    return (
        len(part) == 1 and len(part[0].bare) <= _SHORT and bool(_REACTION.fullmatch(part[0].bare))
    )


def _script(words: str) -> str:
    """The first letter's alphabet, roughly."""
    letter = next((letter for letter in words if letter.isalpha()), "a")
    if letter < "\u0370":
        return "latin"
    return "east" if letter > "\u2e80" else str(ord(letter) // 0x100)
