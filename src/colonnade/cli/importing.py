"""`colonnade import`: another site's content comes in, with a ledger of every record."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from colonnade.cli import boot
from colonnade.cli.options import data_option, json_option
from colonnade.cli.printing import print_json
from colonnade.cli.progress import Progress
from colonnade.transfer.formats import FORMATS

if TYPE_CHECKING:
    from colonnade.transfer.reading import RunInfo

_ACTS = ("undo", "runs")
_OUTCOMES = ("records", "created", "existing", "merged", "refused")
_REFUSED = 20


@click.command("import")
@click.argument("what", metavar="FORMAT", type=click.Choice((*FORMATS, *_ACTS)))
@click.argument("which", metavar="[FILE]", default="")
@click.option("--dry-run", "dry", is_flag=True, help="Tell what would happen and write nothing.")
@click.option("--publish", is_flag=True, help="Show comments at once whose standing is unknown.")
@json_option
@data_option
def command(*, what: str, which: str, dry: bool, publish: bool, as_json: bool, data: Path) -> None:
    """Bring another site in, tell of the imports so far, or undo one.

    FORMAT is wordpress (a WXR export) or page (saved HTML, or plain text). Readers see what comes
    in once all of it is there. An import that was stopped goes on when the same command is given
    again.

    "colonnade import runs" lists the imports; "colonnade import undo RUN" takes one back, with all
    that it brought.
    """
    if what == "runs":
        _insist(not which, "runs takes no file.")
        _list(data, as_json=as_json)
    elif what == "undo":
        _insist(bool(which), "Which run? See: colonnade import runs")
        _undo(data, which)
    else:
        _insist(bool(which), "Which file?")
        _insist(Path(which).is_file(), f"There is no file {which}.")
        _bring(data, what, Path(which), dry=dry, publish=publish, as_json=as_json)


def _insist(held: bool, sentence: str) -> None:  # noqa: FBT001 - one short question
    if not held:
        raise click.UsageError(sentence)


def _bring(data: Path, form: str, file: Path, *, dry: bool, publish: bool, as_json: bool) -> None:
    boot.open_site(data)
    from colonnade.sites.speech import site_speech
    from colonnade.transfer.reading import run_of
    from colonnade.transfer.running import bring_in

    with site_speech(), Progress() as progress:
        run = bring_in(name=form, path=file, dry=dry, publish=publish, tell=progress.tell)
    found = run_of(run)
    if found is None:
        raise LookupError(run)
    if as_json:
        print_json(_document(found))
    else:
        _tell(found)


def _list(data: Path, *, as_json: bool) -> None:
    boot.open_site(data)
    from colonnade.transfer.reading import runs

    found = runs()
    if as_json:
        print_json([{**_document(run), "state": run.state, "file": run.file_name} for run in found])
        return
    for run in found:
        records = sum(of["records"] for of in run.counts.values())
        moment = f"{run.created:%Y-%m-%d %H:%M}"
        click.echo(f"{run.id}  {moment}  {run.state:<8} {records:>9,} records  {run.file_name}")


def _undo(data: Path, run: str) -> None:
    boot.open_site(data)
    from colonnade.people.reading import Actor
    from colonnade.sites.speech import site_speech
    from colonnade.transfer.actions import undo

    with site_speech():
        undo(actor=Actor(role="owner"), run=run)
    click.echo(f"Run {run} is undone: the site is as it was before.")


def _document(run: "RunInfo") -> dict[str, object]:
    kinds = {kind: {name: of[name] for name in _OUTCOMES} for kind, of in run.counts.items()}
    sums = {name: sum(of[name] for of in kinds.values()) for name in _OUTCOMES}
    return {"run": run.id, **sums, "kinds": kinds, "ledger": str(run.ledger)}


def _tell(run: "RunInfo") -> None:
    from colonnade.transfer.reading import refused_lines

    head = "nothing is written: a dry run" if run.dry else f"run {run.id}"
    click.echo(f"{run.file_name}: {head}")
    click.echo(f"{'':<12}" + "".join(f"{name:>10}" for name in _OUTCOMES))
    for kind, of in run.counts.items():
        click.echo(f"{kind:<12}" + "".join(f"{of[name]:>10,}" for name in _OUTCOMES))
    refused = sum(of["refused"] for of in run.counts.values())
    for line in refused_lines(run.id, limit=_REFUSED):
        click.echo(f"line {line.line}: {line.kind} {line.source}: {line.words}")
    if refused > _REFUSED:
        click.echo(f"... and {refused - _REFUSED:,} more in the ledger")
    click.echo(f"Ledger: {run.ledger}")
