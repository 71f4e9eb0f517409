"""`colonnade triage`: what the worker does each night, at once."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from colonnade.cli.boot import open_site
from colonnade.cli.options import data_option, json_option
from colonnade.cli.printing import print_json

if TYPE_CHECKING:
    from colonnade.flows.learn import Learned


@click.group(no_args_is_help=False)
def command() -> None:
    """Triage of what waits: learn."""


@command.command()
@json_option
@data_option
def learn(*, as_json: bool, data: Path) -> None:
    """Learn from the staff's decisions which comments they remove, and say how well.

    It orders the queue and removes nothing. The site may be serving meanwhile.
    """
    open_site(data)
    from colonnade.flows.learn import learn as learn_now
    from colonnade.sites.speech import site_speech

    with site_speech():
        learned = learn_now()
    if as_json:
        print_json(asdict(learned))
    else:
        click.echo("\n".join(_lines(learned)))


def _lines(learned: "Learned") -> list[str]:
    from colonnade.moderation.triage.lesson import LEAST

    counted = f"{learned.removed:,} removed and {learned.kept:,} kept"
    if not learned.enough:
        return [f"Nothing learned: {counted} so far, at least {LEAST} of each are needed."]
    first = f"Learned from decisions on {learned.removed + learned.kept:,} comments: {counted}."
    found = learned.quality
    if found is None:
        return [first, "Not tried: the newest decisions are all alike. No scores yet."]
    tried = (
        f"On the newest {found.tested:,}: precision {found.precision:.0%},"
        f" recall {found.recall:.0%}; {found.saved:.0%} of the queue can be left"
        f" once 95% of what is removed was seen."
    )
    if learned.helps:
        return [first, tried, "The queue is ordered by it."]
    return [first, tried, "That is hardly better than chance: no scores."]
