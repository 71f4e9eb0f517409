"""`colonnade import`: another site's content comes in, with a ledger of every record."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from colonnade.cli import boot
from colonnade.cli.options import data_option, json_option
from colonnade.cli.printing import print_json
from colonnade.cli.progress import Progress

if TYPE_CHECKING:
    from colonnade.transfer.reading import RunInfo

FORMATS = ("wordpress", "page")
_OUTCOMES = ("records", "created", "existing", "merged", "refused")
_REFUSED = 20


@click.command("import")
@click.argument("format_", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", "dry", is_flag=True, help="Tell what would happen and write nothing.")
@click.option("--publish", is_flag=True, help="Show comments at once whose standing is unknown.")
@json_option
@data_option
def command(
    *, format_: str, file: Path, dry: bool, publish: bool, as_json: bool, data: Path
) -> None:
    """Bring another site in: FORMAT is wordpress (WXR) or page (saved HTML or plain text).

    Readers see it once all of it is there. An import that was stopped goes on when the same
    command is given again.
    """
    boot.open_site(data)
    from colonnade.sites.speech import site_speech
    from colonnade.transfer.reading import run_of
    from colonnade.transfer.running import bring_in

    with site_speech(), Progress() as progress:
        run = bring_in(name=format_, path=file, dry=dry, publish=publish, tell=progress.tell)
    found = run_of(run)
    if found is None:
        raise LookupError(run)
    if as_json:
        print_json(_document(found))
    else:
        _tell(found)


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
