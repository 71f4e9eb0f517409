"""Hostile XML, read in blocks: nothing is declared, followed, unfolded or kept at length.

Memory does not grow with the file: no token over 1 MiB, no depth over 100, no 5,000th name.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from xml.parsers import expat

from colonnade.transfer.readers.wordpress.encoding import Encoding
from colonnade.transfer.readers.wordpress.unreadable import unreadable

BLOCK = 1 << 16
LONGEST_TOKEN = 1 << 20
DEEPEST = 100
MOST_NAMES = 5000

_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f")
_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_ENTITY = re.compile(rb"&([^;\s<&]{1,40});?")
_SPACE = frozenset(b"\t\n\r")
_CODES = expat.errors.codes
_FIRST_PLAIN, _BEYOND_ASCII = 0x20, 0x80
_CUT = frozenset(
    _CODES[words]
    for words in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_ASYNC_ENTITY,
    )
)
# The sentence for what expat says, where it has one of its own.
_SENTENCES = {
    _CODES[words]: why
    for words, why in (
        (expat.errors.XML_ERROR_MISPLACED_XML_PI, "before"),
        (expat.errors.XML_ERROR_TAG_MISMATCH, "crossed"),
        (expat.errors.XML_ERROR_INCORRECT_ENCODING, "encoding_wrong"),
        (expat.errors.XML_ERROR_UNKNOWN_ENCODING, "encoding_wrong"),
        (expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT, "after"),
    )
}


class Listener(Protocol):
    """Who is told of the elements."""

    # Texts are appended here; whoever listens empties it.
    parts: list[str]
    # Asked for the line where an element begins.
    parser: expat.XMLParserType

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """An element begins."""

    def end(self, name: str, /) -> None:
        """An element ends."""

    def pause(self) -> None:
        """A block of the file has been read."""


def stream(path: Path, listener: Listener) -> Iterator[None]:
    """Tell `listener` of the elements of a file; yields after each block.

    Raises Refusal import_unreadable (line, why) for all that is no whole, harmless XML.
    """
    with path.open("rb") as file:
        block = file.read(BLOCK)
        _look_at(block)
        feeder = _Feeder(Encoding(block), listener)
        while block:
            feeder.feed(block)
            listener.pause()
            yield
            block = file.read(BLOCK)
        feeder.feed(b"")
        listener.pause()
        yield


def _look_at(head: bytes) -> None:
    """What is no XML at first sight has a sentence of its own."""
    said = head.lstrip(b"\xef\xbb\xbf\xfe\xff\0 \t\r\n")
    if not said:
        raise unreadable("empty", 1)
    if head.startswith(_PACKED):
        raise unreadable("packed", 1)
    if _PAGE.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise unreadable("page", 1)
    at = head.find(b"<?xml ")
    before = head[: max(at, 0)].removeprefix(b"\xef\xbb\xbf")
    if before and b"<rss" not in before and b"<!--" not in before:
        raise unreadable("before", 1)
    if not said.startswith(b"<"):
        raise unreadable("no_xml", 1)


class _Feeder:
    """One parser of expat, its guards and its way to say what is wrong."""

    def __init__(self, encoding: Encoding, listener: Listener) -> None:
        self.encoding = encoding
        self.parser = parser = expat.ParserCreate(encoding.told)
        self.fed = 0
        self.last = b""
        listener.parser = parser
        parser.buffer_text = True
        parser.buffer_size = BLOCK
        parser.StartElementHandler = listener.start
        parser.EndElementHandler = listener.end
        parser.CharacterDataHandler = listener.parts.append
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._entity
        parser.ExternalEntityRefHandler = self._entity
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def feed(self, block: bytes) -> None:
        """Parse a block; b"" is the end of the file."""
        data = self.encoding.feed(block)
        previous, self.last = self.last, data or self.last
        try:
            self.parser.Parse(data, not block)
        except expat.ExpatError as error:
            start = self.fed - len(previous) if data else self.fed - len(self.last)
            raise self._wrong(error.code, (previous + data if data else self.last), start) from None
        self.fed += len(data)
        if self.fed - self.parser.CurrentByteIndex > LONGEST_TOKEN:
            raise unreadable("long", self.parser.CurrentLineNumber, most=LONGEST_TOKEN >> 10)

    def _wrong(self, code: int, window: bytes, start: int) -> Exception:
        parser = self.parser
        rest = window[max(parser.ErrorByteIndex - start, 0) :]
        if code in _CUT:
            return unreadable("cut", parser.ErrorLineNumber + rest.count(b"\n"))
        if code in _SENTENCES:
            return unreadable(_SENTENCES[code], parser.ErrorLineNumber)
        if code == _CODES[expat.errors.XML_ERROR_UNDEFINED_ENTITY]:
            found = _ENTITY.match(rest)
            name = found[1].decode(errors="replace") if found else ""
            return unreadable("entity", parser.ErrorLineNumber, name=name)
        if code == _CODES[expat.errors.XML_ERROR_INVALID_TOKEN]:
            return self._invalid(rest)
        return unreadable("malformed", parser.ErrorLineNumber, error=expat.ErrorString(code) or "")

    def _invalid(self, rest: bytes) -> Exception:
        line, column = self.parser.ErrorLineNumber, self.parser.ErrorColumnNumber + 1
        value = rest[0] if rest else _FIRST_PLAIN
        byte = f"0x{value:02X}"
        if value < _FIRST_PLAIN and value not in _SPACE:
            return unreadable("control", line, byte=byte, column=column)
        if value >= _BEYOND_ASCII:
            name = self.encoding.name
            return unreadable("byte", line, byte=byte, column=column, encoding=name)
        return unreadable("crooked", line, column=column)

    def _doctype(self, name: str, system: str | None, public: str | None, inside: int) -> None:
        line = self.parser.CurrentLineNumber
        if name.lower() == "html":
            raise unreadable("page", line)
        if system or public or inside:
            raise unreadable("doctype", line)

    def _entity(self, *_: object) -> int:
        raise unreadable("doctype", self.parser.CurrentLineNumber)
