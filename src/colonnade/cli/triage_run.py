"""`colonnade triage-run`: what the worker starts for a learning that is due or was asked for."""

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


@click.command("triage-run", hidden=True)
@data_option
def command(data: Path) -> None:
    """Learn from the staff's decisions. It ends with its parent; what is learned is kept whole."""
    end_with(os.getppid(), signal.SIGTERM)
    with suppress(OSError):
        os.nice(_NICE)
    boot.open_site(data)
    from colonnade.flows.learn import learn
    from colonnade.sites.speech import site_speech

    with site_speech():
        learn()
