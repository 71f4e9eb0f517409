"""Find comments by their words."""

import re

from django.db import connection

from colonnade.search.folding import fold

_WORD = re.compile(r"\w+")
_MOST_WORDS = 12


def words_of(query: str) -> list[str]:
    """Return the words of a query that are looked for: at most twelve."""
    return _WORD.findall(fold(query))[:_MOST_WORDS]


def find_comments(query: str, *, limit: int, offset: int = 0) -> list[int]:
    """Return primary keys of comments that hold every word of the query, newest first.

    The last word also finds longer words that begin with it. The caller asks for each whether
    it may be seen (`discussion.reading.visible_among`).
    """
    words = words_of(query)
    if not words:
        return []
    if connection.vendor == "sqlite":
        match = " ".join(f'"{word}"' for word in words) + "*"
        statement = (
            "SELECT rowid FROM search_words WHERE search_words MATCH %s"
            " ORDER BY rowid DESC LIMIT %s OFFSET %s"
        )
    else:
        match = " & ".join(f"'{word}'" for word in words) + ":*"
        statement = (
            "SELECT id FROM search_words WHERE words @@ to_tsquery('simple', %s)"
            " ORDER BY id DESC LIMIT %s OFFSET %s"
        )
    with connection.cursor() as cursor:
        cursor.execute(statement, [match, limit, offset])
        return [int(row[0]) for row in cursor.fetchall()]
