"""Styles, scripts and icons: where they lie, and the stamp that all their addresses bear.

Loads no framework: what answers them starts long before Django does.
"""

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# In the order in which one hides another of the same name: that of INSTALLED_APPS.
_NEWSROOM = (
    "colonnade/articles",
    "wagtail/images",
    "wagtail/documents",
    "wagtail/snippets",
    "wagtail/admin",
)
_ALWAYS = ("colonnade/web", "colonnade/staff", "colonnade/api", "allauth/account")
_OWN = "colonnade"
_STAMP_LENGTH = 12


def static_roots(*, articles: bool = True) -> tuple[Path, ...]:
    """Return the folders that hold what `/static/` shows; the first that has a file gives it."""
    places = (*(_NEWSROOM if articles else ()), *_ALWAYS)
    return tuple(_package(place.partition("/")[0]).parent / place / "static" for place in places)


@cache
def static_stamp(*, articles: bool = True) -> str:
    """Return what changes with the content of our own files and the versions of the others."""
    digest = hashlib.sha256()
    own = _package(_OWN)
    for root in static_roots(articles=articles):
        if not root.is_relative_to(own):
            continue
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            digest.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes() + b"\0")
    for name in ("allauth", "wagtail") if articles else ("allauth",):
        digest.update(_version(name).encode() + b"\0")
    return digest.hexdigest()[:_STAMP_LENGTH]


def _version(name: str) -> str:
    """Return a package's name and version as its installer wrote it down, without reading it."""
    found = _package(name).parent.glob(f"*{name}-*.dist-info")
    return min((path.stem for path in found), default=name)


def _package(name: str) -> Path:
    """Return the folder of a package, which is not loaded for that."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"No package named {name}", name=name)
    return Path(next(iter(spec.submodule_search_locations)))
