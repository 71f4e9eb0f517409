"""From arguments to an exit status: every failure becomes one line on standard error."""

import os
import sys
import traceback
from collections.abc import Sequence

import click

from colonnade.cli.commands import colonnade
from colonnade.cli.failure import is_misuse, sentence_for

FAILED, MISUSED, STOPPED = 1, 2, 130


def run(arguments: Sequence[str]) -> int:
    """Run one command; return 0, 1 for a failure, 2 for wrong use.

    `--debug`, wherever it stands among the arguments, adds the traceback of a failure.
    """
    words = [word for word in arguments if word != "--debug"]
    try:
        status = colonnade.main(words, prog_name="colonnade", standalone_mode=False)
    except click.UsageError as error:
        return _misused(error)
    except (click.Abort, KeyboardInterrupt):
        return _complain("Stopped.", STOPPED)
    except BrokenPipeError:
        # The reader of our output has gone; Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:  # noqa: BLE001 - the last line of defense, told to a person
        if "--debug" in arguments:
            traceback.print_exc()
        return _complain(sentence_for(error), MISUSED if is_misuse(error) else FAILED)
    return status if isinstance(status, int) else 0


def _misused(error: click.UsageError) -> int:
    path = error.ctx.command_path if error.ctx else "colonnade"
    return _complain(f"{error.format_message()} See: {path} --help", MISUSED)


def _complain(sentence: str, status: int) -> int:
    line = " ".join(sentence.split())
    click.echo(f"colonnade: {line}", err=True)
    return status
