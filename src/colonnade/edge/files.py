"""Files that are the same for everybody: static files, and media that are public by their name.

Nothing of a request's address ever becomes a path: static names are looked up in a table made
from the folders, media names must fit one of few narrow patterns.

Of the media folder only these are answered here; all else goes on to Django:
- `portraits/`, `look/`: made by us, named by chance or content, deleted when they are taken away.
- `pictures/`: copies of articles' pictures, once they are there. One that is not there yet is
  made by Django on demand; one that can never be is Django's page that says so.
- NOT `original_images/`, `images/`: only those who write may see them (a picture may belong to an
  article that is still a draft), so Django looks who asks.
"""

import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from colonnade.edge import encodings
from colonnade.edge.plain import GUARDS, missing
from colonnade.edge.ranges import Getter, from_disk, is_known
from colonnade.edge.shapes import Answer, Header, Settings
from colonnade.edge.shelves import PACKED, TYPES, kind_of, table_of

STATIC = "/static/"
MEDIA = "/media/"
_YEAR = ("cache-control", "public, max-age=31536000, immutable")
_ASK_AGAIN = ("cache-control", "public, no-cache")
_VARY = ("vary", "Accept-Encoding")
_SEALED = ("content-security-policy", "default-src 'none'; sandbox")
# A drawing may bring its own style; nothing in a static file runs by itself.
_STATIC_GUARDS = (
    ("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox"),
    ("access-control-allow-origin", "*"),
    *GUARDS,
)
# All static files' bytes in memory, with their encodings; a larger file is never in memory.
MEMORY = 32 * 2**20
LARGE = 2 * 2**20
# Up to here the smallest bytes are worth the seconds that they take.
_WORTH = 256 * 2**10

_PUBLIC_MEDIA = re.compile(
    r"portraits/[0-9a-f]{32}-(?:48|96|192)\.webp"
    r"|look/[0-9a-f]{16}-[0-9]{1,4}x[0-9]{1,4}\.webp"
    r"|pictures/[0-9a-f]{16}-[0-9]{3,4}\.(?:avif|webp|jpg)"
)


@dataclass(slots=True)
class _File:
    """A static file in memory.

    `bodies`: its bytes for each encoding, '' as they are; `best`: the smallest, once made.
    """

    kind: str
    tag: str
    may_pack: bool
    bodies: dict[str, bytes] = field(default_factory=dict)
    best: bytes = b""


class Files:
    """Answers for files; one for each process."""

    def __init__(self, settings: Settings) -> None:
        self._current = STATIC + settings.static_stamp + "/"
        self._roots = settings.static_roots
        self._media = settings.media
        self._names: Mapping[str, Path] | None = None
        self._files: dict[str, _File] = {}
        self._size = 0
        self._aside: ThreadPoolExecutor | None = None

    def ready(self, method: str, path: str, headers: Getter) -> Answer | None:
        """Return the answer for a file, or None where another must answer; `path` as spelled."""
        if not path.startswith((STATIC, MEDIA)) or method not in {"GET", "HEAD"}:
            return None
        is_static = path.startswith(STATIC)
        answer: Answer | None
        answer = self._static(path, headers) if is_static else self._public_media(path, headers)
        if answer is not None and method == "HEAD":
            answer.body, answer.span = b"", None
        return answer

    def _static(self, path: str, headers: Getter) -> Answer:
        is_current = path.startswith(self._current)
        name = path.removeprefix(self._current if is_current else STATIC)
        place = self._place(name)
        if place is None and not is_current:
            # A page from before an update: it names the stamp of that time.
            stamp, _slash, name = name.partition("/")
            place = self._place(name) if stamp.isalnum() else None
        if place is None:
            return missing()
        keep = _YEAR if is_current else _ASK_AGAIN
        file = self._files.get(name) or self._load(name, place)
        if file is None:
            sent = (keep, *_STATIC_GUARDS)
            return from_disk(place, kind_of(place), sent, headers) or missing()
        return self._from_memory(file, keep, headers)

    def _place(self, name: str) -> Path | None:
        if self._names is None:
            self._names = table_of(self._roots)
        return self._names.get(name)

    def _load(self, name: str, place: Path) -> _File | None:
        """Take a file into memory; None for a large one, and one that is gone."""
        try:
            if place.stat().st_size > LARGE:
                return None
            body = place.read_bytes()
        except OSError:
            return None
        tag = blake2b(body, digest_size=12).hexdigest()
        file = _File(kind_of(place), tag, place.suffix.lower() in PACKED, {"": body})
        self._grow(len(body))
        self._files[name] = file
        return file

    def _from_memory(self, file: _File, keep: Header, headers: Getter) -> Answer:
        encoding = encodings.choose(headers.get("accept-encoding") or "") if file.may_pack else ""
        encoding, mark, body = self._packed(file, encoding)
        tag = f'"{file.tag}{mark}"'
        sent = [("content-type", file.kind), ("etag", tag), keep, *_STATIC_GUARDS]
        if file.may_pack:
            sent.append(_VARY)
        said = headers.get("if-none-match")
        # The quick bytes and the best ones are two spellings of one file.
        if is_known(said, tag) or (encoding and is_known(said, f'"{file.tag}-{encoding}"')):
            return Answer(304, sent)
        if encoding:
            sent.append(("content-encoding", encoding))
        return Answer(200, [*sent, ("content-length", str(len(body)))], body)

    def _packed(self, file: _File, encoding: str) -> tuple[str, str, bytes]:
        """Return the encoding that is worth it, its mark in the tag, and the bytes."""
        plain = file.bodies[""]
        if not encoding or len(plain) < encodings.SMALLEST:
            return "", "", plain
        if encoding == "br" and file.best:
            return "br", "-br-best", file.best
        if encoding not in file.bodies:
            file.bodies[encoding] = packed = encodings.encode(encoding, plain)
            self._grow(len(packed))
            if encoding == "br" and len(plain) <= _WORTH:
                self._improve(file, plain)
        packed = file.bodies[encoding]
        return (encoding, f"-{encoding}", packed) if len(packed) < len(plain) else ("", "", plain)

    def _improve(self, file: _File, plain: bytes) -> None:
        """Make the smallest bytes aside: that takes thirty times as long as the quick ones."""

        def improve() -> None:
            file.best = brotli.compress(plain, quality=11)

        if self._aside is None:
            self._aside = ThreadPoolExecutor(1, "static files")
        self._aside.submit(improve)

    def settle(self) -> None:
        """Wait until nothing is being made aside."""
        if self._aside is not None:
            self._aside.shutdown()
            self._aside = None

    def _grow(self, size: int) -> None:
        """Keep within MEMORY: the file that came first goes first."""
        self._size += size
        while self._size > MEMORY and self._files:
            del self._files[next(iter(self._files))]
            self._size = sum(
                len(body) for file in self._files.values() for body in file.bodies.values()
            )

    def _public_media(self, path: str, headers: Getter) -> Answer | None:
        name = path.removeprefix(MEDIA)
        if not _PUBLIC_MEDIA.fullmatch(name):
            return None
        place = self._media / name
        guards = (_YEAR, _SEALED, *GUARDS, _VARY)
        return from_disk(place, TYPES[place.suffix], guards, headers)
