"""`colonnade doctor`: looks the whole site over and says what to do."""

from pathlib import Path

import click

from colonnade.cli import boot, examining
from colonnade.cli.options import data_option, json_option
from colonnade.cli.printing import print_json

_MARKS = {"good": "✓", "advice": "-", "bad": "✗"}


@click.command()
@json_option
@data_option
@click.pass_context
def command(context: click.Context, *, as_json: bool, data: Path) -> None:
    """Check the site and say what to do. Ends with 1 if something is wrong."""
    config = boot.open_site(data)
    findings = list(examining.examine(config))
    if as_json:
        print_json([{"check": one.check, "state": one.state, "say": one.say} for one in findings])
    else:
        for one in findings:
            click.echo(f"{_MARKS[one.state]} {one.check}: {one.say}")
    context.exit(1 if any(one.state == "bad" for one in findings) else 0)
