"""What finished pages hang on beside what is written: code, configuration, words."""

import hashlib
import os
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from colonnade import __version__
from colonnade.project.config import Config

_PACKAGE = Path(__file__).resolve().parents[1]


def stamp(config: Config) -> str:
    """Return what changes whenever a page could look different though nothing was written."""
    digest = hashlib.sha256(__version__.encode())
    for word in _words(config):
        digest.update(word.encode("utf-8", "surrogateescape") + b"\0")
    return digest.hexdigest()[:32]


def _words(config: Config) -> Iterator[str]:
    # Sizes and times tell a changed file from the same one in a hundredth of the time.
    yield from _files(_PACKAGE)
    yield from _libraries()
    if config.locales:
        yield from _files(Path(config.locales))
    # Paths and settings: also those that change no page, which is rare enough.
    for field in fields(config):
        if field.name != "origin":
            yield f"{field.name}={getattr(config, field.name)}"
    if not config.public_url:
        yield os.environ.get("COLONNADE_SERVED_URL", "")


def _files(folder: Path) -> Iterator[str]:
    waiting = [os.fspath(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        waiting.append(entry.path)
                elif not entry.name.startswith("."):
                    found = entry.stat()
                    yield f"{entry.path} {found.st_size} {found.st_mtime_ns}"


def _libraries() -> list[str]:
    """Return the installed libraries with their versions, as the names of folders tell them."""
    places = [Path(place) for place in sys.path if place.endswith("-packages")]
    return sorted(path.name for place in places for path in place.glob("*.dist-info"))
