"""`colonnade config`: what the operator decided, and where."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import click
from click.core import ParameterSource

from colonnade.cli.options import data_option, json_option
from colonnade.cli.printing import print_json
from colonnade.project.config import EXPLANATIONS, load_config


@click.command()
@click.option("--explain", is_flag=True, help="Say what each setting means, too.")
@json_option
@data_option
@click.pass_context
def command(context: click.Context, *, explain: bool, as_json: bool, data: Path) -> None:
    """Print every setting of the operator, its value, and where it came from."""
    typed = context.get_parameter_source("data") is ParameterSource.COMMANDLINE
    config = load_config(data if typed else None)
    origin = dict(config.origin)
    if typed:
        origin["data"] = "--data"
    elif "COLONNADE_DATA" not in os.environ:
        origin["data"] = "default"
    values = {name: _shown(name, getattr(config, name)) for name in EXPLANATIONS}
    if as_json:
        print_json({name: {"value": values[name], "from": origin[name]} for name in values})
        return
    for name, value in values.items():
        click.echo(f"{name} = {value or '(empty)'}   [{origin[name]}]")
        if explain:
            click.echo(f"    {EXPLANATIONS[name]}")
    if explain:
        click.echo(
            "\nSet them in colonnade.toml in the data folder, or as COLONNADE_NAME; these win."
        )


def _shown(name: str, value: object) -> str:
    """Return a value as words, without the passwords that addresses hold."""
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, bool):
        return "on" if value else "off"
    words = str(value)
    if name == "metrics_token":
        return "***" if words else ""
    password = urlsplit(words).password if name.endswith("_url") else None
    return words.replace(f":{password}@", ":***@", 1) if password else words
