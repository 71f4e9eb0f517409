"""Which static files there are, and what kind each is."""

import os
from collections.abc import Sequence
from pathlib import Path

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
PACKED = frozenset({".css", ".js", ".json", ".map", ".mjs", ".svg", ".txt", ".webmanifest"})


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


def kind_of(place: Path) -> str:
    """Return a file's media type; what is not known is only to be downloaded."""
    return TYPES.get(place.suffix.lower(), "application/octet-stream")
