"""One run from its file to its end; what was killed goes on where it was."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from colonnade.kit import clock
from colonnade.kit.refusals import Kind, Refusal
from colonnade.sites.reading import current_site
from colonnade.transfer.folders import LEDGER, SOURCE, alone, folder_of, measure
from colonnade.transfer.leaving_out import current_erased
from colonnade.transfer.ledger import Line
from colonnade.transfer.models import Run, RunState
from colonnade.transfer.planning import plan
from colonnade.transfer.readers import reader_of
from colonnade.transfer.staging import Staging
from colonnade.transfer.writing.rendering import Renderers
from colonnade.transfer.writing.run import write

# Called with the state, how much is done, of how much: lines of the file, then records.
Tell = Callable[[str, int, int], None]
_UNFINISHED = (RunState.READING, RunState.WRITING)


def bring_in(*, name: str, path: Path, dry: bool, publish: bool, tell: Tell) -> str:
    """Bring a file of the format `name` in, and return the run's public id.

    An unfinished run of the same file goes on. Raises Refusal import_running, import_unreadable,
    import_uneven, import_unfinished.
    """
    reader_of(name)
    with alone():
        digest, lines = measure(path)
        asked = {"format": name, "digest": digest, "dry": dry, "publish": publish}
        run = Run.objects.filter(state__in=_UNFINISHED, **asked).order_by("-pk").first()
        run = run or Run.objects.create(
            **asked, file_name=path.name[:255], state=RunState.READING, total=lines
        )
        proceed(run, path, tell)
        return run.public_id


def take_up(*, run: str, tell: Tell) -> None:
    """Carry out a run that was asked for, or go on with it, from the file in its own folder.

    Raises as `bring_in`, and import_missing.
    """
    with alone():
        row = Run.objects.filter(public_id=run).first()
        path = folder_of(run) / SOURCE
        if row is None or not path.exists():
            raise Refusal("import_missing", Kind.MISSING)
        if row.state == RunState.ASKED:
            row.state, row.done = RunState.READING, 0
            row.digest, row.total = measure(path)
            row.save()
        if row.state in _UNFINISHED:
            proceed(row, path, tell)


def proceed(run: Run, path: Path, tell: Tell) -> None:
    """Read, plan and, unless it is a dry run, write. The caller holds the lock."""
    staging = Staging(folder_of(run.public_id))
    renderers = Renderers()
    try:
        if run.state == RunState.READING:
            _prepare(run, path, staging, tell)
        if run.state == RunState.WRITING:
            write(
                run,
                staging,
                tell=lambda done, total: tell(RunState.WRITING, done, total),
                renderers=renderers,
            )
            _forget_texts(run, staging)
    finally:
        renderers.close()
        staging.close()


def _forget_texts(run: Run, staging: Staging) -> None:
    """Keep the ledger alone: the file may hold network addresses, and what was never public."""
    (folder_of(run.public_id) / SOURCE).unlink(missing_ok=True)
    staging.forget_texts()


def _prepare(run: Run, path: Path, staging: Staging, tell: Tell) -> None:
    """Read and plan; a run that cannot be read or planned has failed.

    Raises Refusal import_broken for a fault of ours, among those of readers and `plan`.
    """
    try:
        # Who was erased since it was read is left out, too.
        if not staging.fact("read") or staging.fact("erased") != current_erased().digest:
            _read(run, path, staging, tell)
        counts = plan(staging)
        _insist_alone(run, staging)
    except Refusal as refusal:
        _fail(run, refusal.code, refusal.data)
        raise
    except Exception as error:
        why = f"{type(error).__name__}: {error}"[:300]
        _fail(run, "import_broken", {"why": why})
        raise Refusal("import_broken", Kind.CONFLICT, why=why) from error
    _print_ledger(folder_of(run.public_id), staging)
    run.counts, run.done, run.total = counts, 0, staging.count()
    run.state = RunState.READY if run.dry else RunState.WRITING
    run.ended = clock.now() if run.dry else None
    run.save()


def _read(run: Run, path: Path, staging: Staging, tell: Tell) -> None:
    staging.clear()
    zone = ZoneInfo(current_site().time_zone)
    erased, told = current_erased(), 0.0
    for line in staging.fill(erased.left_out_of(reader_of(run.format)(path, zone=zone))):
        tell(RunState.READING, line, run.total)
        if time.monotonic() - told >= 1:
            told = time.monotonic()
            Run.objects.filter(pk=run.pk).update(done=line)
    if not staging.fact("site"):
        raise Refusal("import_unreadable", Kind.INVALID, line=1, why=_("It names no site."))
    staging.note("erased", erased.digest)
    staging.settle()


def _insist_alone(run: Run, staging: Staging) -> None:
    """Raise Refusal import_unfinished where another run of this origin is half written."""
    namespace = staging.site().namespace
    half = Run.objects.filter(origin__namespace=namespace, state=RunState.WRITING)
    other = half.exclude(pk=run.pk).first()
    if other is not None:
        raise Refusal("import_unfinished", Kind.CONFLICT, run=other.public_id, file=other.file_name)


def _fail(run: Run, code: str, data: dict[str, str | int]) -> None:
    run.state, run.ended = RunState.FAILED, clock.now()
    run.failure = {"code": code, "data": data}
    run.save()


def _ndjson(line: Line) -> str:
    shown = {
        "n": line.n,
        "kind": line.kind,
        "source": line.source,
        "line": line.line,
        "outcome": line.outcome,
        "id": line.id,
        "reason": line.reason,
        "detail": line.detail,
    }
    return json.dumps(shown, ensure_ascii=False) + "\n"


def _print_ledger(folder: Path, staging: Staging) -> None:
    """Write the ledger, one line of JSON for each record; there is none until it is whole."""
    begun = folder / f"{LEDGER}.part"
    with begun.open("w", encoding="utf-8") as file:
        for line in staging.lines():
            file.write(_ndjson(line))
        file.flush()
        os.fsync(file.fileno())
    begun.replace(folder / LEDGER)
