"""The sample newspaper in an empty, migrated database: what the snapshot is made from."""

from datetime import datetime
from pathlib import Path

import click

from colonnade.cli import boot
from colonnade.cli.options import data_option


@click.command("newspaper", hidden=True)
@click.option("--moment", required=True, type=datetime.fromisoformat)
@data_option
def command(*, moment: datetime, data: Path) -> None:
    """Load it as of a fixed moment, without an owner."""
    boot.configure(data)
    boot.wake()
    from django.db import transaction

    from colonnade.cli.loading import load_newspaper, name_newspaper

    with transaction.atomic():
        name_newspaper()
        load_newspaper(moment)
