"""A page saved as one file (MHTML): the first HTML in it, without reading mail in full."""

import binascii
import re
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser

_HEADERS = 64 * 1024
_PARTS = 2000
_BEGINS = re.compile(rb"\s{0,100}(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]{0,2000}\r?\n[ \t\S]?)")
_KIND = re.compile(rb"^(?:mime-version|content-type)\s*:", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """The page in its own bytes, the encoding its header names ("" if none), its address."""

    data: bytes
    charset: str
    address: str


def is_mhtml(data: bytes) -> bool:
    """Tell whether a file begins with the headers of a web archive."""
    head = data[:_HEADERS]
    block = re.split(rb"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0]
    return (
        bool(_BEGINS.match(head))
        and len(_KIND.findall(block)) > 0
        and b"multipart/" in block.lower()
    )


def page_of(data: bytes) -> Part | None:
    """Return the HTML of a web archive: what its header points at, else the first."""
    head, body = _split(data.lstrip())
    wanted = _location(head)
    parts = _leaves(head, body)
    for part in parts:
        if wanted and part.address == wanted:
            return part
    return parts[0] if parts else None


def _leaves(head: Message, body: bytes) -> list[Part]:
    """Return the HTML parts, which may stand in a multipart within the multipart, no deeper."""
    queue = [(head, body, 0)]
    found: list[Part] = []
    while queue:
        outer, inside, depth = queue.pop(0)
        for part in _parts(inside, outer.get_boundary("")):
            inner, content = _split(part)
            kind = inner.get_content_type()
            if kind in {"text/html", "application/xhtml+xml"}:
                charset = inner.get_content_charset("") or ""
                found.append(Part(_decode(inner, content), charset, _location(inner)))
            elif kind.startswith("multipart/") and depth < 2:  # noqa: PLR2004
                queue.append((inner, content, depth + 1))
    return found


def _parts(body: bytes, boundary: str | None) -> list[bytes]:
    if not boundary or len(boundary) > 200:  # noqa: PLR2004
        return []
    line = re.compile(
        rb"(?:\A|\r?\n)--" + re.escape(boundary.encode("utf-8", "replace")) + rb"(?=[\s-]|\Z)"
    )
    pieces = line.split(body, maxsplit=_PARTS)[1:]
    return [
        piece.lstrip(b" \t").removeprefix(b"\r").removeprefix(b"\n")
        for piece in pieces
        if piece[:2] != b"--"
    ]


def _split(data: bytes) -> tuple[Message, bytes]:
    found = re.compile(rb"\r?\n\r?\n").search(data, 0, _HEADERS)
    end = found.end() if found else 0
    return BytesHeaderParser().parsebytes(data[:end]), data[end:]


def _decode(head: Message, content: bytes) -> bytes:
    way = str(head.get("Content-Transfer-Encoding", "")).strip().lower()
    if way == "quoted-printable":
        return binascii.a2b_qp(content)
    if way == "base64":
        try:
            return binascii.a2b_base64(content)
        except binascii.Error:
            return b""
    return content


def _location(head: Message) -> str:
    for name in ("Snapshot-Content-Location", "Content-Location"):
        if value := str(head.get(name, "")).strip():
            return value
    return ""
