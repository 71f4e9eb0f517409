"""Keep the index of what readers may see. The tables are made by hand, one kind per database."""

from django.db import connection


def index_text(*, comment: int, text: str) -> None:
    """Put the words of a comment (by primary key) into the index, instead of older ones."""
    forget(comment=comment)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            statement = "INSERT INTO search_words (rowid, words) VALUES (%s, %s)"
        else:
            statement = (
                "INSERT INTO search_words (id, words) VALUES (%s, to_tsvector('simple', %s))"
            )
        cursor.execute(statement, [comment, text.replace("\x00", " ")])


def forget(*, comment: int) -> None:
    """Take a comment out of the index."""
    column = "rowid" if connection.vendor == "sqlite" else "id"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM search_words WHERE {column} = %s", [comment])  # noqa: S608
