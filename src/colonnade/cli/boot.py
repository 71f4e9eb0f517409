"""Wake Django up for the site in a data folder."""

import os
from pathlib import Path

from colonnade.cli.failure import CannotDo
from colonnade.project.config import SQLITE_FILE, Config, load_config

SETTINGS = "colonnade.project.settings"


def configure(data: Path) -> Config:
    """Make `data` the folder of this process and its children; return its configuration."""
    os.environ["COLONNADE_DATA"] = str(data.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    return load_config()


def wake() -> None:
    """Load Django for the configured folder."""
    import django
    from django.apps import apps
    from django.conf import settings

    if not apps.ready:
        django.setup()
    if os.environ["COLONNADE_DATA"] != str(settings.DATA):
        raise CannotDo("One process serves one data folder.")


def open_site(data: Path) -> Config:
    """Wake Django up for a site that is there already.

    Raises CannotDo where there is none, or where its database is not of this version.
    """
    from django.apps import apps

    from colonnade.cli import database

    config = configure(data)
    # Before anything is made in a folder whose name may be a slip of the pen.
    if not (apps.ready or config.database_url or (config.data / SQLITE_FILE).exists()):
        raise CannotDo(
            f"There is no site in {config.data}. Make one with: colonnade serve --data {data}"
        )
    wake()
    database.insist_current()
    tell_address(config.data)
    return config


def tell_address(data: Path) -> None:
    """Let printed addresses name the server that is now running on this folder, if one is."""
    from colonnade.cli import serving

    address = serving.address_of(data)
    if address:
        os.environ.setdefault("COLONNADE_SERVED_URL", address)
