"""The database of a site: is it there, is it of this version; make it so."""

import sqlite3
from contextlib import closing
from pathlib import Path

from colonnade.cli.failure import CannotDo
from colonnade.kit import clock
from colonnade.project.config import SQLITE_FILE, Config

Names = set[tuple[str, str]]


def migrations_on_disk() -> Names:
    """Return (app, name) of every migration of this version, without loading any."""
    from django.apps import apps

    return {
        (app.label, path.stem)
        for app in apps.get_app_configs()
        for path in Path(app.path, "migrations").glob("[a-zA-Z0-9]*.py")
    }


def migrations_recorded() -> Names:
    """Return (app, name) of every migration that the database has seen."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return set(MigrationRecorder(connection).applied_migrations())


def is_current() -> bool:
    """Return whether nothing waits to be migrated. Raises CannotDo for a newer database."""
    disk, recorded = migrations_on_disk(), migrations_recorded()
    apps = {app for app, _ in disk}
    unknown = sorted(f"{app}.{name}" for app, name in recorded - disk if app in apps)
    if unknown:
        raise CannotDo(
            f"The database was made by a newer Colonnade (it has {unknown[-1]})."
            " Start that version, or restore a copy made before it."
        )
    return disk <= recorded


def insist_current() -> None:
    """Raise CannotDo where migrations wait: only `serve` and `demo` may carry them out."""
    if not is_current():
        raise CannotDo(
            "The database is older than this program. Start colonnade serve once: it brings"
            " the database up to date and keeps a copy."
        )


def migrate(config: Config) -> Path | None:
    """Carry out the migrations that wait; return the copy of a SQLite file kept before."""
    from django.core.management import call_command

    from colonnade.outbox.actions import empty_log

    copy = None
    if not config.database_url and migrations_recorded():
        copy = _keep_copy(config.data / SQLITE_FILE)
    call_command("migrate", interactive=False, verbosity=0)
    # What a migration took out of the rows must not stand in the log of writes either.
    empty_log()
    return copy


def holds_site() -> bool:
    """Return whether the connected database holds a site."""
    from django.db import connection

    with connection.cursor() as cursor:
        if "sites_site" not in connection.introspection.table_names(cursor):
            return False
        cursor.execute("SELECT 1 FROM sites_site LIMIT 1")
        return cursor.fetchone() is not None


def file_holds_site(path: Path) -> bool:
    """Return whether a SQLite file holds a site; it is not touched."""
    if not path.exists():
        return False
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            return connection.execute("SELECT 1 FROM sites_site LIMIT 1").fetchone() is not None
        except sqlite3.OperationalError:
            return False


def _keep_copy(path: Path) -> Path:
    """Copy a SQLite database that others may be reading, beside itself."""
    copy = path.with_name(f"{path.stem}-before-{clock.now():%Y%m%dT%H%M%S}.sqlite3")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    copy.chmod(0o600)
    return copy
