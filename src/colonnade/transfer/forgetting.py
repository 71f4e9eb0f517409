"""What imports keep beside comments, forgotten with whoever wrote these."""

import json
import os
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from colonnade.flows.imported import Beside
from colonnade.kit.refusals import Kind, Refusal
from colonnade.transfer.folders import LEDGER, SOURCE, folder_of
from colonnade.transfer.leaving_out import Erased
from colonnade.transfer.models import Change, Finding, Known, Offer, Run, RunState
from colonnade.transfer.order import ERASED
from colonnade.transfer.records import Kind as Word
from colonnade.transfer.records import SourceComment
from colonnade.transfer.staging import Staging

_BATCH = 500
_PERSON = ">person:"
_RECORDS = "records.sqlite"
# Runs that will read their file (anew): whoever was erased by then is left out.
_TO_READ = (RunState.ASKED, RunState.READING)


def forget_rows(*, beside: Beside, strike: Callable[[str], str]) -> None:
    """Forget what stands beside these comments of one discussion.

    `strike` takes a name out of words about other comments there.
    """
    mine = sorted(beside.mine)
    for some in _batches(mine):
        _forget_changes(some, texts=beside.texts)
        Known.objects.filter(kind__in=("comment", "absent"), target__in=some).update(data=None)
        _hide_placeholders(some)
        if beside.texts:
            Offer.objects.filter(comment__in=some).delete()
    # What is shown of a text that was wrong, and how it was before, quotes her as it did.
    for some in _batches([*(mine if beside.texts else ()), *sorted(beside.others)]):
        Finding.objects.filter(comment__in=some).delete()
        _forget_changes(some, texts=True)
    _strike_offers(mine, strike)


def forget_waiting(erased: Erased) -> None:
    """Drop what runs keep of what they have read, where there may be anything of hers."""
    for run in Run.objects.filter(state__in=_TO_READ):
        _unlink_records(folder_of(run.public_id))
    why = Refusal("import_forgotten", Kind.CONFLICT)
    # One that is written needs no texts any more: earlier versions kept some of them.
    for run in Run.objects.exclude(state__in=(*_TO_READ, RunState.WRITING)):
        folder = folder_of(run.public_id)
        if not folder.is_dir() or (run.state == RunState.READY and not _holds(folder, erased)):
            continue
        _drop(folder)
        if run.state == RunState.READY:
            run.state, run.failure = RunState.FAILED, {"code": why.code, "data": why.data}
            run.save(update_fields=["state", "failure"])


def forget_in_files(*, names: Collection[str]) -> None:
    """Take names that somebody is answered by out of the ledgers of all runs."""
    wanted = sorted({name for name in names if name})
    for run in Run.objects.values_list("public_id", flat=True) if wanted else ():
        folder = folder_of(run)
        if (folder / _RECORDS).exists():
            _strike_records(folder / _RECORDS, wanted)
        if (folder / LEDGER).exists():
            _strike_ledger(folder / LEDGER, set(wanted))


def _batches(listed: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(listed), _BATCH):
        yield listed[start : start + _BATCH]


def _forget_changes(comments: Collection[str], *, texts: bool) -> None:
    """Forget how they were before a later import changed them."""
    rows = Change.objects.filter(known__kind="comment", known__target__in=comments)
    if texts:
        rows.delete()
        return
    for row in rows:
        revised: dict[str, Any] = row.before.get("revised", {})
        revised |= {"guest_name": "", "website": ""} if revised else {}
        row.before = {**row.before, "data": None}
        row.save(update_fields=["before"])


def _hide_placeholders(comments: Collection[str]) -> None:
    """Let an empty place be known by its own id instead of the name it stands for."""
    rows = Known.objects.filter(kind="absent", target__in=comments, source__contains=_PERSON)
    for row in rows:
        subject = row.source.partition(_PERSON)[0]
        row.source = f"{subject}{_PERSON}{ERASED}{row.target}"
        row.save(update_fields=["source"])


def _strike_offers(comments: Collection[str], strike: Callable[[str], str]) -> None:
    """Take the name out of guesses about others in the same discussion."""
    known = Known.objects.filter(target__in=list(comments)[:_BATCH]).values("run")
    for row in Offer.objects.filter(run__in=known).exclude(words="").iterator(chunk_size=_BATCH):
        words = strike(row.words)
        if words != row.words:
            Offer.objects.filter(pk=row.pk).update(words=words[:500])


def _holds(folder: Path, erased: Erased) -> bool:
    """Tell whether a run has read something of hers, or nobody can tell."""
    if not (folder / _RECORDS).exists():
        return True
    staging = Staging(folder)
    try:
        if not staging.fact("read"):
            return True
        namespace = staging.site().namespace
        return any(erased.meets(namespace, one) for one in _comments(staging))
    finally:
        staging.close()


def _comments(staging: Staging) -> Iterator[SourceComment]:
    for one in staging.records(Word.COMMENT):
        if isinstance(one, SourceComment):
            yield one


def _drop(folder: Path) -> None:
    (folder / SOURCE).unlink(missing_ok=True)
    if not (folder / LEDGER).exists():
        _unlink_records(folder)
    elif (folder / _RECORDS).exists():
        staging = Staging(folder)
        staging.forget_texts()
        staging.close()


def _unlink_records(folder: Path) -> None:
    for path in folder.glob(f"{_RECORDS}*"):
        path.unlink()


def _strike_records(path: Path, names: Collection[str]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("PRAGMA secure_delete = ON")
        for name in names:
            base.execute("UPDATE items SET answers = '' WHERE answers = ?", (name,))
            base.execute("UPDATE lines SET detail = '' WHERE detail = ?", (name,))


def _strike_ledger(path: Path, names: set[str]) -> None:
    """Write a ledger anew where a line names her."""
    fresh = path.with_suffix(".part")
    changed = False
    with path.open(encoding="utf-8") as old, fresh.open("w", encoding="utf-8") as new:
        for line in old:
            told = json.loads(line)
            if told["detail"] in names:
                told["detail"], changed = "", True
            new.write(json.dumps(told, ensure_ascii=False) + "\n")
        new.flush()
        os.fsync(new.fileno())
    if changed:
        fresh.replace(path)
    else:
        fresh.unlink()
