"""The options that commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def data_option(command: Command) -> Command:
    """Add --data: the folder of the site, given to the command as `data`."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="COLONNADE_DATA",
        default=Path("var"),
        show_default="./var",
        show_envvar=True,
        help="The folder that holds the site.",
    )(command)


def json_option(command: Command) -> Command:
    """Add --json, given to the command as `as_json`."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print one JSON document and nothing else."
    )(command)
