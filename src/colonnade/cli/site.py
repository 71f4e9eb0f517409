"""`colonnade site`: the settings that the owner's screen has too."""

from pathlib import Path

import click

from colonnade.cli.boot import open_site
from colonnade.cli.options import data_option, json_option
from colonnade.cli.printing import print_json
from colonnade.kit.refusals import Kind, Refusal


@click.group(no_args_is_help=False)
def command() -> None:
    """Settings of the site: get, set."""


@command.command("set")
@click.argument("key")
@click.argument("value")
@data_option
def change(*, key: str, value: str, data: Path) -> None:
    """Set KEY to VALUE, like: colonnade site set commenting members."""
    open_site(data)
    from colonnade.sites.actions import change_setting

    change_setting(name=key, value=value)
    click.echo(f"{key} = {_values()[key]}")


@command.command()
@click.argument("key", required=False)
@json_option
@data_option
def get(*, key: str | None, as_json: bool, data: Path) -> None:
    """Print the value of KEY, or every setting."""
    open_site(data)
    values = _values()
    if key is not None and key not in values:
        known = ", ".join(values)
        raise Refusal("setting_unknown", Kind.INVALID, name=key, known=known)
    if as_json:
        print_json(values if key is None else {key: values[key]})
    elif key is not None:
        click.echo(values[key])
    else:
        _explain(values)


def _explain(values: dict[str, str]) -> None:
    from colonnade.sites.settings import SETTINGS

    width = max(len(name) for name in values)
    for name, value in values.items():
        click.echo(f"{name:<{width}} = {value}")
        click.echo(f"{'':<{width}}   {SETTINGS[name].help}")


def _values() -> dict[str, str]:
    from colonnade.sites.reading import current_site, settings_of

    return settings_of(current_site())
