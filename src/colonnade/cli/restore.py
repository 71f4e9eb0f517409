"""`colonnade restore`: a backup becomes a site again, in an empty place."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from colonnade import __version__
from colonnade.cli import archive, boot, erasing, snapshots
from colonnade.cli.backup import sync_folder
from colonnade.cli.failure import CannotDo
from colonnade.cli.options import data_option, json_option
from colonnade.cli.printing import print_json
from colonnade.cli.progress import Progress
from colonnade.people.erased import Erased
from colonnade.project.config import SQLITE_FILE, Config


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--erased",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A newer list of who was erased, besides the one that lies beside the backup.",
)
@json_option
@data_option
def command(*, path: Path, erased: Path | None, as_json: bool, data: Path) -> None:
    """Bring the site of a backup at PATH back, into a folder that is empty or not there yet.

    A backup of PostgreSQL goes into the empty database that COLONNADE_DATABASE_URL names, or
    else the settings in the backup. Whoever was erased since it was made is erased again.
    """
    _insist_empty(data)
    manifest = archive.inspect(path)
    _insist_not_newer(path, manifest.version)
    lists = [path.absolute().with_name(erasing.BESIDE), *([erased] if erased else [])]
    outcome = restore(path, manifest, data, erasing.read(lists))
    _tell(manifest, data, outcome, as_json=as_json)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether the database is of this version already, and how many were erased again."""

    is_current: bool
    erased: int = 0


def restore(
    path: Path, manifest: archive.Manifest, data: Path, erased: Sequence[Erased] = ()
) -> Outcome:
    """Bring an inspected backup into its place, after every sum has been compared.

    Whoever was `erased` is erased again before anybody can see her: now, or by the next start where
    the database is of an earlier version. Raises CannotDo.
    """
    total = sum(size for size, _ in manifest.files.values())
    with _workshop(data) as work:
        with Progress() as progress:
            archive.unpack(path, manifest, work, progress.bytes("unpacking", total))
        config = boot.configure(work)
        _insist_fitting(config, manifest)
        boot.wake()
        _insist_known(path, manifest)
        if config.database_url:
            snapshots.load_postgres(config.database_url, work / archive.POSTGRES)
            (work / archive.POSTGRES).unlink()
        erasing.keep_waiting(work, erased)
        outcome = _begin_epoch(work)
        _move(work, data)
    return outcome


def _insist_empty(data: Path) -> None:
    if data.exists() and (not data.is_dir() or any(data.iterdir())):
        raise CannotDo(
            f"{data} is not empty, and nothing is ever overwritten. Name an empty folder with"
            " --data, or move this one away."
        )


def _insist_not_newer(path: Path, version: str) -> None:
    def numbers(text: str) -> list[int]:
        return [int(part) for part in text.split(".") if part.isdigit()]

    if numbers(version) > numbers(__version__):
        raise _too_new(path, version)


def _insist_fitting(config: Config, manifest: archive.Manifest) -> None:
    """Refuse a backup of the one database where the settings name the other."""
    holds_rows = archive.POSTGRES if manifest.database == "postgresql" else archive.SQLITE
    if manifest.database not in {"sqlite", "postgresql"} or holds_rows not in manifest.files:
        raise CannotDo("The backup is damaged: it holds no database.")
    if manifest.database == "sqlite" and config.database_url:
        raise CannotDo(
            "This backup holds a SQLite database, and COLONNADE_DATABASE_URL names PostgreSQL."
            " Unset it: nothing can move the one into the other yet."
        )
    if manifest.database == "postgresql":
        if not config.database_url:
            raise CannotDo(
                "This backup is of a site on PostgreSQL. Make an empty database and name it:"
                " COLONNADE_DATABASE_URL=postgresql://user:password@host/name"
            )
        snapshots.find_program("pg_restore")
        snapshots.insist_empty(config.database_url)


def _insist_known(path: Path, manifest: archive.Manifest) -> None:
    """Refuse a database with migrations that this version does not have."""
    from colonnade.cli.database import migrations_on_disk

    disk = migrations_on_disk()
    apps, known = {app for app, _ in disk}, {f"{app}.{name}" for app, name in disk}
    if any(one.split(".")[0] in apps and one not in known for one in manifest.migrations):
        raise _too_new(path, manifest.version)


def _too_new(path: Path, version: str) -> CannotDo:
    return CannotDo(
        f"{path} was made by a newer Colonnade ({version}; this is {__version__})."
        " Install that version, then restore."
    )


def _begin_epoch(work: Path) -> Outcome:
    """Let whoever keeps finished pages of before drop them, and erase who was erased since."""
    from django.db import connections

    from colonnade.cli.database import is_current

    try:
        if not is_current():
            return Outcome(is_current=False)
        from colonnade.outbox.actions import new_epoch

        new_epoch()
        return Outcome(is_current=True, erased=erasing.erase_waiting(work))
    finally:
        connections.close_all()


@contextmanager
def _workshop(data: Path) -> Iterator[Path]:
    """Yield an empty folder on the same disk; what is left in it is gone afterwards."""
    # A folder that stands there keeps its owner, and its parent may be closed to us.
    place = data if data.exists() else data.absolute().parent
    place.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".restoring-", dir=place))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _move(work: Path, data: Path) -> None:
    """Give what is whole its final name: at once, or the rows last where the folder stands."""
    if not data.exists():
        sync_folder(work)
        work.rename(data)
        sync_folder(data.absolute().parent)
        return
    for path in sorted(work.iterdir(), key=lambda one: one.name == SQLITE_FILE):
        path.rename(data / path.name)
    sync_folder(data)


def _tell(manifest: archive.Manifest, data: Path, outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        told = {"data": str(data), "version": manifest.version, "made": manifest.made}
        rows = {"database": manifest.database, "counts": manifest.counts}
        after = {"older": not outcome.is_current, "erased_again": outcome.erased}
        print_json({**told, **rows, "files": len(manifest.files), **after})
        return
    counts = ", ".join(f"{count:,} {what}" for what, count in manifest.counts.items())
    click.echo(f"Restored to {data}, as of {manifest.made}: {counts}.")
    if outcome.erased:
        click.echo(f"Erased again, as they were erased since: {outcome.erased}.")
    if not outcome.is_current:
        click.echo("It is of an earlier version: the next start brings its database up to date.")
    click.echo(f"Start it with: colonnade serve --data {data}")
