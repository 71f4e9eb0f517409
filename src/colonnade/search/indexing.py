"""Documents made ready for the index: their words are found before anybody's place is taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from colonnade.outbox.prepared import PreparedAmong
from colonnade.outbox.rows import kept
from colonnade.search.documents import Document, marks_of, text_of
from colonnade.search.folding import index_words
from colonnade.search.models import Entry

_SECOND, _ARTICLE = 31, 30  # bits of a place
_FIRST_SECOND, _LAST_SECOND = -(2**31), 2**32 - 1
# What PostgreSQL can keep of where a word stands.
_LAST_POSITION, _MOST_POSITIONS, _GAP = 16383, 256, 100
_ENTRY = """
INSERT INTO search_entry (place, kind, subject, thread, section, moment)
VALUES (%s, %s, %s, %s, %s, %s)
"""
_SQLITE_WORDS = "INSERT INTO search_words (rowid, head, body, marks) VALUES (%s, %s, %s, %s)"
_POSTGRES_WORDS = """
INSERT INTO search_words (id, words)
SELECT id, words::tsvector FROM unnest(%s::bigint[], %s::text[]) AS new (id, words)
"""


@dataclass(frozen=True, slots=True)
class Ready:
    """A document, and its words as the database at hand takes them."""

    document: Document
    words: tuple[str, ...]


def made_ready(document: Document) -> Ready:
    """Return the document with its words; asks no database."""
    head, body = index_words(document.head), index_words(document.body)
    marks = marks_of(document)
    if connection.vendor == "sqlite":
        return Ready(document, (text_of(head), text_of(body), text_of(marks)))
    return Ready(document, (_vector(head, body, marks),))


def standing(documents: Sequence[Document]) -> dict[tuple[str, int], tuple[int, datetime]]:
    """Return by kind and subject where these documents stand in the index, and their time there.

    One query. The other kind's subjects of the same numbers are not among them.
    """
    wanted = {(one.kind, one.subject) for one in documents}
    rows = _STANDING.rows(among=sorted({one.subject for one in documents}))
    return {(row[0], row[1]): row[2:] for row in rows if row[:2] in wanted}


def insert(rows: Sequence[tuple[int, Ready]]) -> None:
    """Write documents with their places, of which none is in the index."""
    entries = [_entry(place, one.document) for place, one in rows]
    with connection.cursor() as cursor:
        cursor.executemany(_ENTRY, entries)
        if connection.vendor == "sqlite":
            cursor.executemany(_SQLITE_WORDS, [(place, *one.words) for place, one in rows])
        else:
            vectors = [one.words[0] for _, one in rows]
            cursor.execute(_POSTGRES_WORDS, [[place for place, _ in rows], vectors])


def delete(places: Sequence[int]) -> None:
    """Take what stands at these places out of the index."""
    column = "rowid" if connection.vendor == "sqlite" else "id"
    gone = [(place,) for place in places]
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM search_words WHERE {column} = %s", gone)  # noqa: S608
        cursor.executemany("DELETE FROM search_entry WHERE place = %s", gone)


def place_of(document: Document) -> int:
    """Return a place that ascends with time, to the second; then come kind and primary key."""
    second = min(max(int(document.moment.timestamp()), _FIRST_SECOND), _LAST_SECOND)
    key = document.subject & ((1 << _ARTICLE) - 1)
    return (second << _SECOND) + (int(document.kind == "article") << _ARTICLE) + key


def _standing(subjects: list[int]) -> "QuerySet[Any, Any]":
    rows = Entry.objects.filter(subject__in=subjects)
    return rows.values_list("kind", "subject", "place", "moment")


_STANDING = PreparedAmong(_standing)


def _entry(place: int, one: Document) -> list[Any]:
    return kept((place, one.kind, one.subject, one.thread, one.section[:300], one.moment))


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
