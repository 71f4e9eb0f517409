"""`colonnade import-run`: what the worker starts for a run that was asked for on a screen."""

import os
import signal
from contextlib import suppress
from pathlib import Path

import click

from colonnade.cli import boot
from colonnade.cli.lifeline import end_with
from colonnade.cli.options import data_option

# Below the worker, which is below the pages.
_NICE = 10


@click.command("import-run", hidden=True)
@click.argument("run")
@data_option
def command(run: str, data: Path) -> None:
    """Carry out a run, or go on with it. It ends with its parent, and goes on with the next one."""
    end_with(os.getppid(), signal.SIGTERM)
    with suppress(OSError):
        os.nice(_NICE)
    boot.open_site(data)
    from colonnade.sites.speech import site_speech
    from colonnade.transfer.running import take_up

    with site_speech():
        take_up(run=run, tell=lambda *_: None)
