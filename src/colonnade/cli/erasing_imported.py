"""`colonnade people erase-imported`: somebody of an import, who has no account here."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from colonnade.cli.boot import open_site
from colonnade.cli.failure import CannotDo
from colonnade.cli.options import data_option

if TYPE_CHECKING:
    from colonnade.people.reading import Actor
    from colonnade.transfer.erasing import Choice
    from colonnade.transfer.identities import Found

_REASON = "Asked of the operator of this site."
_DO = ("try", "later", "now", "undo")
_SAMPLE = 20


@click.command("erase-imported")
@click.argument("who")
@click.option("--comment", multiple=True, help="A comment (public id) that is hers, besides.")
@click.option("--mark", multiple=True, help="An address or account that is hers: see what is told.")
@click.option("--keep-texts", is_flag=True, help="Take the name off, and leave what she wrote.")
@click.option("--do", type=click.Choice(_DO), default="try", show_default=True, help="What to do.")
@click.option("--reason", default=_REASON, show_default=True, help="Kept on record.")
@data_option
def erase_imported(
    *,
    who: str,
    comment: tuple[str, ...],
    mark: tuple[str, ...],
    keep_texts: bool,
    do: str,
    reason: str,
    data: Path,
) -> None:
    """Erase WHO, by an old address of mail or a name, whose comments an import brought.

    Without --do, only tell what there is and what would go. A name says nothing of whose comments
    they are: name each by --comment. --do later erases in 24 hours, --do now at once, --do undo
    keeps her after all.
    """
    open_site(data)
    from colonnade.transfer.identities import search

    found = search(who)
    choice = _choice(found, who, marks=mark, comments=comment)
    if do == "undo":
        _undo(choice)
        click.echo(f"{who} stays.")
        return
    if do == "try" or not (choice.marks or choice.comments):
        _tell(found, choice, who)
        if do != "try":
            raise CannotDo("Nothing says whose these are. Name each by --comment, or a --mark.")
        return
    _ask(choice, keep_texts=keep_texts, reason=reason, now=do == "now")
    click.echo(
        f"{who} is erased." if do == "now" else f"{who} is erased in 24 hours; see --do undo"
    )


def _choice(
    found: "list[Found]", who: str, *, marks: tuple[str, ...], comments: tuple[str, ...]
) -> "Choice":
    """Return who is meant: an address says it, a name does not."""
    from colonnade.transfer.erasing import Choice

    own = [one.basis.mark for one in found if one.basis and "@" in who]
    return Choice(frozenset([*own, *marks]), frozenset(comments))


def _ask(choice: "Choice", *, keep_texts: bool, reason: str, now: bool) -> None:
    from colonnade.flows.erase import carry_out
    from colonnade.flows.erased_list import write_list
    from colonnade.people.erasures import erasure_of
    from colonnade.transfer.erasing import ask_erase_of

    word = ask_erase_of(
        actor=_operator(), choice=choice, texts=not keep_texts, reason=reason, at_once=now
    )
    waiting = erasure_of(word)
    if now and waiting is not None:
        carry_out(erasure=waiting.id)
        write_list()


def _undo(choice: "Choice") -> None:
    from colonnade.flows.ask_erase import keep_after_all
    from colonnade.people.erasures import erasure_marked

    waiting = erasure_marked({*choice.marks, *choice.comments})
    keep_after_all(actor=_operator(), word=waiting.word if waiting else "")


def _tell(found: "list[Found]", choice: "Choice", who: str) -> None:
    """Say who is found, and exactly what would go."""
    from colonnade.transfer.erasing import try_erase

    if not found and not (choice.marks or choice.comments):
        click.echo(f"Nobody of an import is found by {who}.")
        return
    for one in found:
        _tell_found(one)
    if not choice.marks and not choice.comments:
        return
    trial = try_erase(choice)
    click.echo(
        f"Would go: {len(trial.comments)} comments in {trial.discussions} discussions,"
        f" under: {', '.join(trial.names) or '-'}. {trial.replies} replies of others stay."
    )
    for told in trial.comments[:_SAMPLE]:
        click.echo(f"  {told.id}  {told.name}  {told.title}: {told.excerpt}")
    if len(trial.comments) > _SAMPLE:
        click.echo(f"  ... and {len(trial.comments) - _SAMPLE:,} more")
    click.echo("Nothing is done yet: --do later, or --do now.")


def _tell_found(one: "Found") -> None:
    from colonnade.transfer.identities import MAIL, identity_of

    count = f"{one.count} comments under: {one.name or '-'}"
    who = identity_of(one.comment)
    if one.basis is not None:
        what = "address" if one.basis.kind == MAIL else f"account at {one.basis.site}"
        click.echo(f"{what} {one.basis.words}: {count}  (--mark {one.basis.mark})")
        others = (*who.bases, *who.further) if who else ()
        for basis in (other for other in others if other != one.basis):
            what = "address" if basis.kind == MAIL else f"account at {basis.site}"
            names = ", ".join(basis.names)
            click.echo(
                f"  beside it, {what} {basis.words}: {len(basis.comments)} comments"
                f" under: {names}  (--mark {basis.mark})"
            )
        return
    click.echo(f"only a name, at {one.site}: {count}")
    for told in (who.comment, *who.alike)[:_SAMPLE] if who else ():
        click.echo(f"  --comment {told.id}  {told.name}  {told.title}: {told.excerpt}")


def _operator() -> "Actor":
    """Return whoever has the server: she acts for the owner."""
    from colonnade.people.reading import Actor

    return Actor(role="owner", name="colonnade people")
