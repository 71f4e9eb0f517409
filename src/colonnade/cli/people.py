"""`colonnade people`: accounts from the command line."""

import sys
from pathlib import Path

import click

from colonnade.cli.boot import open_site
from colonnade.cli.failure import CannotDo
from colonnade.cli.links import sign_in_address
from colonnade.cli.options import data_option, json_option
from colonnade.cli.printing import print_json


@click.group(no_args_is_help=False)
def command() -> None:
    """Accounts: add, list, role, suspend, one-time sign-in links."""


@command.command()
@click.argument("name")
@data_option
def link(*, name: str, data: Path) -> None:
    """Print a link that signs NAME in once, within a day."""
    open_site(data)
    click.echo(sign_in_address(name))


@command.command()
@click.option("--name", required=True, help="What others see.")
@click.option("--email", required=True, help="Taken as confirmed.")
@click.option("--role", default="member", show_default=True, help="member, moderator, ...")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@data_option
def add(*, name: str, email: str, role: str, password_stdin: bool, data: Path) -> None:
    """Make an account. Without a password, a link or a reset by mail leads in."""
    password = _password() if password_stdin else None
    open_site(data)
    from colonnade.people.actions import add_person
    from colonnade.people.reading import people

    number = add_person(name=name, email=email, role=role, password=password)
    final = next(person.name for person in people() if person.id == number)
    click.echo(f"{final} has an account now, as {role}.")


def _password() -> str:
    password = sys.stdin.read().removesuffix("\n").removesuffix("\r")
    if not password:
        raise CannotDo("Standard input held no password. Send it like: printf %s ... | colonnade")
    return password


@command.command("list")
@json_option
@data_option
def show(*, as_json: bool, data: Path) -> None:
    """List all accounts, oldest first."""
    open_site(data)
    from colonnade.people.reading import people

    listed = people()
    if as_json:
        fields = ("name", "email", "role", "suspended")
        print_json([{name: getattr(person, name) for name in fields} for person in listed])
        return
    for person in listed:
        mark = "  (suspended)" if person.suspended else ""
        click.echo(f"{person.role:<10} {person.name}  <{person.email}>{mark}")


@command.command()
@click.argument("name")
@click.argument("role")
@data_option
def role(*, name: str, role: str, data: Path) -> None:
    """Give NAME another ROLE: member, moderator, editor or owner."""
    open_site(data)
    from colonnade.people.actions import change_role

    change_role(name=name, role=role)
    click.echo(f"{name} has the role {role} now.")


@command.command()
@click.argument("name")
@click.option("--undo", is_flag=True, help="Let NAME in again.")
@data_option
def suspend(*, name: str, undo: bool, data: Path) -> None:
    """Shut NAME out: sessions end at once, and no way leads in."""
    open_site(data)
    from colonnade.people import actions

    actions.suspend(name=name, suspended=not undo)
    click.echo(f"{name} may sign in again." if undo else f"{name} is shut out.")
