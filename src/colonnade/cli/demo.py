"""`colonnade demo`: sample content for eyes and for load tests."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from colonnade.cli import setup
from colonnade.cli.options import data_option, json_option
from colonnade.cli.printing import print_json

if TYPE_CHECKING:
    from colonnade.cli.loading import Loaded

_MOST = 5_000_000
_KEY_LIMIT = 200


@click.command()
@click.option(
    "--comments", type=click.IntRange(0, _MOST), help="One thread with so many generated comments."
)
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0, 2**32))
@click.option("--thread", "key", help="The key of that thread.  [default: demo-COMMENTS-SEED]")
@json_option
@data_option
def command(*, comments: int | None, seed: int, key: str | None, as_json: bool, data: Path) -> None:
    """Load the sample newspaper, or one thread of generated comments, and print where it is."""
    if comments is None:
        if key is not None:
            raise click.UsageError("--thread needs --comments.")
        setup.set_up(data, sample=True, say=_say)
        from colonnade.cli.loading import load_newspaper

        loaded = load_newspaper()
    else:
        if key is not None and not 0 < len(key.strip()) <= _KEY_LIMIT:
            raise click.UsageError("--thread takes 1 to 200 characters.")
        setup.set_up(data, sample=False, say=_say)
        from colonnade.cli.loading import load_generated

        key = key or f"demo-{comments}-{seed}"
        loaded = [load_generated(comments=comments, seed=seed, key=key, say=_say)]
    _tell(loaded, as_json=as_json, listed=comments is None)


def _tell(loaded: "list[Loaded]", *, as_json: bool, listed: bool) -> None:
    from colonnade.sites.reading import public_address

    addresses = [
        {
            "thread": one.thread,
            "url": public_address(f"/t/{one.thread}/"),
            "api": public_address(f"/api/v1/threads/{one.thread}"),
        }
        for one in loaded
    ]
    if as_json:
        print_json({**addresses[0], "threads": addresses} if listed else addresses[0])
        return
    for one, where in zip(loaded, addresses, strict=True):
        again = " (was there before)" if one.again and not listed else ""
        click.echo(f"{one.thread}  {one.title}: {one.comments:,} comments{again}")
        click.echo(f"    {where['url']}\n    {where['api']}")


def _say(sentence: str) -> None:
    """Tell a person who watches how far it is; leave programs alone."""
    if sys.stderr.isatty():
        click.echo(sentence, err=True)
