"""Keep the index of what readers may see. The tables are made by hand, one kind per database."""

from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import connection

from colonnade.search.folding import fold

_BATCH = 2000


def index_text(*, comment: int, text: str) -> None:
    """Put the words of a comment (by primary key) into the index, instead of older ones."""
    forget(comment=comment)
    index_new([(comment, text)])


def index_new(texts: Iterable[tuple[int, str]]) -> int:
    """Put many comments (primary key, text) into the index that it does not hold yet.

    Returns how many.
    """
    waiting = iter(texts)
    done = 0
    while batch := [(pk, fold(text).replace("\x00", " ")) for pk, text in islice(waiting, _BATCH)]:
        _insert(batch)
        done += len(batch)
    return done


def _insert(batch: Sequence[tuple[int, str]]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany("INSERT INTO search_words (rowid, words) VALUES (%s, %s)", batch)
            return
        cursor.execute(
            "INSERT INTO search_words (id, words) SELECT id, to_tsvector('simple', words)"
            " FROM unnest(%s::bigint[], %s::text[]) AS new (id, words)",
            [[pk for pk, _ in batch], [text for _, text in batch]],
        )


def forget(*, comment: int) -> None:
    """Take a comment out of the index."""
    column = "rowid" if connection.vendor == "sqlite" else "id"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM search_words WHERE {column} = %s", [comment])  # noqa: S608


def forget_many(*, comments: Sequence[int]) -> None:
    """Take many comments (primary keys) out of the index."""
    column = "rowid" if connection.vendor == "sqlite" else "id"
    with connection.cursor() as cursor:
        cursor.executemany(
            f"DELETE FROM search_words WHERE {column} = %s",  # noqa: S608
            [(comment,) for comment in comments],
        )
