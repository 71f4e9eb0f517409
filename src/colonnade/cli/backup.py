"""`colonnade backup`: the whole site in one file, while it is served."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from colonnade import __version__
from colonnade.cli import archive, erasing, snapshots
from colonnade.cli.failure import CannotDo
from colonnade.cli.options import data_option, json_option
from colonnade.cli.printing import print_json
from colonnade.cli.progress import Progress
from colonnade.kit import clock
from colonnade.project.config import SQLITE_FILE, Config, load_config

_NAME = "colonnade-{:%Y-%m-%dT%H%M%SZ}.tar"
_PATTERN = (
    "colonnade-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z.tar"
)


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--keep", type=click.IntRange(min=1), help="PATH is a folder: so many backups stay in it."
)
@json_option
@data_option
def command(*, path: Path, keep: int | None, as_json: bool, data: Path) -> None:
    """Write the whole site into one file at PATH; in a folder, under a name of its moment.

    The site may be serving meanwhile. Only your account can read the file: it holds the site's
    secret, and every address of mail.
    """
    if keep and not path.is_dir():
        raise click.UsageError(f"--keep needs a folder, and {path} is none.")
    config = load_config(data)
    target = path / _NAME.format(clock.now()) if path.is_dir() else path
    if target.exists():
        raise CannotDo(f"{target} is there already. Choose another name.")
    manifest = back_up(config, target)
    erasing.leave_list(config.data, target.absolute().parent)
    gone = _forget(path, keep) if keep else []
    _tell(target, manifest, gone, as_json=as_json)


def back_up(config: Config, target: Path) -> archive.Manifest:
    """Write the backup, whole or not at all; return what it holds. Raises CannotDo, OSError."""
    if not (config.data / archive.SECRET).exists():
        raise CannotDo(f"There is no site in {config.data}. Name its folder: --data DIR")
    is_sqlite = not config.database_url
    rows = target.with_name(f".{target.name}.{os.getpid()}.rows")
    half = target.with_name(f".{target.name}.{os.getpid()}.half")
    # The rows first: a picture is kept before the row that names it.
    with _scratch(rows), _scratch(half) as file, Progress() as progress:
        if is_sqlite:
            facts = snapshots.copy_sqlite(config.data / SQLITE_FILE, rows)
        else:
            facts = snapshots.dump_postgres(config.database_url, rows)
        members = [(rows, archive.SQLITE if is_sqlite else archive.POSTGRES)]
        members += [(config.data / name, name) for name in found(config.data)]
        packer = archive.Packer(file, progress.bytes("packing", _room_for(members, target)))
        for path, name in members:
            _add(packer, path, name)
        manifest = archive.Manifest(
            version=__version__,
            made=f"{clock.now():%Y-%m-%dT%H:%M:%SZ}",
            database="sqlite" if is_sqlite else "postgresql",
            counts=facts.counts,
            migrations=facts.migrations,
            files=packer.files,
        )
        packer.finish(manifest)
        file.flush()
        os.fsync(file.fileno())
        half.rename(target)
    sync_folder(target.parent)
    return manifest


def found(data: Path) -> Iterator[str]:
    """Yield the names of what a backup holds beside the rows; links inside are not followed."""
    for name in (archive.SECRET, archive.FORMER, archive.SETTINGS):
        if (data / name).is_file():
            yield name
    for folder, _, names in os.walk(data / archive.MEDIA):
        for name in sorted(names):
            path = Path(folder, name)
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(data).as_posix()
    for path in sorted(data.glob(f"{archive.IMPORTS}/*/{archive.LEDGER}")):
        yield path.relative_to(data).as_posix()


def sync_folder(folder: Path) -> None:
    """Bring a folder's names to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _scratch(path: Path) -> Iterator[IO[bytes]]:
    """Open a new file that only this account reads; it is gone afterwards under this name."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        try:
            yield file
        finally:
            path.unlink(missing_ok=True)


def _room_for(members: list[tuple[Path, str]], target: Path) -> int:
    """Return the bytes to pack. Raises CannotDo where they find no room."""
    needed = sum(path.stat().st_size for path, _ in members if path.exists())
    status = os.statvfs(target.parent)
    if status.f_bavail * status.f_frsize < needed:
        raise CannotDo(f"{target.parent} has no room for {needed / 2**20:,.0f} MiB more.")
    return needed


def _add(packer: archive.Packer, path: Path, name: str) -> None:
    try:
        packer.add(path, name)
    except FileNotFoundError:
        # A picture that was removed since; without rows or secret there is no site.
        if not name.startswith(f"{archive.MEDIA}/"):
            raise


def _forget(folder: Path, keep: int) -> list[str]:
    """Remove all backups but the newest; return their names."""
    gone = sorted(folder.glob(_PATTERN))[:-keep]
    for path in gone:
        path.unlink()
    return [path.name for path in gone]


def _tell(target: Path, manifest: archive.Manifest, gone: list[str], *, as_json: bool) -> None:
    size = target.stat().st_size
    if as_json:
        told = {"path": str(target), "bytes": size, "version": manifest.version}
        rows = {"database": manifest.database, "counts": manifest.counts}
        print_json({**told, **rows, "files": len(manifest.files), "removed": gone})
        return
    click.echo(f"{target}: {size / 2**20:,.1f} MiB, {_listed(manifest.counts)}.")
    if gone:
        click.echo(f"Older backups removed: {len(gone)}.")


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {what}" for what, count in counts.items())
