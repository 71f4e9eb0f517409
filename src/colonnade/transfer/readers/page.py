"""A saved page: HTML, a web archive, or the plain text of one; its content says which."""

import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from colonnade.transfer.readers import capture, saved
from colonnade.transfer.readers.saved.decoding import decode_page
from colonnade.transfer.readers.saved.mhtml import is_mhtml, page_of
from colonnade.transfer.readers.saved.unreadable import unreadable
from colonnade.transfer.records import Yielded

LARGEST = 32 * 1024 * 1024
_HEAD = 64 * 1024
_OPENS = re.compile(
    r"[\s\ufeff]*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--.*?-->\s*+){0,5}"
    r"<(?:!doctype\s+html|html|head|body|main|article|section|div|ol|ul|table|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRAME = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_CLOSES = re.compile(
    r"</(?:div|article|section|ol|ul|li|table|td|span|p|h[1-6])\s*>", re.IGNORECASE
)
_SOME = 20


def read(path: Path, *, zone: ZoneInfo) -> Iterator[Yielded]:
    """Yield what a saved page holds; see `records.Reader`. Refused: larger than LARGEST."""
    if path.stat().st_size > LARGEST:
        raise unreadable("large", most=LARGEST // 2**20)
    data = path.read_bytes()
    if not data.strip():
        raise unreadable("empty")
    if data.startswith((b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")):
        raise unreadable("packed")
    said, address, archived = "", "", is_mhtml(data)
    if archived:
        part = page_of(data)
        if part is None:
            raise unreadable("archive")
        data, said, address = part.data, part.charset, part.address
    text = decode_page(data, said)
    name = path.stem
    if archived or is_html(text):
        return saved.read(text, name=name, zone=zone, address=address)
    return capture.read(text, name=name, zone=zone)


def is_html(text: str) -> bool:
    """Tell HTML from plain text in which somebody may have written a tag or two."""
    head = text[:_HEAD]
    if _OPENS.match(head) or _FRAME.search(head):
        return True
    closes = len(_CLOSES.findall(head))
    return closes > _SOME or closes > 1 + head.count("\n")
