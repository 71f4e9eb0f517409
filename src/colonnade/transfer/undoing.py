"""Undo a run: all it brought goes, all it changed is as before, or nothing is done at all."""

from collections.abc import Iterator, Sequence
from itertools import islice

from django.db import transaction
from django.db.models import Q

from colonnade.discussion.actions import (
    lock_threads,
    put_back,
    remove_loaded_comments,
    remove_loaded_threads,
    restore_loaded,
    standing_of,
)
from colonnade.discussion.bulk import delete_where
from colonnade.discussion.reading.loaded import touched_in
from colonnade.kit import clock
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.reading import subjects_decided_since
from colonnade.people.policy import may_own
from colonnade.people.reading import Actor
from colonnade.search.actions import forget_many
from colonnade.transfer.changing import restore_known
from colonnade.transfer.folders import alone
from colonnade.transfer.models import Change, Finding, Known, Offer, Run, RunState
from colonnade.transfer.writing.subjects import newspaper

_THREADS = 200
_MATTERS = 500
_LISTED = 20
_SPOKEN = ("comment", "absent", "thread")
# What hangs on something goes before it.
_ORDER = ("page", "article", "attachment", "tag", "category", "author")
# One that was killed while it wrote may be undone as well.
_STANDS = {RunState.WRITING, RunState.DONE}


def undo(*, actor: Actor, run: str) -> None:
    """Let every table be as it was before the run (public id), but for the run's own row.

    Raises Refusal owners_only, import_running, import_missing, import_not_done, import_not_last
    (`later`: a run of the same origin that builds on it), or import_answered where somebody has
    answered, edited, decided or confirmed something since: `count` places, of which `listed`
    names up to 20, parted by spaces.
    """
    if not may_own(actor):
        raise Refusal("owners_only", Kind.DENIED)
    with alone(), transaction.atomic():
        _undo(run)


def _undo(run: str) -> None:
    row = Run.objects.select_for_update(no_key=True).filter(public_id=run).first()
    if row is None:
        raise Refusal("import_missing", Kind.MISSING)
    if row.dry or row.state not in _STANDS:
        raise Refusal("import_not_done", Kind.CONFLICT)
    _insist_on_last(row)
    lock_threads(threads=_threads(row))
    _insist_on_untouched(row)
    _restore(row)
    _remove(row)
    for model in (Finding, Offer, Change, Known):
        delete_where(model, "run", Run.objects.filter(pk=row.pk).values("pk"))
    row.state, row.ended = RunState.UNDONE, clock.now()
    row.save(update_fields=["state", "ended"])


def _threads(row: Run) -> list[str]:
    """Return the threads (public ids) that the run brought or brought something into."""
    known = Known.objects.filter(kind="thread")
    theirs = Q(run=row) | Q(pk__in=Change.objects.filter(run=row).values("known"))
    return list(known.filter(theirs).values_list("target", flat=True))


def _insist_on_last(row: Run) -> None:
    later = Run.objects.filter(origin=row.origin, pk__gt=row.pk, dry=False, state__in=_STANDS)
    found = later.exclude(origin=None).order_by("-pk").first()
    if found is not None:
        raise Refusal("import_not_last", Kind.CONFLICT, later=found.public_id)


def _insist_on_untouched(row: Run) -> None:
    found = list(dict.fromkeys(_touched(row)))
    if found:
        listed = " ".join(found[:_LISTED])
        raise Refusal("import_answered", Kind.CONFLICT, count=len(found), listed=listed)


def _touched(row: Run) -> Iterator[str]:
    """Yield the public ids of comments (or threads) with which somebody did something since."""
    mine = Known.objects.filter(run=row)
    since = row.ended or row.created
    threads = list(mine.filter(kind="thread").values_list("target", flat=True))
    yield from touched_in(threads, since=since)
    decided = subjects_decided_since(row.created)
    for start in range(0, len(decided), _MATTERS):
        some = decided[start : start + _MATTERS]
        yield from mine.filter(kind__in=_SPOKEN, target__in=some).values_list("target", flat=True)
    yield from _rested_on(row)
    taken = Offer.objects.filter(run=row, state="taken").order_by("pk")
    for comment, thread in taken.values_list("comment", "thread"):
        yield comment or thread
    for change in Change.objects.filter(run=row, known__kind="thread").select_related("known"):
        thread = change.known.target
        if standing_of(thread).digest != change.before["after"]:
            yield from touched_in([thread], since=since) or [thread]


def _rested_on(row: Run) -> Iterator[str]:
    """Yield where articles are that editors have worked on since, and what other articles bear."""
    paper = newspaper()
    for kind in _ORDER if paper else ():
        changed = Change.objects.filter(run=row, known__kind=kind)
        targets = [*_brought(row, kind), *changed.values_list("known__target", flat=True)]
        for some in _batches(iter(targets), _MATTERS):
            yield from paper.touched(kind=kind, targets=some)  # type: ignore[union-attr]


def _restore(row: Run) -> None:
    """Put back what earlier runs had brought and this one changed, the last change first."""
    paper = newspaper()
    changes = Change.objects.filter(run=row).select_related("known").order_by("-pk")
    for change in changes.exclude(known__kind="thread").iterator(chunk_size=_MATTERS):
        known, before = change.known, change.before
        if known.kind == "comment":
            restore_loaded(comment=known.target, before=before["revised"])
        elif paper is not None:
            paper.restore(kind=known.kind, target=known.target, before=before)
        restore_known(known, before)
    for change in changes.filter(known__kind="thread").iterator(chunk_size=_MATTERS):
        forget_many(comments=remove_loaded_comments(comments=change.before["brought"]))
        put_back(thread=change.known.target, before=change.before["standing"])


def _remove(row: Run) -> None:
    """Take away what the run brought: threads, then what they hung on."""
    for some in _batches(_targets(row, "thread"), _THREADS):
        forget_many(comments=remove_loaded_threads(threads=some).comments)
    paper = newspaper()
    for kind in _ORDER if paper else ():
        for some in _batches(_brought(row, kind), _MATTERS):
            paper.remove(kind=kind, targets=some)  # type: ignore[union-attr]


def _brought(row: Run, kind: str) -> Iterator[str]:
    """Yield what the run made; what was merged into something of ours was there before.

    But two records of the run may have become one thing, and the first of them has made it.
    """
    rows = Known.objects.filter(run=row, kind=kind)
    joined = rows.filter(data__has_key="ours").values_list("pk", "target")
    kept = {target for _, target in joined}
    kept -= set(rows.exclude(pk__in=[pk for pk, _ in joined]).values_list("target", flat=True))
    return iter([one for one in dict.fromkeys(_targets(row, kind)) if one not in kept])


def _targets(row: Run, kind: str) -> Iterator[str]:
    rows = Known.objects.filter(run=row, kind=kind).order_by("-pk")
    return iter(list(rows.values_list("target", flat=True)))


def _batches(targets: Iterator[str], size: int) -> Iterator[Sequence[str]]:
    while some := list(islice(targets, size)):
        yield some
