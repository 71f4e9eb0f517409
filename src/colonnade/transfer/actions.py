"""What owners ask for: take a file, bring it in, take it back."""

from collections.abc import Iterable
from shutil import rmtree

from colonnade.kit import ids
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.policy import may_own
from colonnade.people.reading import Actor
from colonnade.transfer.folders import SOURCE, folder_of
from colonnade.transfer.models import Run, RunState
from colonnade.transfer.readers import reader_of
from colonnade.transfer.undoing import undo

__all__ = ["ask", "go", "undo"]


def ask(*, actor: Actor, format: str, name: str, content: Iterable[bytes]) -> str:  # noqa: A002
    """Keep a file and ask for its dry run; return the run's public id.

    Raises Refusal owners_only, format_unknown.
    """
    _insist_on_owner(actor)
    reader_of(format)
    run = ids.new_id()
    folder = folder_of(run)
    folder.mkdir(mode=0o700, parents=True)
    try:
        with (folder / SOURCE).open("wb") as file:
            for chunk in content:
                file.write(chunk)
        Run.objects.create(
            public_id=run,
            format=format,
            file_name=name[:255],
            person_id=actor.person,
            dry=True,
            state=RunState.ASKED,
        )
    except BaseException:
        rmtree(folder)
        raise
    return run


def go(*, actor: Actor, run: str, publish: bool) -> None:
    """Ask that a run whose dry run was looked at is written.

    Raises Refusal owners_only, import_missing, import_not_ready.
    """
    _insist_on_owner(actor)
    rows = Run.objects.filter(public_id=run)
    if not rows.exists():
        raise Refusal("import_missing", Kind.MISSING)
    ready = rows.filter(state=RunState.READY, dry=True)
    if not (folder_of(run) / SOURCE).exists() or not ready.update(
        state=RunState.ASKED, dry=False, publish=publish, ended=None, done=0
    ):
        raise Refusal("import_not_ready", Kind.CONFLICT)


def _insist_on_owner(actor: Actor) -> None:
    if not may_own(actor):
        raise Refusal("owners_only", Kind.DENIED)
