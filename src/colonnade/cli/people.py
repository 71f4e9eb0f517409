"""`colonnade people`: accounts from the command line."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from colonnade.cli.boot import open_site
from colonnade.cli.erasing_imported import erase_imported
from colonnade.cli.failure import CannotDo
from colonnade.cli.links import sign_in_address
from colonnade.cli.options import data_option, json_option
from colonnade.cli.printing import print_json

if TYPE_CHECKING:
    from colonnade.people.reading import Actor
    from colonnade.people.whom import Whom

# Where the operator gives no other.
_REASON = "Decided by the operator of this site."
_ERASING = "Asked of the operator of this site."
_RIGHT = "The right of a site's operator to say who uses it"


@click.group(no_args_is_help=False)
def command() -> None:
    """Accounts: add, list, role, suspend, erase, one-time sign-in links."""


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


@command.command()
@click.argument("name")
@click.option("--guest", is_flag=True, help="NAME is a guest's word: her page's address has it.")
@click.option("--keep-texts", is_flag=True, help="Take the name off, and leave what NAME wrote.")
@click.option("--now", is_flag=True, help="Do not wait the 24 hours in which it can be undone.")
@click.option("--undo", is_flag=True, help="Undo it, as long as it is not done.")
@click.option("--reason", default=_ERASING, show_default=True, help="Kept on record.")
@data_option
def erase(
    *, name: str, guest: bool, keep_texts: bool, now: bool, undo: bool, reason: str, data: Path
) -> None:
    """Erase NAME who asked for it: 24 hours later, with all that NAME wrote.

    Replies, counts, decisions without name and words, and the public log stay.
    """
    open_site(data)
    from colonnade.flows import ask_erase
    from colonnade.flows.erase import carry_out
    from colonnade.flows.erased_list import write_list

    whom = _whom(name, guest=guest)
    if undo:
        ask_erase.keep_after_all(actor=_operator(), word=whom.word)
        click.echo(f"{name} stays.")
        return
    erasure = ask_erase.ask_erase_for(
        actor=_operator(), whom=whom, texts=not keep_texts, reason=reason, at_once=now
    )
    if now:
        carry_out(erasure=erasure)
        write_list()
        click.echo(f"{name} is erased.")
        return
    click.echo(f"{name} is erased in {ask_erase.HOURS} hours; until then: --undo")


command.add_command(erase_imported)


def _whom(name: str, *, guest: bool) -> "Whom":
    from colonnade.kit.refusals import Kind, Refusal
    from colonnade.people.reading import handle_of_name
    from colonnade.people.whom import whom_by_guest_word, whom_by_handle

    found = whom_by_guest_word(name) if guest else whom_by_handle(handle_of_name(name))
    if found is None:
        raise Refusal("person_missing", Kind.MISSING, name=name)
    return found


def _operator() -> "Actor":
    """Return whoever has the server: she acts for the owner."""
    from colonnade.people.reading import Actor

    return Actor(role="owner", name="colonnade people")
