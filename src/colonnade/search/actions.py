"""Keep the index of what readers may see."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from django.db import connection, transaction

from colonnade.search.documents import Document, Kind
from colonnade.search.indexing import Ready, delete, insert, made_ready, place_of, standing
from colonnade.search.models import Entry

_BATCH = 1000

Item = TypeVar("Item")


def index(*, documents: Iterable[Document]) -> int:
    """Put documents into the index, each instead of its older self; return how many."""
    done = 0
    for batch in _batches(map(made_ready, documents)):
        with transaction.atomic():
            put(ready=batch)
        done += len(batch)
    return done


def put(*, ready: Sequence[Ready]) -> None:
    """Put documents whose words are found into the index, in the transaction now open.

    Each instead of its older self. One that stands there with the same time keeps its place:
    the sample's times move on as it is unpacked, its places do not, and so it keeps its order.
    """
    old = standing([one.document for one in ready])
    rows = []
    for one in ready:
        place, moment = old.get((one.document.kind, one.document.subject), (0, None))
        rows.append((place if moment == one.document.moment else place_of(one.document), one))
    if old:
        delete([place for place, _ in old.values()])
    insert(rows)


def forget(*, kind: Kind, subjects: Iterable[int]) -> None:
    """Take articles or comments (by primary key) out of the index."""
    for batch in _batches(subjects):
        entries = Entry.objects.filter(kind=kind, subject__in=batch)
        places = list(entries.values_list("place", flat=True))
        if places:
            with transaction.atomic():
                delete(places)


def forget_many(*, comments: Iterable[int]) -> None:
    """Take many comments (primary keys) out of the index."""
    forget(kind="comment", subjects=comments)


def purge() -> None:
    """Let nothing be left of words whose documents were taken out: SQLite's index keeps them in
    its older parts until these are merged. PostgreSQL's own upkeep does it.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_words(search_words) VALUES('optimize')")


def rebuild(*, documents: Iterable[Document]) -> int:
    """Index all there is, and forget everything else; return how much there is.

    The site may serve meanwhile: nothing is missing from the index at any time.
    """
    seen: dict[str, set[int]] = {"comment": set(), "article": set()}

    def noted() -> Iterator[Document]:
        """Yield the documents, and remember which they were."""
        for one in documents:
            seen[one.kind].add(one.subject)
            yield one

    done = index(documents=noted())
    held = list(Entry.objects.values_list("kind", "subject"))
    for kind in ("comment", "article"):
        gone = [subject for one, subject in held if one == kind and subject not in seen[kind]]
        forget(kind=kind, subjects=gone)
    return done


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    waiting = iter(items)
    while batch := list(islice(waiting, _BATCH)):
        yield batch
