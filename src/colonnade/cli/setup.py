"""Whatever is missing of a site, made: folder, database, site, owner."""

from collections.abc import Callable
from pathlib import Path

from colonnade.cli import boot, database, erasing
from colonnade.cli.failure import CannotDo
from colonnade.cli.sample.media import place_pictures
from colonnade.cli.serving import alone_in
from colonnade.project import snapshot
from colonnade.project.config import SQLITE_FILE, Config

OWNER_NAME = "Owner"
# Nobody's address: mail to it goes nowhere until the owner gives her own in her settings.
OWNER_EMAIL = "owner@localhost.invalid"

Say = Callable[[str], None]


def set_up(data: Path, *, sample: bool, say: Say) -> Config:
    """Make what is missing in the folder and wake Django up; return the configuration.

    `sample`: a site that is made now gets the sample newspaper. Raises CannotDo.
    """
    config = boot.configure(data)
    config.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with alone_in(config.data):
        path = config.data / SQLITE_FILE
        if not config.database_url and not path.exists():
            _unpack(path, sample=sample)
        boot.wake()
        if config.database_url:
            _guard_against_empty_site(config)
        if not database.is_current():
            _bring_up_to_date(config, say)
        # A restored site of an earlier version: nobody sees it before.
        erasing.erase_waiting(config.data)
        _make_site(sample=sample, say=say)
    boot.tell_address(config.data)
    return config


def _unpack(path: Path, *, sample: bool) -> None:
    if snapshot.unpack(path, sample=sample) and sample:
        place_pictures(path.parent / "media")


def _guard_against_empty_site(config: Config) -> None:
    path = config.data / SQLITE_FILE
    if database.file_holds_site(path) and not database.holds_site():
        raise CannotDo(
            f"{path} holds a site, but COLONNADE_DATABASE_URL names an empty database, and"
            " nothing can move the one into the other yet. Unset COLONNADE_DATABASE_URL to go"
            " on with SQLite, or choose another --data folder for a new site."
        )


def _bring_up_to_date(config: Config, say: Say) -> None:
    say("Bringing the database up to date ...")
    copy = database.migrate(config)
    if copy:
        say(f"The database as it was before is kept in {copy}")
    _fill_index(say)


def _fill_index(say: Say) -> None:
    """Fill the index of search where a migration has emptied it."""
    from colonnade.project.searched import all_documents
    from colonnade.search.actions import rebuild
    from colonnade.search.reading import is_empty

    if is_empty() and next(all_documents(), None) is not None:
        say("Filling the index of search ...")
        rebuild(documents=all_documents())


def _make_site(*, sample: bool, say: Say) -> None:
    """Make the site and its owner where there are none, all at once or not at all."""
    from django.db import transaction

    from colonnade.outbox.actions import ensure_epoch
    from colonnade.people.actions import add_person
    from colonnade.people.reading import has_owner
    from colonnade.sites.reading import current_site

    with transaction.atomic():
        ensure_epoch()
        if not database.holds_site():
            current_site()
            if sample:
                from colonnade.cli.loading import load_newspaper, name_newspaper

                say("Loading the sample newspaper ...")
                name_newspaper()
                load_newspaper()
        if not has_owner():
            add_person(name=OWNER_NAME, email=OWNER_EMAIL, role="owner")
