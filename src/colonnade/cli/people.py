"""`colonnade people`: accounts from the command line."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from colonnade.cli.boot import open_site
from colonnade.cli.failure import CannotDo
from colonnade.cli.links import sign_in_address
from colonnade.cli.options import data_option, json_option
from colonnade.cli.printing import print_json

if TYPE_CHECKING:
    from colonnade.people.reading import Actor

# Where the operator gives no other.
_REASON = "Decided by the operator of this site."
_RIGHT = "The right of a site's operator to say who uses it"


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
    from colonnade.flows.give_role import give_role
    from colonnade.people.reading import handle_of_name

    give_role(actor=_operator(), handle=handle_of_name(name), role=role)
    click.echo(f"{name} has the role {role} now.")


@command.command()
@click.argument("name")
@click.option("--undo", is_flag=True, help="Let NAME in again.")
@click.option("--reason", default=_REASON, show_default=True, help="What NAME is told.")
@click.option("--rule", type=int, default=0, help="The number of the rule that was broken.")
@click.option("--until", type=click.DateTime(), help="When it ends by itself (UTC).")
@data_option
def suspend(
    *, name: str, undo: bool, reason: str, rule: int, until: datetime | None, data: Path
) -> None:
    """Shut NAME out: sessions end at once, and no way leads in. The reason is recorded."""
    open_site(data)
    from colonnade.flows import measure
    from colonnade.moderation.actions import Terms
    from colonnade.moderation.ruling import Ground
    from colonnade.people.reading import handle_of_name
    from colonnade.people.whom import whom_by_handle

    whom = whom_by_handle(handle_of_name(name))
    if whom is None:
        raise AssertionError("a handle leads to nobody")
    if undo:
        measure.let_in(actor=_operator(), whom=whom, why=measure.Why(reason))
        click.echo(f"{name} may sign in again.")
        return
    end = until.replace(tzinfo=UTC) if until else None
    terms = Terms("suspend", until=end) if end else Terms("ban")
    ground = Ground(rule=rule) if rule else Ground(law=_RIGHT)
    measure.impose(actor=_operator(), whom=whom, terms=terms, why=measure.Why(reason, ground))
    click.echo(f"{name} is shut out.")


def _operator() -> "Actor":
    """Return whoever has the server: she acts for the owner."""
    from colonnade.people.reading import Actor

    return Actor(role="owner", name="colonnade people")
