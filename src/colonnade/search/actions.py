"""Keep the index of what readers may see."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.db import connection, transaction

from colonnade.search.documents import Document, Kind, marks_of, text_of
from colonnade.search.folding import index_words
from colonnade.search.models import Entry

_BATCH = 1000
_SECOND, _ARTICLE = 31, 30  # bits of a place
_FIRST_SECOND, _LAST_SECOND = -(2**31), 2**32 - 1
# What PostgreSQL can keep of where a word stands.
_LAST_POSITION, _MOST_POSITIONS, _GAP = 16383, 256, 100

Item = TypeVar("Item")


def index(*, documents: Iterable[Document]) -> int:
    """Put documents into the index, each instead of its older self; return how many."""
    done = 0
    for batch in _batches(documents):
        with transaction.atomic():
            kept = _places_kept(batch)
            rows = [(kept.get((one.kind, one.subject)) or place_of(one), one) for one in batch]
            for kind in ("comment", "article"):
                forget(kind=kind, subjects=[one.subject for one in batch if one.kind == kind])
            Entry.objects.bulk_create([_entry(place, one) for place, one in rows])
            _insert_words(rows)
        done += len(batch)
    return done


def forget(*, kind: Kind, subjects: Iterable[int]) -> None:
    """Take articles or comments (by primary key) out of the index."""
    column = "rowid" if connection.vendor == "sqlite" else "id"
    for batch in _batches(subjects):
        entries = Entry.objects.filter(kind=kind, subject__in=batch)
        places = list(entries.values_list("place", flat=True))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(
                f"DELETE FROM search_words WHERE {column} = %s",  # noqa: S608
                [(place,) for place in places],
            )
            Entry.objects.filter(place__in=places).delete()


def forget_many(*, comments: Iterable[int]) -> None:
    """Take many comments (primary keys) out of the index."""
    forget(kind="comment", subjects=comments)


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


def place_of(document: Document) -> int:
    """Return a place that ascends with time, to the second; then come kind and primary key."""
    second = min(max(int(document.moment.timestamp()), _FIRST_SECOND), _LAST_SECOND)
    key = document.subject & ((1 << _ARTICLE) - 1)
    return (second << _SECOND) + (int(document.kind == "article") << _ARTICLE) + key


def _places_kept(batch: Sequence[Document]) -> dict[tuple[str, int], int]:
    """Return where documents stand already whose time is the same.

    The sample's times move on as it is unpacked, its places do not: it keeps its order so.
    """
    wanted: dict[tuple[str, int], datetime] = {(one.kind, one.subject): one.moment for one in batch}
    rows = Entry.objects.filter(subject__in={one.subject for one in batch})
    return {
        (kind, subject): place
        for kind, subject, place, moment in rows.values_list("kind", "subject", "place", "moment")
        if wanted.get((kind, subject)) == moment
    }


def _entry(place: int, one: Document) -> Entry:
    return Entry(
        place=place,
        kind=one.kind,
        subject=one.subject,
        thread=one.thread,
        section=one.section[:300],
        moment=one.moment,
    )


def _insert_words(rows: Sequence[tuple[int, Document]]) -> None:
    words = [
        (place, index_words(one.head), index_words(one.body), marks_of(one)) for place, one in rows
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                "INSERT INTO search_words (rowid, head, body, marks) VALUES (%s, %s, %s, %s)",
                [(place, *map(text_of, parts)) for place, *parts in words],
            )
            return
        cursor.execute(
            "INSERT INTO search_words (id, words)"
            " SELECT id, words::tsvector FROM unnest(%s::bigint[], %s::text[]) AS new (id, words)",
            [[place for place, *_ in words], [_vector(*parts) for _, *parts in words]],
        )


def _vector(head: Sequence[str], body: Sequence[str], marks: Sequence[str]) -> str:
    """Return PostgreSQL's words with their positions, those of the headline of weight A."""
    found: dict[str, list[str]] = {mark: [] for mark in marks}
    for start, weight, words in ((1, "A", head), (1 + len(head) + _GAP, "", body)):
        for position, word in enumerate(words, start):
            places = found.setdefault(word, [])
            if len(places) < _MOST_POSITIONS:
                places.append(f"{min(position, _LAST_POSITION)}{weight}")
    return " ".join(
        f"'{word}':{','.join(places)}" if places else f"'{word}'" for word, places in found.items()
    )


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    waiting = iter(items)
    while batch := list(islice(waiting, _BATCH)):
        yield batch
