"""`colonnade reindex`: fills the index that search looks into anew."""

from pathlib import Path

import click

from colonnade.cli import boot
from colonnade.cli.options import data_option


@click.command()
@data_option
def command(data: Path) -> None:
    """Fill the index of search anew. The site may be serving meanwhile."""
    boot.open_site(data)
    from colonnade.project.searched import all_documents
    from colonnade.search.actions import rebuild

    done = rebuild(documents=all_documents())
    click.echo(f"Search finds {done:,} articles and comments.")
