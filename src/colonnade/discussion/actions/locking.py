"""Lock discussions before anything is written in them, several in one order for everybody.

Who held one and waited for another, while somebody held that one and waited for the first, would
never go on: PostgreSQL ends one of the two with an error. SQLite has one writer at a time.
"""

from collections.abc import Collection, Iterable

from django.db import connection

from colonnade.discussion.models import Comment, Thread

_BATCH = 500


def lock_places(*, comments: Collection[str]) -> None:
    """Lock the threads in which these comments (public ids) stand until the transaction ends.

    What is read afterwards is what holds: nobody changes it meanwhile. One that is unknown locks
    nothing.
    """
    rows = Comment.objects.values_list("thread", flat=True)
    _lock(pk for some in _batches(comments) for pk in rows.filter(public_id__in=some).distinct())


def lock_threads(*, threads: Collection[str]) -> None:
    """Lock these threads (public ids) until the transaction ends; see `lock_places`."""
    rows = Thread.objects.values_list("pk", flat=True)
    _lock(pk for some in _batches(threads) for pk in rows.filter(public_id__in=some))


def _lock(found: Iterable[int]) -> None:
    if not connection.features.has_select_for_update:
        return
    pks = sorted(set(found))
    for start in range(0, len(pks), _BATCH):
        rows = Thread.objects.filter(pk__in=pks[start : start + _BATCH])
        list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))


def _batches(named: Collection[str]) -> Iterable[list[str]]:
    words = list(named)
    return (words[start : start + _BATCH] for start in range(0, len(words), _BATCH))
