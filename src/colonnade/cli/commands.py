"""All commands, by name; a command's module is loaded when it is called for."""

from importlib import import_module

import click

from colonnade import __version__

# What `colonnade --help` says, so that it need not load them.
VISIBLE = {
    "serve": "Set up whatever is missing and serve the site.",
    "demo": "Load the sample newspaper, or a thread of generated comments.",
    "import": "Bring another site in, from an export or saved pages.",
    "people": "Accounts: add, list, role, suspend, one-time sign-in links.",
    "site": "Settings of the site: get, set.",
    "config": "Every setting of the operator, its value, and where it came from.",
    "backup": "Write the whole site into one file, while it is served.",
    "restore": "Bring the site of a backup back, into an empty folder.",
    "reindex": "Fill the index of search anew.",
    "triage": "Order of the queue: learn from the decisions.",
    "doctor": "Check the site and say what to do.",
}
# For our own scripts, and for operators who know what they want.
HIDDEN = ("worker", "newspaper", "import-run", "triage-run")
# Where a module cannot bear the command's name.
_MODULES = {"import": "importing", "import-run": "import_run", "triage-run": "triage_run"}


class Commands(click.Group):
    """Loads the one command that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands that operators use."""
        return list(VISIBLE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name, or None."""
        if cmd_name not in VISIBLE and cmd_name not in HIDDEN:
            return None
        module = _MODULES.get(cmd_name, cmd_name)
        command: click.Command = import_module(f"colonnade.cli.{module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(VISIBLE.items()))


@click.group(cls=Commands, invoke_without_command=True, no_args_is_help=False)
@click.version_option(__version__)
@click.pass_context
def colonnade(context: click.Context) -> None:
    """Colonnade: articles, and under each one a discussion worth reading.

    Every command takes --debug, which adds the traceback to a failure.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
