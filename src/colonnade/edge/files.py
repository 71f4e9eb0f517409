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

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from colonnade.edge import encodings
from colonnade.edge.plain import GUARDS, text
from colonnade.edge.ranges import Getter, from_disk, is_known
from colonnade.edge.shapes import Answer, Header, Settings

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

TYPES = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".ico": "image/vnd.microsoft.icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
_PACKED = frozenset({".css", ".js", ".json", ".map", ".mjs", ".svg", ".txt", ".webmanifest"})
_PUBLIC_MEDIA = re.compile(
    r"portraits/[0-9a-f]{32}-(?:48|96|192)\.webp"
    r"|look/[0-9a-f]{16}-[0-9]{1,4}x[0-9]{1,4}\.webp"
    r"|pictures/[0-9a-f]{16}-[0-9]{3,4}\.(?:avif|webp|jpg)"
)


@dataclass(slots=True)
class _File:
    """A static file in memory; `bodies`: its bytes for each encoding, '' as they are."""

    kind: str
    tag: str
    may_pack: bool
    bodies: dict[str, bytes] = field(default_factory=dict)


class Files:
    """Answers for files; one for each process."""

    def __init__(self, settings: Settings) -> None:
        self._current = STATIC + settings.static_stamp + "/"
        self._roots = settings.static_roots
        self._media = settings.media
        self._names: Mapping[str, Path] | None = None
        self._files: dict[str, _File] = {}
        self._size = 0

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
            return _missing()
        keep = _YEAR if is_current else _ASK_AGAIN
        file = self._files.get(name) or self._load(name, place)
        if file is None:
            sent = (keep, *_STATIC_GUARDS)
            return from_disk(place, _kind(place), sent, headers) or _missing()
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
        file = _File(_kind(place), tag, place.suffix.lower() in _PACKED, {"": body})
        self._grow(len(body))
        self._files[name] = file
        return file

    def _from_memory(self, file: _File, keep: Header, headers: Getter) -> Answer:
        encoding = encodings.choose(headers.get("accept-encoding") or "") if file.may_pack else ""
        encoding, body = self._packed(file, encoding)
        tag = f'"{file.tag}-{encoding}"' if encoding else f'"{file.tag}"'
        sent = [("content-type", file.kind), ("etag", tag), keep, *_STATIC_GUARDS]
        if file.may_pack:
            sent.append(_VARY)
        if is_known(headers.get("if-none-match"), tag):
            return Answer(304, sent)
        if encoding:
            sent.append(("content-encoding", encoding))
        return Answer(200, [*sent, ("content-length", str(len(body)))], body)

    def _packed(self, file: _File, encoding: str) -> tuple[str, bytes]:
        """Return the bytes in an encoding; as they are as long as the encoding is being made."""
        plain = file.bodies[""]
        if not encoding or len(plain) < encodings.SMALLEST:
            return "", plain
        if encoding not in file.bodies:
            file.bodies[encoding] = packed = encodings.encode(encoding, plain)
            self._grow(len(packed))
        packed = file.bodies[encoding]
        return (encoding, packed) if len(packed) < len(plain) else ("", plain)

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


def table_of(roots: Sequence[Path]) -> dict[str, Path]:
    """Return every file below the roots by its name there; the first root that has it wins.

    What begins with a dot is left out, and so are links: they lead anywhere.
    """
    table: dict[str, Path] = {}
    for root in roots:
        for folder, folders, names in os.walk(root):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                path = Path(folder, name)
                if not name.startswith(".") and not path.is_symlink() and path.is_file():
                    table.setdefault(path.relative_to(root).as_posix(), path)
    return table


def _kind(place: Path) -> str:
    return TYPES.get(place.suffix.lower(), "application/octet-stream")


def _missing() -> Answer:
    return text(404, "There is no such file.")
