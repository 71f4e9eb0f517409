"""A backup's one file: a plain tar of what a site is, and at its end a sum of each member.

Not compressed: what it unpacks to is never larger than itself.
"""

import hashlib
import json
import os
import re
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from colonnade.cli.failure import CannotDo

MANIFEST = "manifest.json"
FORMAT = 1
SECRET, SETTINGS, MEDIA, IMPORTS = "secret.key", "colonnade.toml", "media", "imports"
FORMER = "secret.former"
LEDGER = "ledger.ndjson"
SQLITE, POSTGRES = "site.sqlite3", "site.pgdump"
_KNOWN = re.compile(
    rf"{re.escape(SQLITE)}|{re.escape(POSTGRES)}|{re.escape(SECRET)}|{re.escape(SETTINGS)}"
    rf"|{re.escape(FORMER)}"
    rf"|{MEDIA}/.+|{IMPORTS}/[\w-]+/{re.escape(LEDGER)}",
    re.DOTALL,
)
_MOST_FILES = 1_000_000
_LONGEST_MANIFEST = 256 * 2**20  # bytes
_CHUNK = 2**20

Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself; `files` holds (bytes, SHA-256) by name."""

    version: str
    made: str
    database: str
    counts: dict[str, int]
    migrations: list[str]
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    format: int = FORMAT


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class _Summed:
    """Passes a file's bytes on, sums them and counts them."""

    def __init__(self, source: _Readable, tell: Tell) -> None:
        self._source, self._tell = source, tell
        self.sum = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, as files do."""
        data = self._source.read(size)
        self.sum.update(data)
        self._tell(len(data))
        return data


class Packer:
    """Writes a backup member by member; `tell` hears of the bytes done."""

    def __init__(self, file: IO[bytes], tell: Tell) -> None:
        self._tar = tarfile.open(fileobj=file, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - closed by finish
        self._tell = tell
        self.files: dict[str, tuple[int, str]] = {}

    def add(self, path: Path, name: str) -> None:
        """Add a file as it is now. Raises OSError, also where it shrinks meanwhile."""
        with path.open("rb") as source:
            state = os.fstat(source.fileno())
            info = tarfile.TarInfo(name)
            info.size, info.mtime, info.mode = state.st_size, int(state.st_mtime), 0o600
            summed = _Summed(source, self._tell)
            self._tar.addfile(info, summed)
        _forget_members(self._tar)
        self.files[name] = (info.size, summed.sum.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        """Add the manifest, and end the file."""
        info = tarfile.TarInfo(MANIFEST)
        data = json.dumps(asdict(manifest), indent=1).encode("ascii")
        info.size, info.mode = len(data), 0o600
        self._tar.addfile(info, BytesIO(data))
        self._tar.close()


def inspect(path: Path) -> Manifest:
    """Return the manifest of a backup whose members are all allowed, named and of their size.

    Raises CannotDo for what is no backup, is not whole, is of a later format, or is hostile.
    """
    seen: dict[str, int] = {}
    manifest: Manifest | None = None
    with _opened(path) as tar:
        for info in _members(tar):
            if manifest is not None:
                raise CannotDo(f"{path} is not a backup of Colonnade: it goes on after its end.")
            if info.name == MANIFEST:
                manifest = _manifest(path, tar, info)
            else:
                _check(path, info, seen)
                seen[info.name] = info.size
    if manifest is None:
        raise CannotDo(f"{path} is no whole backup of Colonnade: its end is missing.")
    if seen != {name: size for name, (size, _) in manifest.files.items()}:
        raise CannotDo(f"{path} is damaged: it does not hold what its manifest names.")
    return manifest


def unpack(path: Path, manifest: Manifest, folder: Path, tell: Tell) -> None:
    """Write the members of an inspected backup into an empty folder; compare every sum.

    Raises CannotDo where one is wrong.
    """
    with _opened(path) as tar:
        for info in _members(tar):
            if info.name == MANIFEST:
                continue
            if info.name not in manifest.files or not _is_plain(info):
                raise CannotDo(f"{path} changed while it was read.")
            if _write(tar, info, folder / info.name, tell) != manifest.files[info.name][1]:
                raise CannotDo(f"{path} is damaged: {info.name!r} is not what was backed up.")


def _opened(path: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(path, "r:")
    except tarfile.TarError as error:
        raise CannotDo(f"{path} is not a backup of Colonnade.") from error


def _members(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Yield one after the other and keep none; a file cut short ends in CannotDo."""
    try:
        while info := tar.next():
            yield info
            _forget_members(tar)
    except (tarfile.TarError, ValueError, OverflowError) as error:
        raise CannotDo(f"{tar.name!s} is no whole backup of Colonnade: {error}.") from error


def _forget_members(tar: tarfile.TarFile) -> None:
    """Let go of the headers that tarfile gathers: a million of them fill the memory."""
    tar.members.clear()  # type: ignore[attr-defined]


def _check(path: Path, info: tarfile.TarInfo, seen: dict[str, int]) -> None:
    """Refuse what could write elsewhere, or is nothing that a backup holds."""
    parts = PurePosixPath(info.name).parts
    tidy = "/".join(parts) == info.name and not {"", ".", "..", "/"} & set(parts)
    if not (tidy and _is_plain(info) and _KNOWN.fullmatch(info.name)) or "\0" in info.name:
        raise CannotDo(f"{path} is refused: {info.name!r} has no place in a backup of Colonnade.")
    if info.name in seen or len(seen) >= _MOST_FILES:
        raise CannotDo(f"{path} is refused: {info.name!r} comes twice, or is one too many.")


def _is_plain(info: tarfile.TarInfo) -> bool:
    return info.type in {tarfile.REGTYPE, tarfile.AREGTYPE} and not info.issparse()


def _manifest(path: Path, tar: tarfile.TarFile, info: tarfile.TarInfo) -> Manifest:
    source = tar.extractfile(info) if _is_plain(info) else None
    if source is None or info.size > _LONGEST_MANIFEST:
        raise CannotDo(f"{path} is refused: its manifest is none.")
    try:
        told = json.loads(source.read())
        if int(told["format"]) > FORMAT:
            raise CannotDo(f"{path} was made by a newer Colonnade ({told['version']!s}).")
        return Manifest(
            version=str(told["version"]),
            made=str(told["made"]),
            database=str(told["database"]),
            counts={str(name): int(count) for name, count in told["counts"].items()},
            migrations=[str(name) for name in told["migrations"]],
            files={
                name: (int(size), str(digest)) for name, (size, digest) in told["files"].items()
            },
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CannotDo(f"{path} is damaged: its manifest cannot be read.") from error


def _write(tar: tarfile.TarFile, info: tarfile.TarInfo, target: Path, tell: Tell) -> str:
    source = tar.extractfile(info)
    assert source is not None  # noqa: S101 - a plain file, as checked
    summed = _Summed(source, tell)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with os.fdopen(os.open(target, flags, 0o600), "wb") as file:
        while chunk := summed.read(_CHUNK):
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return summed.sum.hexdigest()
