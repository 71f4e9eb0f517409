"""Keep the index of what readers may see. The tables are made by hand, one kind per database."""

from collections.abc import Iterable
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
    if connection.vendor == "sqlite":
        statement = "INSERT INTO search_words (rowid, words) VALUES (%s, %s)"
    else:
        statement = "INSERT INTO search_words (id, words) VALUES (%s, to_tsvector('simple', %s))"
    waiting = iter(texts)
    done = 0
    with connection.cursor() as cursor:
        while batch := [
            (pk, fold(text).replace("\x00", " ")) for pk, text in islice(waiting, _BATCH)
        ]:
            cursor.executemany(statement, batch)
            done += len(batch)
    return done


def forget(*, comment: int) -> None:
    """Take a comment out of the index."""
    column = "rowid" if connection.vendor == "sqlite" else "id"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM search_words WHERE {column} = %s", [comment])  # noqa: S608
